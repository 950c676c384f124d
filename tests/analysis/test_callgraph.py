"""Which functions the host can reach, by way of which others: small modules for each rule."""

import pytest

from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.symbols import function_label


@pytest.fixture
def graph(given):
    """The call graph of a WebAssembly text."""
    return lambda text: given(text).once(call_graph)


def names(graph, indices):
    return {graph.label(index) for index in indices}


@pytest.fixture
def dead(given):
    """Names of the functions that are never called."""

    def find(text):
        made = given(text)
        found = made.once(call_graph)
        count = found.function_count
        return {function_label(made, i) for i in range(count) if not found.reached[i]}

    return find


def test_the_host_calls_exports_and_the_start_function(dead):
    assert dead("""(module
      (func $run (export "run") (call $inner)) (func $inner) (start $begin) (func $begin)
      (func $lonely (call $inner)))""") == {"lonely"}


def test_a_call_through_a_table_reaches_the_functions_of_its_type_in_that_table(dead):
    assert dead("""(module
      (type $unary (func (param i32))) (type $nullary (func))
      (table $first 4 funcref) (table $second 4 funcref)
      (elem (table $first) (i32.const 0) func $right $wrong_type)
      (elem (table $second) (i32.const 0) func $wrong_table)
      (func (export "run") (call_indirect $first (type $unary) (i32.const 1) (i32.const 0)))
      (func $right (type $unary)) (func $wrong_type (type $nullary))
      (func $wrong_table (type $unary)) (func $in_no_table (type $unary)))""") == {
        "wrong_type",
        "wrong_table",
        "in_no_table",
    }


def test_without_a_call_a_table_reaches_nothing(dead):
    text = '(module (table 1 funcref) (elem (i32.const 0) func $f) (func $f) (func (export "run")))'
    assert dead(text) == {"f"}


@pytest.mark.parametrize(
    "table", ['(table (export "t") 1 funcref)', '(import "env" "t" (table 1 funcref))']
)
def test_the_host_may_call_what_is_in_a_table_that_it_sees(dead, table):
    assert dead(f"(module {table} (elem (i32.const 0) func $f) (func $f) (func $g))") == {"g"}


def test_types_are_equal_by_structure(dead):
    assert (
        dead("""(module
      (type $one (func (param i32) (result i32))) (type $other (func (param i32) (result i32)))
      (table 1 funcref) (elem (i32.const 0) func $f)
      (func $f (type $one) (local.get 0))
      (func (export "run")
        (drop (call_indirect (type $other) (i32.const 1) (i32.const 0)))))""")
        == set()
    )


def test_a_subtype_may_be_called_by_its_supertype_and_not_the_other_way(dead):
    types = """
      (type $super (sub (func))) (type $middle (sub $super (func))) (type $sub (sub $middle (func)))
      (table 2 funcref) (elem (i32.const 0) func $lower $upper)
      (func $lower (type $sub)) (func $upper (type $super))"""
    run = '(func (export "run") (call_indirect (type {}) (i32.const 0)))'
    assert dead(f"(module {types} {run.format('$super')})") == set()
    assert dead(f"(module {types} {run.format('$middle')})") == {"upper"}
    assert dead(f"(module {types} {run.format('$sub')})") == {"upper"}


def test_types_of_recursion_groups_of_one_shape_are_equal(dead):
    group = "(rec (type {} (func (param (ref null {})))) (type {} (struct (field (ref {})))))"
    assert dead(f"""(module
      {group.format("$f1", "$s1", "$s1", "$f1")} {group.format("$f2", "$s2", "$s2", "$f2")}
      (rec (type $odd (func (param (ref null $s1)))))
      (table 2 funcref) (elem (i32.const 0) func $same $other)
      (func $same (type $f1)) (func $other (type $odd))
      (func (export "run") (call_indirect (type $f2) (ref.null $s2) (i32.const 0))))""") == {
        "other"
    }


def test_a_reference_in_code_keeps_its_function(graph):
    found = graph("""(module
      (elem declare func $f) (func (export "run") (call $taker)) (func $f)
      (func $taker (drop (ref.func $f))))""")
    assert bytes(found.reached) == bytes([1, 1, 1])
    taker, kept = 2, 1
    assert found.dominators.parents[kept] == taker
    assert found.retained[taker] == found.sizes[taker] + found.sizes[kept]


