"""What code passes on the stack: each instruction sequence by what a call then sees."""

import pytest
from wasmtime import wat2wasm

from wasmlint.binary.decode import decode
from wasmlint.binary.locals import declared_locals
from wasmlint.binary.module import Module
from wasmlint.provenance.golang.stackvalues import (
    Argument,
    Content,
    Outcome,
    StackAddress,
)
from wasmlint.provenance.golang.stackwalk import passed_values

# A call as the compiler makes it: the address to return to is pushed, PC_B is a parameter.
PUSH = "(local.tee 1 (i32.sub (local.get 1) (i32.const 8))) (global.set 0)"
CALL = f"""{PUSH} (i64.store (local.get 1) (i64.const 0x10010001)) (i32.const 0) (call $callee)
  (local.set 1 (global.get 0)) (br_if 0)"""
ENTER = """(local.set 1 (global.get 0))
  (global.set 0 (local.tee 1 (i32.sub (local.get 1) (i32.const 32))))"""


def passed(code: str, argument_bytes: int = 16):
    text = f"""(module
      (global (mut i32) (i32.const 0)) (memory 1)
      (func $callee (param i32) (result i32) (i32.const 0))
      (func (param i32) (result i32) (local i32 i64) (block (result i32)
        {ENTER} (block {code}) (i32.const 1))))"""
    module = decode(bytes(wat2wasm(text)))
    assert isinstance(module, Module)
    start, size = module.bodies.offsets[1], module.bodies.sizes[1]
    _, code_start = declared_locals(module.data, start, start + size)
    return passed_values(module.data, code_start, start + size, lambda _: argument_bytes)


def arguments(code: str):
    return passed(code).calls[-1].arguments


def store(value: str, offset: int = 0) -> str:
    return f"(i64.store offset={offset} (local.get 1) {value})"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("(i64.const 7)", 7),
        ("(i64.const -7)", -7),
        ("(i64.add (i64.const 7) (i64.const 1))", 8),
        ("(i64.sub (i64.const 7) (i64.const 1))", 6),
        ("(i64.load (i32.wrap_i64 (i64.const 4096)))", Content(4096)),
        ("(i64.load offset=8 (i32.const 4096))", Content(4104)),
        ("(i64.extend_i32_u (i32.add (local.get 1) (i32.const 16)))", StackAddress(-16)),
        ("(i64.load offset=40 (local.get 1))", Argument(0)),
        ("(i64.load offset=48 (local.get 1))", Argument(8)),
        ("(i64.mul (i64.const 7) (i64.const 1))", None),
        ("(i64.load (i32.wrap_i64 (i64.load (i32.const 8))))", None),
        ("(select (i64.const 1) (i64.const 2) (i32.const 0))", None),
        ("(local.get 2)", None),
    ],
)
def test_a_call_is_passed_what_was_stored(value, expected):
    assert arguments(store(value) + CALL)[0] == expected


def test_a_call_is_known_by_its_function_and_its_return_address():
    (call,) = passed(CALL).calls
    assert (call.callee, call.return_address) == (0, 0x10010001)


@pytest.mark.parametrize("offset", [0, 8, 16, 24])
def test_arguments_are_by_their_offset(offset):
    (call,) = passed(store("(i64.const 9)", offset) + CALL).calls
    assert call.argument(offset) == 9
    assert call.argument(4096) is None


def test_what_a_call_leaves_is_known_by_the_call():
    first, second = passed(CALL + store("(i64.load offset=8 (local.get 1))", 24) + CALL).calls
    assert second.argument(24) == Outcome(first.offset, 8)


def test_what_lies_beyond_its_arguments_outlives_a_call():
    code = store("(i64.const 9)", 24) + CALL + CALL
    assert passed(code).calls[-1].argument(24) == 9
    assert passed(code, argument_bytes=32).calls[-1].argument(24) != 9
    assert passed(code, argument_bytes=-1).calls[-1].argument(24) is None


def test_an_argument_that_points_to_the_stack_shows_what_lies_there():
    address = "(i64.extend_i32_u (i32.add (local.get 1) (i32.const 24)))"
    (call,) = passed(store("(i64.const 9)", 24) + store(address) + CALL).calls
    assert call.pointees == {StackAddress(-8): 9}


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("(if (i32.const 0) (then {two}))", None),
        ("(if (i32.const 0) (then {one}))", 1),
        ("(if (i32.const 0) (then {two} unreachable))", 1),
        ("(if (i32.const 0) (then {two}) (else {two}))", None),
        ("(block {two})", None),
        ("(block (br_if 0 (i32.const 0)) {two})", None),
        ("(loop)", None),
        ("(drop (i32.const 0)) nop", 1),
    ],
)
def test_where_control_flow_joins_only_what_holds_on_all_ways_is_known(code, expected):
    one, two = store("(i64.const 1)"), store("(i64.const 2)")
    assert arguments(one + code.format(one=one, two=two) + CALL)[0] == expected


def test_a_call_of_a_helper_leaves_the_stack_alone():
    helper = "(drop (call $callee (i32.const 0)))"
    (call,) = passed(store("(i64.const 9)") + helper + CALL).calls
    assert call.argument(0) == 9


def test_stores_at_constant_addresses_are_listed():
    stores = passed(
        "(i64.store (i32.const 64) (i64.const 5)) (i32.store (i32.const 72) (i32.const 6))"
    )
    assert stores.stores == ((64, 5), (72, 6))


def test_what_does_not_decode_ends_the_walk():
    assert passed_values(b"\x41\x00\xff", 0, 3, lambda _: 0) == ((), ())
