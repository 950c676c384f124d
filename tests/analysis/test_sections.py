import zlib

import pytest
import wasmtime

from wasmlint.analysis.sections import ANALYSIS

TEXT = r"""(module
  (@custom "first" (before first) "\01\02")
  (func $run (export "run"))
  (memory 1)
  (data (i32.const 0) "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")
  (@custom ".debug_info" "abc")
  (@producers (language "Go" "1")))"""


def test_sections_stand_in_file_order_with_their_payloads(given):
    rows = ANALYSIS.fill(given(TEXT))
    names = [rows.value("name", row) for row in range(len(rows))]
    assert names == [
        *("first", "type", "function", "memory", "export", "code", "data"),
        *(".debug_info", "producers", "name"),
    ]
    ids = list(rows.column("id"))
    assert ids == [0, 1, 3, 5, 7, 10, 11, 0, 0, 0]
    assert list(rows.column("count"))[1:7] == [1, 1, 1, 1, 1, 1]
    assert rows.value("count", 0) is None


def test_offsets_are_those_of_the_payload(given):
    data = bytes(wasmtime.wat2wasm(TEXT))
    rows = ANALYSIS.fill(given(TEXT))
    code = list(rows.column("name")).index("code")
    offset, size = rows.value("offset", code), rows.value("bytes", code)
    # Section id and size stand before the payload: 10, then the size in one byte here.
    assert (data[offset - 2], data[offset - 1]) == (10, size)


def test_shares_and_the_preamble_make_up_the_file(given):
    rows = ANALYSIS.fill(given(TEXT))
    size = len(wasmtime.wat2wasm(TEXT))
    assert sum(rows.column("share")) == pytest.approx(1 - 8 / size)


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("code", "code"),
        ("data", "data"),
        ("name", "names"),
        (".debug_info", "debug"),
        ("producers", "metadata"),
        ("first", "other"),
        ("type", "other"),
    ],
)
def test_a_section_has_a_role(given, name, role):
    rows = ANALYSIS.fill(given(TEXT))
    assert rows.value("role", rows.where("name", name)[0]) == role


def test_a_custom_section_called_code_is_not_the_code(given):
    rows = ANALYSIS.fill(given('(module (@custom "code" "abc"))'))
    assert rows.value("role", 0) == "other"


def test_the_gzip_size_is_that_of_the_section_alone(given):
    data = bytes(wasmtime.wat2wasm(TEXT))
    rows = ANALYSIS.fill(given(TEXT))
    row = rows.where("name", "data")[0]
    place = rows.place(row)
    squeezed = zlib.compress(data[place.span.start : place.span.end], 6, -15)
    assert rows.value("gzip_bytes", row) == len(squeezed)
    assert place.subject == "section data"


def test_a_component_has_its_own_sections(given):
    rows = ANALYSIS.fill(given("(component (core module (func)) (core module))"))
    assert list(rows.column("name")) == ["core module", "core module"]
