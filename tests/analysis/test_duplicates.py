import pytest

from wasmlint.analysis import functions
from wasmlint.analysis.deadcode import ANALYSIS as DEAD_CODE
from wasmlint.analysis.duplicates import ANALYSIS as DUPLICATES
from wasmlint.analysis.instantiations import ANALYSIS as INSTANTIATIONS


def records(analysis, made):
    rows = analysis.fill(made)
    return [tuple(rows.record(row).values()) for row in range(len(rows))]


COPIES = """(module
  (import "env" "f" (func))
  (func $a (param i32) (drop (i32.const 1000)))
  (func $b (param i32) (drop (i32.const 2000)))
  (func $c (param i32) (drop (i32.const 1000)))
  (func $d (drop (i32.const 1000)))
  (func $e (param i32) (drop (i32.const 1000)))
  (func $g) (func $h))"""


def test_groups_are_of_equal_types_and_bodies(given):
    # Locals, `i32.const` with two bytes, `drop`, `end`; and an empty body.
    assert records(DUPLICATES, given(COPIES)) == [(1, 3, 6, 12), (6, 2, 2, 2)]


def test_a_group_lies_at_its_first_function(given):
    rows = DUPLICATES.fill(given(COPIES))
    assert [rows.place(row).subject for row in range(2)] == ["function a", "function g"]


def test_types_that_are_equal_by_structure_count_as_one(given):
    text = "(module (type $t (func)) (type $u (func)) (func (type $t)) (func (type $u)))"
    assert records(DUPLICATES, given(text)) == [(0, 2, 2, 2)]


@pytest.mark.parametrize("name", ["cpp-exceptions-tax", "rust-wasip1-wordcount"])
def test_copies_in_real_modules_are_equal_and_all_there(corpus, name):
    made = corpus(name)
    rows = functions.ANALYSIS.fill(made)
    bodies = {}
    for row in range(len(rows)):
        start, size = rows.value("body_offset", row), rows.value("body_bytes", row)
        if start is not None:
            key = rows.value("signature", row), made.data[start : start + size]
            bodies.setdefault(key, []).append(row)
    expected = {row: group[0] for group in bodies.values() for row in group[1:]}
    found = {
        row: first for row, first in enumerate(rows.column("duplicate_of")) if first is not None
    }
    assert found == expected


def test_instantiations_of_one_generic_function_are_a_group(given):
    made = given("""(module
      (func (@name "slices.Sort[go.shape.int]") nop nop)
      (func (@name "main.main"))
      (func (@name "slices.Sort[go.shape.string]") nop nop nop)
      (func (@name "slices.Index[go.shape.int]")))""")
    assert records(INSTANTIATIONS, made) == [("slices.Sort[..]", 2, 4 + 5, 4, 2)]
    assert functions.ANALYSIS.fill(made).column("generic_name") == [
        "slices.Sort[..]",
        None,
        "slices.Sort[..]",
        "slices.Index[..]",
    ]


def test_instantiations_in_a_program_of_go(corpus):
    rows = INSTANTIATIONS.fill(corpus("go-js-prices"))
    row = list(rows.column("name")).index("slices.pdqsortCmpFunc[..]")
    assert rows.value("function_count", row) > 1
    assert rows.place(row).subject == "instantiations of slices.pdqsortCmpFunc[..]"


def test_dead_code_is_told_by_owner_the_most_first(given):
    made = given("""(module
      (@producers (language "Rust" "") (processed-by "rustc" "1.95.0"))
      (func (export "run"))
      (func (@name "_RNvCs1_3foo3bar") nop)
      (func (@name "_RNvCs1_3foo3baz") nop nop nop)
      (func (@name "_RNvCs1_3abc3def") nop nop))""")
    assert records(DEAD_CODE, made) == [("foo", 2, 3 + 5, 2), ("abc", 1, 4, 3)]
    rows = DEAD_CODE.fill(made)
    assert [rows.place(row).subject for row in range(2)] == ["dead code of foo", "dead code of abc"]


def test_dead_code_of_nobody_is_told_too(given):
    made = given("(module (func $a nop) (func $b))")
    assert records(DEAD_CODE, made) == [(None, 2, 5, 0)]
    assert DEAD_CODE.fill(made).place(0).subject == "dead code"
