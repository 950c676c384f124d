"""The scan of all bodies: calls, references, and what is refused."""

import pytest
import wasmtime
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.binary.decode import decode
from wasmlint.binary.instructions import instructions
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.scan import scan
from wasmlint.core.errors import DecodeError

CALLS = """
(module
  (type $t (func))
  (import "env" "log" (func $log))
  (table 1 funcref)
  (elem declare func $b)
  (func $a
    call $log call $b call $log
    i32.const 0 call_indirect (type $t)
    ref.func $b drop ref.func $b drop ref.func $a drop
    i32.const 0 call_indirect (type $t))
  (func $b)
  (func $c return_call $a)
  (func $d i32.const 0 return_call_indirect (type $t))
  (func $e (param (ref $t)) local.get 0 call_ref $t local.get 0 return_call_ref $t)
  (export "a" (func $a)))
"""

TYPES = """
(module
  (type $nullary (func)) (type $unary (func (param i32)))
  (table $first 1 funcref) (table $second 1 funcref)
  (func (param (ref $nullary))
    i32.const 1 i32.const 0 call_indirect $first (type $unary)
    i32.const 0 call_indirect $second (type $nullary)
    i32.const 2 i32.const 0 call_indirect $first (type $unary)
    local.get 0 call_ref $nullary)
  (func i32.const 0 return_call_indirect $first (type $nullary)))
"""


def edges(found):
    return list(zip(found.sources, found.targets, found.counts, strict=True))


def test_direct_calls_are_counted_by_caller_and_callee():
    module = decode(bytes(wasmtime.wat2wasm(CALLS)))
    assert edges(scan(module).calls) == [(1, 0, 2), (1, 2, 1), (3, 1, 1)]


def test_references_in_bodies_are_counted_by_function():
    module = decode(bytes(wasmtime.wat2wasm(CALLS)))
    assert edges(scan(module).references) == [(1, 2, 2), (1, 1, 1)]


def test_indirect_calls_are_counted_by_caller():
    found = scan(decode(bytes(wasmtime.wat2wasm(CALLS)))).indirect_calls
    assert list(zip(found.sources, found.counts, strict=True)) == [(1, 2), (4, 1), (5, 2)]


def test_indirect_calls_name_a_type_and_a_table_or_none():
    found = scan(decode(bytes(wasmtime.wat2wasm(TYPES)))).indirect_types
    entries = list(zip(found.sources, found.tables, found.types, strict=True))
    assert entries == [(0, 0, 1), (0, 1, 0), (0, -1, 0), (1, 0, 0)]


def test_a_padded_type_and_table_are_the_same(module_of):
    module = module_of("00 41 00 11 00 00 41 00 11 80 00 80 80 00 0b")
    found = scan(module)
    assert list(found.indirect_types.types) == [0]
    assert list(found.indirect_calls.counts) == [2]


def test_every_offset_is_that_of_the_first_such_instruction():
    module = decode(bytes(wasmtime.wat2wasm(CALLS)))
    found = scan(module)
    first = {}
    for body, code_offset in enumerate(found.code_offsets):
        end = module.bodies.offsets[body] + module.bodies.sizes[body]
        for item in instructions(module.data, code_offset, end):
            name = item.opcode.name
            target = item.immediates[0] if name in ("call", "return_call", "ref.func") else None
            first.setdefault((body + 1, "ref" in name, "call" in name, target), item.offset)
    actual = {
        **{(s, False, True, t): o for s, t, o in zip(
            found.calls.sources, found.calls.targets, found.calls.offsets, strict=True)},
        **{(s, True, False, t): o for s, t, o in zip(
            found.references.sources, found.references.targets, found.references.offsets,
            strict=True)},
    }  # fmt: skip
    assert actual == {key: first[key] for key in actual}
    assert [module.data[offset] for offset in found.indirect_calls.offsets] == [0x11, 0x13, 0x14]


def test_padded_indices_are_the_same_function(module_of):
    module = module_of("00 10 00 10 80 80 00 10 80 80 80 80 00 0b")
    assert edges(scan(module).calls) == [(0, 0, 3)]


def test_bytes_of_immediates_are_not_taken_for_calls(module_of):
    # i32.const 16; f64.const of bytes 0x10; call 0.
    module = module_of("00 41 10 1a 44 10 10 10 10 10 10 10 10 1a 10 00 0b")
    found = scan(module).calls
    assert edges(found) == [(0, 0, 1)]
    assert list(found.offsets) == [module.bodies.offsets[0] + 14]


def test_code_begins_behind_the_locals(module_of):
    module = module_of("00 0b", "02 01 7f 02 7e 0b", "01 80 01 7f 0b")
    starts = [code - body for code, body in zip(
        scan(module).code_offsets, module.bodies.offsets, strict=True)]  # fmt: skip
    assert starts == [1, 5, 4]


def test_a_long_vector_is_passed_and_recorded(module_of):
    table = "0e 80 01" + " 00" * 129
    module = module_of("00 0b", f"00 10 00 {table} 10 01 {table} 0b")
    found = scan(module)
    assert edges(found.calls) == [(1, 0, 1), (1, 1, 1)]
    offset = module.bodies.offsets[1]
    assert list(found.stops.bodies) == [1, 1]
    assert list(found.stops.offsets) == [offset + 3, offset + 137]
    assert list(found.stops.ends) == [offset + 135, offset + 269]


MALFORMED = [
    ("", 0, "number of groups of locals is cut short"),
    ("00", 1, "function body has no code"),
    ("00 01", 1, "function body does not end with `end`"),
    ("00 41 0b", 1, "function body does not end with `end`"),
    ("00 0e 00 0b", 1, "function body does not end with `end`"),
    ("00 10", 1, "function body does not end with `end`"),
    ("00 41 80 0b", 1, "function body does not end with `end`"),
    ("00 20 80 80 80 80 10 0b", 2, "local index does not fit 32 bits"),
    ("00 27 0b", 1, "0x27 is no known opcode"),
    ("00 01 fd 9a 01 0b", 2, "0xfd 0x9a is no known opcode"),
    ("01 01 60 0b", 2, "0x60 is no value type"),
]


@pytest.mark.parametrize(("body", "offset", "problem"), MALFORMED)
def test_a_malformed_body_is_refused(module_of, body, offset, problem):
    module = module_of("00 0b", body, "00 0b")
    with pytest.raises(DecodeError) as raised:
        scan(module)
    error = raised.value
    assert (error.offset - module.bodies.offsets[1], error.problem) == (offset, problem)
    assert error.section == "code"


@given(st.data())
def test_calls_are_those_that_decoding_one_by_one_finds(encodings, module_of, data):
    chosen = data.draw(st.lists(st.sampled_from(list(opcodes().values())), max_size=12))
    chosen += data.draw(st.lists(st.just(opcodes()[None, 0x10]), max_size=2))
    code = b"".join(data.draw(encodings(opcode)) for opcode in chosen)
    module = module_of((b"\0" + code + b"\x0b").hex())
    found = scan(module)
    expected: dict[int, int] = {}
    for item in instructions(code, 0, len(code)):
        if item.opcode.name in ("call", "return_call"):
            expected[item.immediates[0]] = expected.get(item.immediates[0], 0) + 1
    assert edges(found.calls) == [(0, callee, count) for callee, count in expected.items()]
    indirect = sum(
        opcode.code in (0x11, 0x13, 0x14, 0x15) for opcode in chosen if not opcode.prefix
    )
    assert sum(found.indirect_calls.counts) == indirect
