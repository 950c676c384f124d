"""The name section: what it names, and that its faults are notes."""

import pytest
import wasmtime

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module, Names, Note

PREAMBLE = b"\0asm\x01\0\0\0"
HEADER_BYTES = len(PREAMBLE) + 2 + len(b"\x04name")


def named(payload: bytes, *others: bytes) -> Module:
    content = b"\x04name" + payload
    found = decode(PREAMBLE + bytes([0, len(content)]) + content + b"".join(others))
    assert isinstance(found, Module)
    return found


def subsection(subsection_id: int, content: bytes) -> bytes:
    return bytes([subsection_id, len(content)]) + content


TWO = b"\x02\x00\x01a\x05\x01b"


@pytest.mark.parametrize(
    ("subsection_id", "field"),
    [
        (1, "functions"),
        (4, "types"),
        (5, "tables"),
        (6, "memories"),
        (7, "globals"),
        (8, "elements"),
        (9, "segments"),
        (11, "tags"),
    ],
)
def test_a_name_map_names_by_index(subsection_id, field):
    found = named(subsection(subsection_id, TWO))
    assert (found.names, found.notes) == (Names(**{field: {0: "a", 5: "b"}}), ())


@pytest.mark.parametrize(("subsection_id", "field"), [(2, "locals"), (3, "labels"), (10, "fields")])
def test_an_indirect_name_map_names_by_two_indices(subsection_id, field):
    found = named(subsection(subsection_id, b"\x02\x00" + TWO + b"\x03\x01\x07\x01c"))
    expected = {0: {0: "a", 5: "b"}, 3: {7: "c"}}
    assert (found.names, found.notes) == (Names(**{field: expected}), ())


def test_the_text_format_and_the_decoder_agree_on_names():
    found = decode(
        bytes(
            wasmtime.wat2wasm(
                """(module $m (type $t (struct (field $x i32))) (func $f (param $p i32)
                block $l end) (global $g i32 (i32.const 0)) (table $tab 0 funcref) (memory $mem 0)
                (elem $e func) (data $d "") (tag $tag))"""
            )
        )
    )
    assert isinstance(found, Module)
    names = found.names
    assert (names.module, names.functions, names.locals, names.labels) == (
        *("m", {0: "f"}, {0: {0: "p"}}),
        {0: {0: "l"}},
    )
    assert (names.types, names.fields, names.tags, names.globals) == (
        *({0: "t"}, {0: {0: "x"}}, {0: "tag"}, {0: "g"}),
    )
    assert (names.tables, names.memories, names.elements, names.segments) == (
        *({0: "tab"}, {0: "mem"}, {0: "e"}, {0: "d"}),
    )


@pytest.mark.parametrize(
    ("payload", "functions", "problem", "offset"),
    [
        (subsection(1, b"\x02\x00\x01a\x05\x01\xff"), {0: "a"}, "name is not UTF-8", 8),
        (subsection(1, b"\x02\x05\x01a\x00\x01b"), {5: "a", 0: "b"}, "indices do not increase", 6),
        (subsection(1, b"\x02\x05\x01a\x05\x01b"), {5: "a"}, "indices do not increase", 6),
        (subsection(1, b"\x09\x05\x01a"), {}, "there is no room for 9 names", 2),
        (
            subsection(1, b"\x02\x05\x01a\x06\x09b"),
            {5: "a"},
            "name states a size of 9 and reaches beyond the end",
            6,
        ),
        (
            subsection(1, b"\x01\x05\x01a\x00"),
            {5: "a"},
            "subsection does not end with its content",
            6,
        ),
    ],
)
def test_a_fault_within_a_subsection_is_noted_and_the_rest_kept(
    payload, functions, problem, offset
):
    found = named(payload + subsection(7, b"\x01\x00\x01g"))
    assert (found.names.functions, found.names.globals) == (functions, {0: "g"})
    assert found.notes == (Note(HEADER_BYTES + offset, "name", f"functions: {problem}"),)


def test_a_fault_that_occurs_often_is_noted_once():
    found = named(subsection(1, b"\x03\x00\x01\xff\x01\x01\xff\x02\x01\xff"))
    assert [note.problem for note in found.notes] == ["functions: name is not UTF-8"]


@pytest.mark.parametrize(
    ("payload", "problem"),
    [
        (b"\x01", "size of a subsection is cut short"),
        (b"\x01\x05\x00", "subsection states a size of 5 and reaches beyond the end"),
        (
            subsection(7, b"\0") + subsection(1, b"\0"),
            "subsection 1 comes after subsection 7",
        ),
        (
            subsection(1, b"\0") + subsection(1, b"\0"),
            "subsection 1 comes after subsection 1",
        ),
        (subsection(0, b"\x05ab"), "module: name states a size of 5 and reaches beyond the end"),
        (
            subsection(2, b"\x01\x00\x01\x00\x09a"),
            "locals: name states a size of 9 and reaches beyond the end",
        ),
    ],
)
def test_a_fault_of_the_section_is_noted(payload, problem):
    assert [note.problem for note in named(payload).notes] == [problem]


def test_a_subsection_of_a_later_proposal_is_passed_over():
    found = named(subsection(12, b"\xff\xff"))
    assert (found.names, found.notes) == (Names(), ())


def test_only_the_first_name_section_counts():
    content = b"\x04name" + subsection(1, b"\x01\x00\x01z")
    found = named(subsection(1, b"\x01\x00\x01a"), bytes([0, len(content)]) + content)
    assert found.names.functions == {0: "a"}
    assert [note.problem for note in found.notes] == ["section header occurs a second time"]


def test_a_name_section_before_the_data_section_is_noted():
    found = named(subsection(1, b"\x01\x00\x01a"), b"\x0b\x01\x00")
    assert found.names.functions == {0: "a"}
    assert found.notes == (Note(8, "name", "section header comes before the data section"),)
