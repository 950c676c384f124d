"""Memories, tables, globals, element and data segments."""

import pytest

from wasmlint.analysis import elements, memories, segments, tables
from wasmlint.analysis import globals as global_variables
from wasmlint.analysis.policy import Policy

TEXT = r"""(module
  (import "env" "memory" (memory 2 4))
  (import "env" "base" (global i32))
  (import "env" "__indirect" (table 1 funcref))
  (memory $scratch (export "scratch") i64 1)
  (global $sp (mut i32) (i32.const 65536))
  (global (export "limit") i64 (i64.const 1))
  (table $handlers 3 9 externref)
  (func $f) (func $g)
  (elem $first (table 0) (i32.const 4) func $f $g)
  (elem (global.get 0) funcref (ref.func $f) (ref.null func))
  (elem declare func $g)
  (data (i32.const 16) "abc")
  (data $greeting "hello")
  (data (global.get 0) "at a base"))"""


def records(given, analysis):
    rows = analysis.fill(given(TEXT))
    return [tuple(rows.record(row).values()) for row in range(len(rows))]


@pytest.mark.parametrize(
    ("analysis", "expected"),
    [
        (
            memories.ANALYSIS,
            [
                (0, 2, 4, False, False, True, False, 65536, "env.memory", None),
                (1, 1, None, False, True, False, True, 65536, "scratch", None),
            ],
        ),
        (
            tables.ANALYSIS,
            [
                (0, "funcref", 1, None, False, False, True, False, "env.__indirect"),
                (1, "externref", 3, 9, False, False, False, False, "handlers"),
            ],
        ),
        (
            global_variables.ANALYSIS,
            [
                (0, "i32", False, False, True, False, "env.base"),
                (1, "i32", True, False, False, False, "sp"),
                (2, "i64", False, False, False, True, "limit"),
            ],
        ),
        (
            elements.ANALYSIS,
            [
                (0, "active", 0, 4, "(ref func)", 2, 2),
                (1, "active", 0, None, "funcref", 2, 1),
                (2, "declarative", None, None, "(ref func)", 1, 1),
            ],
        ),
    ],
)
def test_things_stand_by_index_imported_ones_first(given, analysis, expected):
    assert records(given, analysis) == expected


def test_segments_say_where_their_bytes_are_and_go(given):
    made = given(TEXT)
    rows = segments.ANALYSIS.fill(made)
    found = []
    for row in range(len(rows)):
        record = rows.record(row)
        content = made.data[record["offset"] : record["offset"] + record["bytes"]]
        found.append((record["is_passive"], record["address"], record["memory_index"], content))
    assert found == [
        (False, 16, 0, b"abc"),
        (True, None, None, b"hello"),
        (False, None, 0, b"at a base"),
    ]


@pytest.mark.parametrize(
    ("analysis", "row", "subject"),
    [
        (memories.ANALYSIS, 0, "memory 0"),
        (tables.ANALYSIS, 1, "table 1"),
        (global_variables.ANALYSIS, 1, "global sp"),
        (elements.ANALYSIS, 0, "element first"),
        (elements.ANALYSIS, 1, "element[1]"),
        (segments.ANALYSIS, 1, "data greeting"),
        (segments.ANALYSIS, 0, "data[0]"),
    ],
)
def test_subjects_are_names_where_there_are_some(given, analysis, row, subject):
    assert analysis.fill(given(TEXT)).place(row).subject == subject


def test_a_memory_knows_what_the_host_gives(given):
    rows = memories.ANALYSIS.fill(given("(module (memory 1))", Policy(host="cloudflare-workers")))
    assert list(rows.column("host_maximum_pages")) == [2048]  # 128 MiB


def test_an_unnamed_segment_is_known_by_its_content(given):
    one = segments.ANALYSIS.fill(given('(module (memory 1) (data (i32.const 0) "same"))'))
    two = segments.ANALYSIS.fill(
        given('(module (memory 1) (data "x") (data (i32.const 9) "same"))')
    )
    assert one.place(0).identity == two.place(1).identity
    assert one.place(0).identity != two.place(0).identity