def test_a_passive_segment_counts_once_code_can_copy_it(dead):
    text = """(module (type $t (func)) (table 1 funcref) (elem $e func $f) (func $f)
      (func (export "run") {} (call_indirect (type $t) (i32.const 0))))"""
    copy = "(table.init $e (i32.const 0) (i32.const 0) (i32.const 1))"
    assert dead(text.format("")) == {"f"}
    assert dead(text.format(copy)) == set()


def test_where_code_moves_references_any_table_may_hold_any_of_them(dead):
    text = """(module (type $t (func)) (table $a 1 funcref) (table $b 1 funcref)
      (elem (table $a) (i32.const 0) func $f) (func $f)
      (func (export "run") {} (call_indirect $b (type $t) (i32.const 0))))"""
    move = "(table.set $b (i32.const 0) (table.get $a (i32.const 0)))"
    assert dead(text.format("")) == {"f"}
    assert dead(text.format(move)) == set()


def test_a_global_is_called_by_reference(dead):
    text = """(module (type $t (func)) (type $u (func (param i32)))
      (global $g (ref $t) (ref.func $f)) (global (ref $u) (ref.func $h)) (func $f)
      (func $h (type $u)) (func (export "run") {}))"""
    assert dead(text.format("")) == {"f", "h"}
    assert dead(text.format("(call_ref $t (global.get $g))")) == {"h"}


@pytest.mark.parametrize(
    "shared",
    [
        '(export "g" (global $g))',
        '(func (export "get") (result funcref) (global.get $g))',
        '(func (export "get") (result (ref $t)) (global.get $g))',
        '(import "env" "take" (func (param funcref)))',
        '(tag (export "thrown") (param funcref))',
    ],
)
def test_the_host_may_call_what_it_can_be_given(dead, shared):
    parts = ["(type $t (func))", "(global $g (ref $t) (ref.func $f)) (func $f)"]
    parts.insert(1 if shared.startswith("(import") else 2, shared)
    assert "f" not in dead(f"(module {' '.join(parts)})")


def test_the_initialiser_of_a_table_fills_it(dead):
    assert (
        dead("""(module (type $t (func)) (table 3 (ref $t) (ref.func $f)) (func $f)
      (func (export "run") (call_indirect (type $t) (i32.const 0))))""")
        == set()
    )


def test_what_only_one_function_calls_goes_with_it(graph):
    found = graph("""(module
      (func $run (export "run") (call $left) (call $right))
      (func $left (call $shared) (call $own)) (func $right (call $shared))
      (func $shared) (func $own (call $deep)) (func $deep))""")
    run, left, right, _shared, own, deep = range(6)
    sizes = found.sizes
    assert list(found.dominators.parents) == [-1, run, run, run, left, own]
    assert found.retained[own] == sizes[own] + sizes[deep]
    assert found.retained[left] == sizes[left] + found.retained[own]
    assert found.retained[right] == sizes[right]
    assert found.retained[run] == sum(sizes)


def test_reasons_say_what_a_root_is(graph):
    found = graph("""(module (start $begin) (func $begin) (func (export "run"))
      (table (export "t") 1 funcref) (elem (i32.const 0) func $begin))""")
    assert [found.reason(root) for root in found.roots] == (
        ["export `run`", "the start function", "the host sees it"]
    )
    assert names(found, found.roots) == {"run", "begin", "table 0"}


def test_calls_of_functions_that_are_not_there_are_left_out(given):
    # Valid encoding, invalid module: `call 9`, and an export and an element of function 7.
    types, functions = bytes([1, 4, 1, 0x60, 0, 0]), bytes([3, 2, 1, 0])
    table, export = bytes([4, 4, 1, 0x70, 0, 1]), bytes([7, 5, 1, 1, 0x66, 0, 7])
    element, code = bytes([9, 7, 1, 0, 0x41, 0, 0x0B, 1, 7]), bytes([10, 6, 1, 4, 0, 0x10, 9, 0x0B])
    data = b"\0asm\x01\0\0\0" + types + functions + table + export + element + code
    found = given(data).once(call_graph)
    assert (len(found.graph), list(found.reached)) == (0, [0])
