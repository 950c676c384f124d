"""The proposals that a module uses: which, how often, and where first."""

import pytest
import wasmtime
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.binary.decode import decode
from wasmlint.binary.features import FeatureUse, features
from wasmlint.binary.instructions import Instruction, MemArg, instructions
from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.reader import Reader
from wasmlint.binary.scan import scan
from wasmlint.binary.typefeatures import type_features
from wasmlint.binary.types import value_type
from wasmlint.core.errors import DecodeError


def used(data: bytes) -> dict[str, int]:
    module = decode(data)
    assert isinstance(module, Module)
    return {use.name: use.use_count for use in features(module)}


DECLARED = [
    ('(import "a" "b" (global i32)) (global (mut i32) (i32.const 1)) (table 1 funcref)', {}),
    ('(import "a" "b" (global (mut i32)))', {"mutable-globals": 1}),
    ('(global (export "g") (mut i32) (i32.const 1))', {"mutable-globals": 1}),
    ('(import "wasm:js-string" "length" (func))', {"js-string-builtins": 1}),
    ("(type (func (result i32 i32)))", {"multi-value": 1}),
    ("(type (func (param externref v128)))", {"reference-types": 1, "simd128": 1}),
    ("(type (func (param funcref funcref)))", {"reference-types": 1}),
    ("(type (struct (field i8)))", {"gc": 1}),
    ("(rec (type (func)) (type (func)))", {"gc": 2}),
    ("(type $a (array i32)) (type (func (param (ref $a))))", {"gc": 1, "function-references": 1}),
    ("(global anyref (ref.null any))", {"gc": 1, "reference-types": 1}),
    ("(global (mut exnref) (ref.null exn))", {"exception-handling": 1, "reference-types": 1}),
    ("(type (func)) (type (cont 0))", {"stack-switching": 1}),
    ("(table 1 funcref) (table 1 externref)", {"reference-types": 1}),
    ("(table i64 1 funcref)", {"memory64": 1}),
    ("(func $f) (table 1 funcref (ref.func $f))", {"function-references": 1, "reference-types": 1}),
    ("(memory 1) (memory 1) (memory 1)", {"multi-memory": 2}),
    ("(memory i64 1)", {"memory64": 1}),
    ("(memory 1 1 shared)", {"threads": 1}),
    ('(import "a" "m" (memory 1 1 shared))', {"threads": 1}),
    ("(memory 1 (pagesize 1))", {"custom-page-sizes": 1}),
    ('(import "a" "m" (memory 1 (pagesize 65536)))', {"custom-page-sizes": 1}),
    ('(tag (export "t"))', {"exception-handling": 2}),
    ("(global i32 (i32.add (i32.const 1) (i32.const 2)))", {"extended-const": 1}),
    ("(global i32 (i32.const 1)) (global i32 (global.get 0))", {"gc": 1}),
    ('(import "a" "g" (global i32)) (global i32 (global.get 0))', {}),
    ("(memory 1) (data (i32.const 1))", {}),
    ("(memory 1) (data)", {"bulk-memory": 1}),
    ('(memory 1) (data "abc") (data (i32.const 1) "abc")', {"bulk-memory": 1}),
    ("(memory 1) (memory 1) (data (memory 1) (i32.const 1))",
     {"bulk-memory": 1, "multi-memory": 2}),
    ('(memory 1) (data (i32.sub (i32.const 2) (i32.const 1)) "a") (data (i32.const 1))',
     {"extended-const": 1}),
    ("(func) (table 1 funcref) (elem (i32.const 0) func 0)", {}),
    ("(func) (elem func 0)", {"bulk-memory": 1}),
    ("(func) (elem declare func 0)", {"bulk-memory": 1}),
    ("(func) (table 1 funcref) (elem (i32.const 0) funcref (ref.func 0))", {"reference-types": 1}),
    ("(elem externref (ref.null extern))", {"bulk-memory": 1, "reference-types": 1}),
    ('(@custom "metadata.code.branch_hint" "")', {"branch-hinting": 1}),
    ('(@custom "metadata.code.trace_inst" "")', {"compilation-hints": 1}),
    ('(@custom "component-type:x" "")', {"component-model": 1}),
    ('(memory $named 1) (table $named 1 funcref)', {"extended-name-section": 2}),
    ("(func $named)", {}),
]  # fmt: skip

