import pytest
import wasmtime

from wasmlint.binary.decode import decode
from wasmlint.binary.functiontypes import canonical_types, function_types


def types(text):
    return canonical_types(decode(bytes(wasmtime.wat2wasm(text))).types)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("(type (func)) (type (func)) (type (func (param i32)))", [0, 0, 2], id="same"),
        pytest.param("(type (func)) (type (sub (func)))", [0, 1], id="not final"),
        pytest.param(
            "(type $a (sub (func))) (type $b (sub (func))) (type (sub $a (func)))"
            "(type (sub $b (func)))",
            [0, 0, 2, 2],
            id="supertypes that are equal",
        ),
        pytest.param(
            "(rec (type $a (func (param (ref $b)))) (type $b (func (param (ref $a)))))"
            "(rec (type $c (func (param (ref $d)))) (type $d (func (param (ref $c)))))"
            "(rec (type $e (func (param (ref $a)))) (type $f (func (param (ref $e)))))",
            [0, 1, 0, 1, 4, 5],
            id="groups of one shape",
        ),
        pytest.param("(rec (type (func)) (type (func)))", [0, 1], id="in one group"),
        pytest.param("(type (struct (field i8))) (type (array i8))", [0, 1], id="no functions"),
    ],
)  # fmt: skip
def test_types_are_equal_to_the_first_of_their_shape(text, expected):
    assert types(f"(module {text})") == expected


def test_types_of_functions_come_imported_ones_first():
    module = decode(
        bytes(
            wasmtime.wat2wasm("""(module
      (type (func)) (type (func (param i32)))
      (import "a" "b" (func (type 1))) (import "a" "c" (memory 1))
      (func (type 0)) (func (type 1)))""")
        )
    )
    assert function_types(module) == [1, 0, 1]
