import pytest

from wasmlint.analysis import calls, functions
from wasmlint.core.errors import DecodeError

TEXT = """(module
  (import "env" "log" (func $log (param i32)))
  (import "env" "now" (func (result f64)))
  (type $nullary (func))
  (table 4 funcref)
  (elem (i32.const 0) func $handler)
  (elem declare func $referred)
  (global funcref (ref.func $kept))
  (func $main (export "run") (local i32 i64 i32)
    (call $log (i32.const 1))
    (call $log (i32.const 2))
    (call $helper)
    (call_indirect (type $nullary) (i32.const 0))
    (drop (ref.func $referred)))
  (func $helper (call $helper))
  (func $handler)
  (func $referred)
  (func $kept)
  (func (export "anonymous") (return_call $helper)))"""


def by_symbol(rows, *columns):
    return {
        rows.value("symbol", row): tuple(rows.value(column, row) for column in columns)
        for row in range(len(rows))
    }


def test_functions_stand_by_index_with_the_best_name_there_is(given):
    rows = functions.ANALYSIS.fill(given(TEXT))
    assert list(rows.column("index")) == list(range(8))
    assert list(rows.column("name")) == (
        ["log", None, "main", "helper", "handler", "referred", "kept", None]
    )
    assert list(rows.column("symbol")) == (
        ["log", "env.now", "main", "helper", "handler", "referred", "kept", "anonymous"]
    )
    assert list(rows.column("is_imported")) == [True] * 2 + [False] * 6
    assert list(rows.column("signature"))[:3] == ["(i32) -> ()", "() -> (f64)", "() -> ()"]
    assert [
        symbol for symbol, (is_exported,) in by_symbol(rows, "is_exported").items() if is_exported
    ] == [
        "main",
        "anonymous",
    ]


def test_bodies_are_measured(given):
    made = given(TEXT)
    rows = functions.ANALYSIS.fill(made)
    columns = ("body_bytes", "instruction_count", "local_count", "branch_count")
    found = by_symbol(rows, *columns)
    assert found["log"] == (None, None, None, None)
    # No locals, `call` with its index, `end`.
    assert found["helper"] == (4, 2, 0, 0)
    assert found["main"][1:3] == (10, 3)
    offset = rows.value("body_offset", 3)
    assert made.data[offset : offset + 4] == bytes([0, 0x10, 3, 0x0B])


def test_a_caller_counts_once_however_often_it_calls(given):
    rows = functions.ANALYSIS.fill(given(TEXT))
    found = by_symbol(rows, "caller_count", "callee_count")
    assert found["log"] == (1, 0)
    assert found["main"] == (0, 2)
    assert found["helper"] == (3, 1)  # itself among them
    assert found["anonymous"] == (0, 1)


def test_an_address_is_taken_by_tables_globals_and_references(given):
    rows = functions.ANALYSIS.fill(given(TEXT))
    taken = [
        symbol for symbol, (is_taken,) in by_symbol(rows, "is_address_taken").items() if is_taken
    ]
    assert taken == ["handler", "referred", "kept"]


def test_a_declarative_segment_alone_takes_no_address(given):
    rows = functions.ANALYSIS.fill(given("(module (elem declare func $f) (func $f))"))
    assert rows.value("is_address_taken", 0) is False


def test_what_nothing_tells_is_not_made_up(given):
    record = functions.ANALYSIS.fill(given(TEXT)).record(2)
    unknown = ("package", "source_file", "source_line", "duplicate_of", "generic_name")
    assert [record[column] for column in unknown] == [None] * 5


def test_what_no_root_reaches_is_dead_and_retains_nothing(given):
    rows = functions.ANALYSIS.fill(given(TEXT))
    found = by_symbol(rows, "is_reachable", "retained_bytes")
    dead = [symbol for symbol, (is_reachable, _) in found.items() if not is_reachable]
    # Nothing leaves the global that holds `kept`.
    assert dead == ["env.now", "kept"]
    assert [found[symbol][1] for symbol in dead] == [None, None]
    # Entries of the function, code and element sections, and a name.
    assert found["handler"][1] == 1 + 3 + 1 + (2 + 7)
    assert found["referred"][1] == 1 + 3 + 1 + (2 + 8)
    own = 1 + (1 + rows.value("body_bytes", 2)) + (2 + 4)
    log = len("env") + len("log") + 4 + (2 + 3)
    assert found["main"][1] == own + log + found["handler"][1] + found["referred"][1]


def test_equal_bodies_of_one_type_are_copies_of_the_first(given):
    rows = functions.ANALYSIS.fill(
        given("""(module
      (func (param i32)) (func (param i64)) (func (param i32)) (func) (func (param i32) nop))""")
    )
    assert list(rows.column("duplicate_of")) == [None, None, 0, None, None]


def test_functions_of_one_name_have_identities_of_their_own(given):
    # The text format lets names occur once, annotations let them occur again.
    rows = functions.ANALYSIS.fill(
        given('(module (func (@name "init")) (func (@name "init")) (func (@name "init")))')
    )
    places = [rows.place(row) for row in range(3)]
    assert [place.subject for place in places] == ["function init"] * 3
    assert [place.identity for place in places] == [None, "function init #2", "function init #3"]


def test_an_unnamed_function_is_known_by_its_body(given):
    one = functions.ANALYSIS.fill(given("(module (func (drop (i32.const 7))))"))
    two = functions.ANALYSIS.fill(given("(module (func nop) (func (drop (i32.const 7))))"))
    assert (one.place(0).subject, two.place(1).subject) == ("function[0]", "function[1]")
    assert one.place(0).identity == two.place(1).identity
    assert one.place(0).identity != two.place(0).identity


def test_calls_are_counted_by_pair_and_indirect_ones_by_function(given):
    rows = calls.ANALYSIS.fill(given(TEXT))
    found = [tuple(list(rows.record(row).values())[:4]) for row in range(len(rows))]
    assert found == [
        (2, 0, "direct", 2),
        (2, 3, "direct", 1),
        (3, 3, "direct", 1),
        (7, 3, "direct", 1),
        (2, None, "indirect", 1),
        (2, 5, "value", 1),
    ]


def test_a_call_lies_at_its_first_instruction(given):
    made = given(TEXT)
    rows = calls.ANALYSIS.fill(made)
    place = rows.place(0)
    assert place.subject == "call from main to log"
    assert made.data[place.span.start : place.span.end] == bytes([0x10, 0])
    assert rows.place(4).subject == "call from main to any function"
    place = rows.place(5)
    assert place.subject == "reference from main to referred"
    assert made.data[place.span.start : place.span.end] == bytes([0xD2, 5])


def test_calls_of_a_body_that_does_not_decode_are_not_guessed(given):
    data = b"\0asm\x01\0\0\0" + bytes([1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 5, 1, 3, 0, 0xFF, 0x0B])
    with pytest.raises(DecodeError):
        calls.ANALYSIS.fill(given(data))
    rows = functions.ANALYSIS.fill(given(data))
    assert list(rows.column("body_bytes")) == [3]
    with pytest.raises(DecodeError):
        rows.column("caller_count")