CODE = [
    ("(i64.const 1) (i32.wrap_i64) (drop)", {}),
    ("(i32.const 1) (i32.extend8_s) (drop)", {"sign-ext": 1}),
    ("(f32.const 1) (i32.trunc_sat_f32_s) (drop)", {"nontrapping-fptoint": 1}),
    ("(block (result v128) unreachable) drop", {"simd128": 1}),
    ("(v128.const i64x2 1 2) (i8x16.extract_lane_s 1) drop", {"simd128": 2}),
    ("(call_indirect (type 0) (i32.const 0))", {}),
    ("(call_indirect 1 (type 0) (i32.const 0))", {"reference-types": 1}),
    ("(return_call_indirect (type 0) (i32.const 0))", {"tail-call": 1}),
    ("(return_call 0)", {"tail-call": 1}),
    ("(ref.null func) (ref.is_null) (drop)", {"reference-types": 2}),
    ("(ref.null 0) (call_ref 0)", {"function-references": 2, "reference-types": 1}),
    ("(ref.null 0) (return_call_ref 0)",
     {"function-references": 2, "reference-types": 1, "tail-call": 1}),
    ("(ref.null none) (drop)", {"gc": 1, "reference-types": 1}),
    ("(block (result (ref null func)) unreachable) drop", {"reference-types": 1}),
    ("(block (result (ref func)) unreachable) drop",
     {"function-references": 1}),
    ("(block (result (ref 0)) unreachable) drop", {"function-references": 1}),
    ("(loop (type 1) unreachable) drop drop", {"multi-value": 1}),
    ("(memory.fill (i32.const 0) (i32.const 0) (i32.const 0))", {"bulk-memory": 1}),
    ("(memory.copy 1 0 (i32.const 0) (i32.const 0) (i32.const 0))",
     {"bulk-memory": 1, "multi-memory": 1}),
    ("(table.copy 0 1 (i32.const 0) (i32.const 0) (i32.const 0))",
     {"bulk-memory": 1, "reference-types": 1}),
    ("(memory.size) drop", {}),
    ("(memory.size 1) drop", {"multi-memory": 1}),
    ("(i32.load 1 (i32.const 0)) drop", {"multi-memory": 1}),
    ("(i32.load offset=300 (i32.const 0)) drop", {}),
    ("(v128.load 1 (i32.const 0)) drop", {"multi-memory": 1, "simd128": 1}),
    ("(i32.atomic.load (i32.const 0)) drop", {"threads": 1}),
    ("(i64x2.relaxed_laneselect (unreachable)) drop", {"relaxed-simd": 1}),
    ("(i64.add128 (unreachable)) drop drop", {"wide-arithmetic": 1}),
    ("(struct.new 2 (i32.const 1)) drop", {"gc": 1}),
    ("(local v128 v128 i32) (local externref)", {"simd128": 1, "reference-types": 1}),
    ("(local (ref null 0))", {"function-references": 1}),
]  # fmt: skip
# What CODE stands in.
SURROUNDINGS = (
    "(type (func)) (type (func (result i32 i32))) (type (struct (field i32)))"
    "(table 1 funcref) (table 1 funcref) (memory 1) (memory 1) (func %s)"
)


@pytest.mark.parametrize(("text", "expected"), DECLARED)
def test_what_a_module_declares_needs_proposals(text, expected):
    assert used(bytes(wasmtime.wat2wasm(f"(module {text})"))) == expected


@pytest.mark.parametrize(("text", "expected"), CODE)
def test_what_a_body_does_needs_proposals(text, expected):
    without = used(bytes(wasmtime.wat2wasm(f"(module {SURROUNDINGS % ''})")))
    found = used(bytes(wasmtime.wat2wasm(f"(module {SURROUNDINGS % text})")))
    more = {name: count - without.get(name, 0) for name, count in found.items()}
    assert {name: count for name, count in more.items() if count} == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", {"exception-handling": 1}),
        ("throw 0", {"exception-handling": 2}),
        ("try_table (catch_all 0) throw 0 end", {"exception-handling": 3}),
        ("try catch_all end", {"legacy-exceptions": 3}),
        ("try throw 0 catch 0 end", {"legacy-exceptions": 4}),
        (
            "try throw 0 catch 0 end try_table throw_ref end",
            {"legacy-exceptions": 2, "exception-handling": 4},
        ),
    ],
)
def test_tags_and_throws_are_legacy_where_nothing_else_is_new(text, expected):
    assert used(bytes(wasmtime.wat2wasm(f"(module (tag) (func {text}))"))) == expected


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("11 00 00", {}),
        ("11 80 80 00 00", {}),
        ("11 00 80 00", {"call-indirect-overlong": 1}),
        ("11 05 80 80 80 80 00", {"call-indirect-overlong": 1}),
        ("11 00 80 01", {"reference-types": 1}),
        ("13 00 80 80 00", {"call-indirect-overlong": 1, "tail-call": 1}),
        ("28 02 05", {}),
        ("28 82 80 00 05", {}),
        ("28 42 00 05", {"multi-memory": 1}),
        ("28 c2 80 00 00 05", {"multi-memory": 1}),
        ("3f 80 00", {"multi-memory": 1}),
        ("fd 80 80 00 42 00 05", {"multi-memory": 1, "simd128": 1}),
        ("1c 05 7f 7f 7f 7f 7f", {"reference-types": 1}),
        ("1f 00 05 03 00 03 00 03 00 03 00 03 00", {"exception-handling": 1, "multi-value": 1}),
        ("1f 6f 05 03 00 03 00 03 00 03 00 03 00", {"exception-handling": 1, "reference-types": 1}),
        ("02 65 70 0b", {"function-references": 1, "shared-everything-threads": 1}),
        (
            "d0 62 00",
            {"custom-descriptors": 1, "function-references": 1, "reference-types": 1},
        ),
    ],
)
def test_how_an_immediate_is_encoded_matters(module_of, code, expected):
    module = module_of(f"00 {code} 0b")
    assert {use.name: use.use_count for use in features(module)} == expected


