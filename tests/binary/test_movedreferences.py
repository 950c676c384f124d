import pytest
import wasmtime

from wasmlint.binary.decode import decode
from wasmlint.binary.movedreferences import moves_references
from wasmlint.binary.scan import scan

MODULE = """(module
  (type $t (func)) (type $a (array (mut funcref)))
  (table $t 1 funcref) (elem $e func $f) (func $f)
  (func (param funcref (ref $t)) nop {} nop))"""


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("", False),
        ("(drop (ref.func $f)) (call $f)", False),
        ("(call_indirect (type $t) (i32.const 0))", False),
        ("(drop (table.size $t)) (elem.drop $e)", False),
        # The numbers of table.get and of table.set as operands.
        ("(drop (i32.const 37)) (drop (f64.const 0x1.2626262626262p+0))", False),
        ("(drop (table.get $t (i32.const 0)))", True),
        ("(table.set $t (i32.const 0) (local.get 0))", True),
        ("(table.init $t $e (i32.const 0) (i32.const 0) (i32.const 0))", True),
        ("(table.copy $t $t (i32.const 0) (i32.const 0) (i32.const 0))", True),
        ("(drop (table.grow $t (local.get 0) (i32.const 1)))", True),
        ("(table.fill $t (i32.const 0) (local.get 0) (i32.const 1))", True),
        ("(drop (array.new_elem $a $e (i32.const 0) (i32.const 0)))", True),
        ("(call_ref $t (local.get 1))", True),
        ("(return_call_ref $t (local.get 1))", True),
    ],
)
def test_what_moves_references_is_seen(code, expected):
    module = decode(bytes(wasmtime.wat2wasm(MODULE.format(code))))
    assert moves_references(module, scan(module)) is expected
