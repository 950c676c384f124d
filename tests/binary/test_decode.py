"""Whole modules: preamble, framing, order of sections, counts that must agree."""

import pytest
import wasmtime

from wasmlint.binary.decode import decode
from wasmlint.binary.framing import SECTION_LIMIT
from wasmlint.binary.module import Bodies, Module, Segments
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan

PREAMBLE = b"\0asm\x01\0\0\0"
IDS_IN_ORDER = (1, 2, 3, 4, 5, 13, 6, 7, 9, 12, 10, 11)
EVERYTHING = """
(module $everything
  (type $t (func (param i32) (result i32)))
  (import "env" "f" (func $f (type $t)))
  (import "env" "m" (memory 1))
  (func $g (type $t) local.get 0)
  (func $s data.drop 1)
  (table 2 funcref)
  (memory 1 2)
  (tag (param i32))
  (global $x (mut i32) (i32.const 7))
  (export "g" (func $g))
  (start $s)
  (elem (i32.const 0) $f $g)
  (data (i32.const 16) "abc")
  (data "passive"))
"""


def section(section_id: int, payload: bytes) -> bytes:
    return bytes([section_id, len(payload)]) + payload


def module(*sections: bytes) -> bytes:
    return PREAMBLE + b"".join(sections)


def decoded(data: bytes) -> Module:
    found = decode(data)
    assert isinstance(found, Module)
    return found


def spans(data: bytes, found: Bodies | Segments) -> list[bytes]:
    return [data[at : at + n] for at, n in zip(found.offsets, found.sizes, strict=True)]


def test_every_section_of_a_module_is_decoded():
    data = bytes(wasmtime.wat2wasm(EVERYTHING))
    found = decoded(data)
    assert [s.name for s in found.sections] == [
        *("type", "import", "function", "table", "memory", "tag", "global"),
        *("export", "start", "element", "datacount", "code", "data", "name"),
    ]
    assert [s.count for s in found.sections] == [3, 2, 2, 1, 1, 1, 1, 1, None, 1, 2, 2, 2, None]
    assert [item.kind for item in found.imports] == ["function", "memory"]
    assert list(found.functions) == [0, 1]
    assert (found.start, found.data_count) == (2, 2)
    assert list(found.elements[0].functions) == [0, 1]
    assert spans(data, found.segments) == [b"abc", b"passive"]
    assert spans(data, found.bodies) == [b"\x00\x20\x00\x0b", b"\x00\xfc\x09\x01\x0b"]
    assert found.names.functions == {0: "f", 1: "g", 2: "s"}
    assert (found.names.module, found.notes) == ("everything", ())


def test_an_absent_section_stands_for_an_empty_one():
    found = decoded(PREAMBLE)
    assert (found.sections, found.types, found.start, found.data_count) == ((), (), None, None)
    assert (len(found.functions), len(found.bodies), len(found.segments)) == (0, 0, 0)


def test_sections_tile_the_file_from_the_preamble_to_its_end():
    data = bytes(wasmtime.wat2wasm(EVERYTHING))
    at = len(PREAMBLE)
    for found in decoded(data).sections:
        assert found.start == at
        at = found.end
    assert at == len(data)


def test_a_custom_section_may_lie_anywhere_and_keeps_its_payload():
    data = module(section(0, b"\x01ax"), section(1, b"\0"), section(0, b"\x01a"), section(3, b"\0"))
    found = decoded(data)
    assert [found.payload(s) for s in found.custom_sections("a")] == [b"x", b""]


def test_a_span_is_decoded_with_offsets_of_the_file():
    data = bytes(wasmtime.wat2wasm(EVERYTHING))
    alone, within = decoded(data), decode(b"junk" + data + b"junk", ByteSpan(4, 4 + len(data)))
    assert isinstance(within, Module)
    assert [s.offset for s in within.sections] == [s.offset + 4 for s in alone.sections]
    assert within.segments.offsets[0] == alone.segments.offsets[0] + 4


def test_indices_of_an_invalid_module_may_lie_outside_their_spaces():
    found = decoded(module(section(3, b"\x01\x63"), section(8, b"\x09"), section(10, b"\x01\x00")))
    assert (list(found.functions), found.start, list(found.bodies.sizes)) == ([99], 9, [0])


@pytest.mark.parametrize(
    ("data", "problem", "offset", "place"),
    [
        (b"", "the bytes do not begin with the magic number `\\0asm`", 0, None),
        (b"\0as", "the preamble is cut short after 3 bytes", 0, None),
        (b"\0asn\x01\0\0\0", "the bytes do not begin with the magic number `\\0asm`", 0, None),
        (b"\0asm\x02\0\0\0", "version 2 of layer 0 is not known", 4, None),
        (b"\0asm\x01\0\x01\0", "version 1 of layer 1 is not known", 4, None),
        (module(b"\x0e\x00"), "14 is no section id", 8, None),
        (module(b"\x01"), "size of the section is cut short", 9, "type"),
        (
            module(b"\x01\x02\x00"),
            "section states a size of 2 and reaches beyond the end",
            10,
            "type",
        ),
        (module(section(1, b"\0\0")), "section does not end with its content", 11, "type"),
        (module(section(1, b"")), "number of entries is cut short", 10, "type"),
        (module(section(0, b"")), "length of name of a custom section is cut short", 10, "custom"),
        (module(section(0, b"\x01\xff")), "name of a custom section is not UTF-8", 11, "custom"),
        (
            module(section(1, b"\0"), section(1, b"\0")),
            "section header occurs a second time",
            11,
            "type",
        ),
        (
            module(section(6, b"\0"), section(13, b"\0")),
            "section header comes after the global section",
            11,
            "tag",
        ),
        (
            module(section(10, b"\0"), section(12, b"\0")),
            "section header comes after the code section",
            11,
            "datacount",
        ),
        (
            module(section(1, b"\x01\x60\0\0"), section(3, b"\x01\0")),
            "1 functions are declared and 0 have bodies",
            16,
            "function",
        ),
        (
            module(section(10, b"\x01\x02\0\x0b")),
            "0 functions are declared and 1 have bodies",
            10,
            "code",
        ),
        (
            module(section(12, b"\x02"), section(11, b"\x01\x01\0")),
            "2 data segments are announced and there are 1",
            13,
            "data",
        ),
        (
            module(section(12, b"\x01")),
            "1 data segments are announced and there are 0",
            10,
            "datacount",
        ),
    ],
)
def test_a_malformed_module_is_refused_with_its_place(data, problem, offset, place):
    with pytest.raises(DecodeError) as caught:
        decode(data)
    assert (caught.value.problem, caught.value.offset, caught.value.section) == (
        problem,
        offset,
        place,
    )


@pytest.mark.parametrize("place", range(len(IDS_IN_ORDER) - 1))
def test_two_sections_the_wrong_way_round_are_refused(place):
    first, second = IDS_IN_ORDER[place : place + 2]
    decode(module(section(first, b"\0"), section(second, b"\0")))
    with pytest.raises(DecodeError, match="section header comes after"):
        decode(module(section(second, b"\0"), section(first, b"\0")))


def test_too_many_sections_are_refused():
    with pytest.raises(DecodeError, match="more than 100000 sections"):
        decode(module(b"\x00\x01\x00" * (SECTION_LIMIT + 1)))