def test_uses_are_sorted_by_name_with_the_offset_of_the_first(module_of):
    module = module_of("00 01 0b", "00 41 00 c0 c0 1a 0b", "01 01 6f fc 0a 00 00 c0 0b")
    _, second, third = module.bodies.offsets
    assert features(module) == (
        FeatureUse("bulk-memory", 1, third + 3),
        FeatureUse("reference-types", 1, third + 1),
        FeatureUse("sign-ext", 3, second + 3),
    )


def test_a_scan_made_before_serves_as_well(module_of):
    module = module_of("00 c0 0b")
    assert features(module, scan(module)) == features(module)


def test_a_malformed_body_is_refused(module_of):
    with pytest.raises(DecodeError, match="0x27 is no known opcode"):
        features(module_of("00 27 0b"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("i32", ()),
        ("v128", ("simd128",)),
        ("externref", ("reference-types",)),
        ("(ref null $3)", ("function-references",)),
        ("(ref i31)", ("function-references", "gc")),
        ("(ref null (exact $3))", ("function-references", "custom-descriptors")),
        ("(ref (shared exn))",
         ("function-references", "shared-everything-threads", "exception-handling")),
        ("nullcontref", ("stack-switching",)),
    ],
)  # fmt: skip
def test_a_type_needs_proposals(text, expected):
    assert type_features(text) == expected


def needs(code: bytes, item: Instruction) -> set[str]:
    """What an instruction needs, by its decoded immediates."""
    opcode, names = item.opcode, {item.opcode.proposal}
    if opcode.name == "return_call_ref":
        names.add("tail-call")
    for kind, value in zip(opcode.immediates, item.immediates, strict=True):
        if kind in ("memarg", "memidx"):
            is_second = value.memory if isinstance(value, MemArg) else value
            names |= {"multi-memory"} if is_second else set()
        elif kind == "tableidx":
            names |= {"reference-types"} if value else set()
        elif kind == "blocktype":
            names |= {"multi-value"} if isinstance(value, int) else set(type_features(value or ""))
    if opcode.name == "ref.null":
        reference = Reader(b"\x63" + code[item.offset + 1 : item.end])
        names |= set(type_features(value_type(reference)))
    return names - {"mvp"}


# These depend on how an index is encoded, which is seen no more in what is decoded.
HIDDEN = {"call-indirect-overlong", "multi-memory", "reference-types"}


@given(st.data())
def test_uses_add_up_whatever_the_instructions_are(encodings, module_of, data):
    known = [opcode for opcode in opcodes().values() if opcode.name != "throw"]
    chosen = data.draw(st.lists(st.sampled_from(known), max_size=12))
    code = b"".join(data.draw(encodings(opcode)) for opcode in chosen)
    module = module_of((b"\0" + code + b"\x0b").hex())
    expected: dict[str, int] = {}
    for item in instructions(code, 0, len(code)):
        for name in needs(code, item):
            expected[name] = expected.get(name, 0) + 1
    found = {use.name: use.use_count for use in features(module)}
    for name in (set(found) | set(expected)) - HIDDEN:
        assert (name, found.get(name)) == (name, expected.get(name))
    for name in HIDDEN & set(expected):
        assert found[name] >= expected[name]
