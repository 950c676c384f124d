"""Components: layer, imports, exports, nesting."""

import pytest
import wasmtime

from wasmlint.binary.component import DEPTH_LIMIT, NESTED_LIMIT
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component, Module
from wasmlint.core.errors import DecodeError

COMPONENT = b"\0asm\x0d\0\x01\0"
MODULE = b"\0asm\x01\0\0\0"
TEXT = """
(component $outer
  (import "wasi:cli/environment@0.2.0" (instance (export "f" (func))))
  (import "a" (func))
  (import "r" (type (sub resource)))
  (import "m" (core module))
  (core module $one (func (export "f") (param i32)) (memory 1))
  (component $inner (core module (func)) (import "x" (func)) (export "y" (func 0)))
  (core instance $i (instantiate $one))
  (export "o" (core module $one))
  (export "c" (component $inner)))
"""


def leb(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def section(section_id: int, payload: bytes) -> bytes:
    return bytes([section_id]) + leb(len(payload)) + payload


def component(*sections: bytes) -> Component:
    found = decode(COMPONENT + b"".join(sections))
    assert isinstance(found, Component)
    return found


def externs(items) -> list[tuple[str, str]]:
    return [(item.name, item.kind) for item in items]


def test_a_component_lists_what_it_imports_exports_and_nests():
    data = bytes(wasmtime.wat2wasm(TEXT))
    found = decode(data)
    assert isinstance(found, Component)
    assert externs(found.imports) == [
        ("wasi:cli/environment@0.2.0", "instance"),
        ("a", "func"),
        ("r", "type"),
        ("m", "core module"),
    ]
    assert externs(found.exports) == [("o", "core module"), ("c", "component")]
    assert (found.name, found.notes) == ("outer", ())
    one, inner = found.nested
    assert isinstance(one, Module)
    assert isinstance(inner, Component)
    assert (inner.name, externs(inner.imports), externs(inner.exports)) == (
        "inner",
        [("x", "func")],
        [("y", "func")],
    )
    assert [export.name for export in one.exports] == ["f"]


def test_offsets_in_a_nested_module_are_offsets_of_the_file():
    data = bytes(wasmtime.wat2wasm(TEXT))
    found = decode(data)
    assert isinstance(found, Component)
    one = found.nested[0]
    assert isinstance(one, Module)
    assert data[one.span.start : one.span.start + 8] == MODULE
    body = slice(one.bodies.offsets[0], one.bodies.offsets[0] + one.bodies.sizes[0])
    assert data[body] == b"\x00\x0b"
    alone = decode(data[one.span.start : one.span.end])
    assert [s.offset - one.span.start for s in one.sections] == [s.offset for s in alone.sections]


def test_sections_tile_the_component():
    data = bytes(wasmtime.wat2wasm(TEXT))
    at = 8
    for found in decode(data).sections:
        assert found.start == at
        at = found.end
    assert at == len(data)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (b"\x00\x01a", ("a", None, None)),
        (b"\x01\x01a", ("a", None, None)),
        (b"\x02\x01a\x00", ("a", None, None)),
        (b"\x02\x01a\x01\x00\x03b:c", ("a", "b:c", None)),
        (b"\x02\x01a\x02\x01\x02.1\x02\x01z", ("a", None, ".1")),
    ],
)
def test_a_name_may_have_attributes(name, expected):
    (found,) = component(section(10, b"\x01" + name + b"\x01\x00")).imports
    assert (found.name, found.implements, found.version_suffix) == expected


@pytest.mark.parametrize(
    ("extern", "kind"),
    [
        (b"\x00\x11\x00", "core module"),
        (b"\x01\x00", "func"),
        (b"\x02\x00\x00", "value"),
        (b"\x02\x01\x73", "value"),
        (b"\x03\x00\x05", "type"),
        (b"\x03\x01", "type"),
        (b"\x04\x00", "component"),
        (b"\x05\x00", "instance"),
    ],
)
def test_an_import_may_be_of_each_sort(extern, kind):
    found = component(section(10, b"\x01\x00\x01a" + extern))
    assert externs(found.imports) == [("a", kind)]


def test_an_export_may_state_its_type():
    found = component(section(11, b"\x02\x00\x01a\x01\x07\x00\x00\x01b\x05\x00\x01\x05\x03"))
    assert externs(found.exports) == [("a", "func"), ("b", "instance")]


@pytest.mark.parametrize(
    ("sections", "problem", "offset"),
    [
        (section(13, b""), "13 is no section id", 8),
        (section(10, b"\x01\x03\x01a\x01\x00"), "0x03 is no form of a name", 11),
        (section(10, b"\x01\x00\x01a\x06\x00"), "0x06 is no sort", 14),
        (section(10, b"\x01\x00\x01a\x00\x13\x00"), "0x13 is no core sort", 15),
        (section(10, b"\x01\x00\x01a\x03\x02\x00"), "0x02 is no bound of a type", 15),
        (section(10, b"\x01\x02\x01a\x01\x07\x00"), "0x07 is no attribute of a name", 15),
        (section(10, b"\x01\x00\x01a\x01\x00\x00"), "section does not end with its content", 16),
        (section(11, b"\x01\x00\x01a\x01\x00\x02"), "0x02 is no type of an export", 16),
        (section(1, COMPONENT), "the section holds a component", 10),
        (section(4, MODULE), "the section holds a core module", 10),
        (section(1, b"\0asm"), "the preamble is cut short after 4 bytes", 10),
        (section(1, MODULE + b"\x01\x01\x01"), "there is no room for 1 types", 20),
    ],
)
def test_a_malformed_component_is_refused_with_its_place(sections, problem, offset):
    with pytest.raises(DecodeError) as caught:
        component(sections)
    assert (caught.value.problem, caught.value.offset) == (problem, offset)


def test_components_nest_to_a_limit():
    data = COMPONENT
    for _ in range(DEPTH_LIMIT - 1):
        data = COMPONENT + section(4, data)
    decode(data)
    with pytest.raises(DecodeError, match=f"nested more than {DEPTH_LIMIT} deep"):
        decode(COMPONENT + section(4, data))


def test_modules_nest_to_a_limit():
    with pytest.raises(DecodeError, match=f"more than {NESTED_LIMIT} modules and components"):
        component(section(1, MODULE) * (NESTED_LIMIT + 1))


def test_a_broken_name_is_a_note():
    found = component(section(0, b"\x0ecomponent-name\x00\x02\x05a"))
    assert found.name is None
    assert [note.problem for note in found.notes] == [
        "component name states a size of 5 and reaches beyond the end"
    ]
