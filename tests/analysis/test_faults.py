from wasmlint.analysis import faults, validation
from wasmlint.analysis.base import Fault, Input
from wasmlint.binary.decode import decode

BROKEN_NAMES = b"\0asm\x01\0\0\0" + bytes([0, 7, 4, *b"name", 1, 9])


def test_faults_before_decoding_come_first():
    fault = Fault("not-wasm", 0, None, "these are no bytes of a module", "gzip", "unpack it")
    rows = faults.ANALYSIS.fill(Input("app.wasm", b"\x1f\x8b", None, (fault,)))
    assert rows.record(0) == {
        "kind": "not-wasm",
        "offset": 0,
        "section": None,
        "problem": "these are no bytes of a module",
        "actual": "gzip",
        "hint": "unpack it",
    }
    assert rows.place(0).subject == "module"


def test_a_fault_at_the_end_of_the_file_has_an_empty_place():
    fault = Fault("malformed", 2, "code", "a body is cut short")
    rows = faults.ANALYSIS.fill(Input("app.wasm", b"\0a", None, (fault,)))
    place = rows.place(0)
    assert (place.subject, place.span.start, place.span.end) == ("module", 2, 2)


def test_faults_of_custom_sections_are_rows(given):
    rows = faults.ANALYSIS.fill(given(BROKEN_NAMES))
    assert list(rows.column("kind")) == ["custom-section"]
    assert list(rows.column("section")) == ["name"]
    assert rows.place(0).subject == "section name"


def test_a_body_that_does_not_decode_is_a_fault_of_the_module(given):
    # A body of two bytes: no locals, and an opcode that there is none of.
    data = b"\0asm\x01\0\0\0" + bytes([1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 5, 1, 3, 0, 0xFF, 0x0B])
    rows = faults.ANALYSIS.fill(given(data))
    assert list(rows.column("kind")) == ["malformed"]
    assert list(rows.column("section")) == ["code"]
    assert rows.place(0).subject == "module"


def test_a_sound_module_has_no_faults(given):
    assert len(faults.ANALYSIS.fill(given("(module (func $a))"))) == 0


def test_an_invalid_module_has_one_row(given):
    # A function that should return an i32 and does not.
    data = b"\0asm\x01\0\0\0" + bytes([1, 5, 1, 0x60, 0, 1, 0x7F, 3, 2, 1, 0, 10, 4, 1, 2, 0, 0x0B])
    rows = validation.ANALYSIS.fill(given(data))
    assert len(rows) == 1
    assert "expected i32" in rows.value("problem", 0)
    assert rows.value("offset", 0) == len(data) - 1
    assert rows.place(0).subject == "module"


def test_a_valid_module_has_none(given):
    assert len(validation.ANALYSIS.fill(given("(module (func))"))) == 0


def test_offsets_of_a_nested_module_are_those_of_the_file(given):
    broken = bytes([1, 5, 1, 0x60, 0, 1, 0x7F, 3, 2, 1, 0, 10, 4, 1, 2, 0, 0x0B])
    core = b"\0asm\x01\0\0\0" + broken
    data = b"\0asm\x0d\0\x01\0" + bytes([1, len(core)]) + core
    inner = decode(data).nested[0]
    rows = validation.ANALYSIS.fill(Input("app.wasm", data, inner, within="module[0]"))
    assert rows.value("offset", 0) == len(data) - 1
