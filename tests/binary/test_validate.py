"""Validation: what is invalid, where, and what the validator cannot tell."""

import pytest
import wasmtime

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component
from wasmlint.binary.validate import Invalid, _engine, validate

PREAMBLE = b"\0asm\x01\0\0\0"


# Two structs of one recursion group, of which one describes the other.
DESCRIBED = b"\x01\x4e\x02\x4d\x01\x5f\0\x4c\x00\x5f\0"


def section(section_id: int, payload: bytes) -> bytes:
    return bytes([section_id, len(payload)]) + payload


FUNCTION = section(1, b"\x01\x60\0\0")
EXACT = section(2, b"\x01\0\0\x20\0")


def function(body: bytes) -> bytes:
    """A module of one function without parameters and results, and one memory."""
    entry = b"\0" + body + b"\x0b"
    return PREAMBLE + b"".join(
        (
            FUNCTION,
            section(3, b"\x01\0"),
            section(5, b"\x01\0\x01"),
            section(10, b"\x01" + bytes([len(entry)]) + entry),
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "(module)",
        "(module (memory i64 1) (memory 1 2 shared))",
        "(module (func (param i32) (return_call 0 (local.get 0))))",
        "(module (tag) (func (try_table (catch_all 0) (throw 0))))",
        "(module (type (struct (field i8))) (func (drop (struct.new 0 (i32.const 1)))))",
        "(module (memory 1 (pagesize 1)))",
        "(module (func (result i64) i64.const 0 i64.const 0 i64.mul_wide_u drop))",
        "(module (func (param v128) (result v128) local.get 0 local.get 0 i8x16.relaxed_swizzle))",
        "(module (type $f (func)) (type $c (cont $f)) (func (drop (ref.null $c))))",
    ],
)
def test_a_module_of_any_proposal_the_validator_has_is_valid(text):
    assert validate(bytes(wasmtime.wat2wasm(text))) is None


def test_an_invalid_module_says_what_is_wrong_and_where():
    assert validate(function(b"\x6a")) == Invalid(
        "type mismatch: expected i32 but nothing on stack", 28
    )


def test_a_message_over_several_lines_becomes_one():
    found = validate(b"nothing like a module")
    assert found is not None
    assert found.offset == 0
    assert "\n" not in found.problem


@pytest.mark.parametrize(
    ("proposal", "data"),
    [
        ("legacy exceptions", function(b"\x06\x40\x19\x0b")),
        ("legacy exceptions: rethrow", function(b"\x06\x40\x19\x09\x00\x0b")),
        ("custom descriptors: types", PREAMBLE + section(1, DESCRIBED)),
        ("custom descriptors: exact import", PREAMBLE + FUNCTION + EXACT),
        ("shared-everything-threads: type", PREAMBLE + section(1, b"\x01\x65\x5f\0")),
        ("shared-everything-threads: global", PREAMBLE + section(6, b"\x01\x7f\x02\x41\0\x0b")),
        ("shared-everything-threads: table", PREAMBLE + section(4, b"\x01\x65\x70\x03\0\0")),
        ("shared-everything-threads: atomics", function(b"\xfe\x4f\0\0\x1a")),
        ("memory control", function(b"\x41\0\x41\0\xfc\x12\0")),
        ("half precision", function(b"\x41\0\xfc\x30\0\0\x1a")),
        ("stringref", function(b"\xfb\x82\x01\0\x1a")),
        ("acquire-release atomics", function(b"\xfe\x04")),
    ],
)  # fmt: skip
def test_a_proposal_that_the_validator_lacks_is_not_called_invalid(proposal, data):
    assert (proposal, validate(data)) == (proposal, None)


@pytest.mark.parametrize(
    "text",
    [
        "(module (type $f (func)) (type $c (cont $f)))",
        "(module (func (param contref)))",
        "(module (tag (result i32)))",
        "(module (tag) (func (suspend 0)))",
    ],
)
def test_stack_switching_is_not_called_invalid_where_the_engine_cannot_have_it(text, monkeypatch):
    monkeypatch.setattr("wasmlint.binary.validate._can_switch_stacks", lambda: False)
    monkeypatch.setattr("wasmlint.binary.validate._engine", _engine.__wrapped__)
    assert validate(bytes(wasmtime.wat2wasm(text))) is None


def test_a_name_in_the_module_cannot_silence_the_validator():
    name = b"` legacy exceptions support is not enabled"
    export = bytes([len(name)]) + name + b"\x02\0"
    data = PREAMBLE + section(5, b"\x01\0\x01") + section(7, b"\x02" + export * 2)
    found = validate(data)
    assert found is not None
    assert found.problem.startswith("duplicate export name")


def test_an_unknown_instruction_is_invalid():
    assert validate(function(b"\xfb\x7f")) == Invalid("unknown 0xfb subopcode: 0x7f", 28)


def test_a_component_is_not_validated_but_its_modules_are():
    good = bytes(wasmtime.wat2wasm("(component (core module (func nop)))"))
    data = good.replace(b"\x00\x01\x0b", b"\x00\x6a\x0b")
    found = decode(data)
    assert isinstance(found, Component)
    assert validate(data) is None
    assert validate(data, found.nested[0].span) == Invalid(
        "type mismatch: expected i32 but nothing on stack", data.index(b"\x00\x6a\x0b") + 1
    )
