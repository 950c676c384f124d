"""Bytes that were changed at random raise `DecodeError` and nothing else."""

import wasmtime
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.binary.decode import decode
from wasmlint.binary.identify import identify
from wasmlint.core.errors import DecodeError

MODULE = bytes(
    wasmtime.wat2wasm(
        """
        (module $m
          (rec (type $s (sub (struct (field i8) (field (mut (ref null $s)))))))
          (type $f (func (param i32 funcref) (result i64 (ref null $s))))
          (import "env" "f" (func (type $f)))
          (import "env" "t" (table 1 2 funcref))
          (import "env" "m" (memory i64 1 2 shared))
          (import "env" "g" (global (mut v128)))
          (func $g (local $x i32) (block $l) (drop (ref.func $g)) (memory.init $d
            (i64.const 0) (i32.const 0) (i32.const 0)))
          (table 2 (ref null $s) (ref.null $s))
          (tag (param i32))
          (global i32 (i32.add (i32.const 1) (i32.const 2)))
          (export "g" (func $g))
          (start $g)
          (elem (i32.const 0) func $g)
          (elem funcref (ref.func $g) (ref.null func))
          (elem declare func $g)
          (data (i64.const 16) "abc")
          (data $d "passive")
          (@producers (processed-by "a" "1")))
        """
    )
)
COMPONENT = bytes(
    wasmtime.wat2wasm(
        """
        (component $c
          (import "a:b/c@0.1.0" (instance (export "f" (func))))
          (import "t" (type (sub resource)))
          (core module $m (func (export "f")))
          (component (core module (func)))
          (export "m" (core module $m)))
        """
    )
)


def outcome(data: bytes) -> str:
    identify(data)
    try:
        decode(data)
    except DecodeError as error:
        return "malformed" if 0 <= error.offset <= len(data) else f"{error}: beyond the file"
    return "decoded"


@st.composite
def changed(draw, data: bytes) -> bytes:
    """`data` with a few bytes replaced, removed or put in."""
    found = bytearray(data)
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(8, len(found) - 1))
        match draw(st.sampled_from(["replace", "remove", "insert", "cut"])):
            case "replace":
                found[at] = draw(st.integers(0, 255))
            case "remove":
                del found[at]
            case "insert":
                found[at:at] = draw(st.binary(min_size=1, max_size=6))
            case _:
                del found[at + 1 :]
        if len(found) < 10:
            break
    return bytes(found)


def test_the_unchanged_bytes_decode():
    assert (outcome(MODULE), outcome(COMPONENT)) == ("decoded", "decoded")
    assert (decode(MODULE).notes, decode(COMPONENT).notes) == ((), ())


@given(changed(MODULE))
def test_a_changed_module_decodes_or_is_refused(data):
    assert outcome(data) in ("decoded", "malformed")


@given(changed(COMPONENT))
def test_a_changed_component_decodes_or_is_refused(data):
    assert outcome(data) in ("decoded", "malformed")


@given(st.binary(max_size=200))
def test_random_sections_decode_or_are_refused(data):
    assert outcome(b"\0asm\x01\0\0\0" + data) in ("decoded", "malformed")


def test_every_single_byte_matters_to_no_exception():
    for at in range(8, len(MODULE)):
        for value in (0x00, 0x40, 0x7F, 0x80, 0xFF):
            data = MODULE[:at] + bytes([value]) + MODULE[at + 1 :]
            assert outcome(data) in ("decoded", "malformed")


def test_every_cut_of_a_module_is_refused_or_ends_between_sections():
    ends = {8} | {section.end for section in decode(MODULE).sections}
    for length in range(8, len(MODULE)):
        if outcome(MODULE[:length]) == "decoded":
            assert length in ends
