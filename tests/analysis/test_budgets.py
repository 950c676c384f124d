import gzip

import pytest
import wasmtime

from wasmlint.analysis.budgets import ANALYSIS
from wasmlint.analysis.policy import Limit, Policy

TEXT = """(module (func $run) (memory 1) (data (i32.const 0) "0123456789")
  (@custom "notes" "abc") (@custom "notes" "defgh"))"""
SIZE = len(wasmtime.wat2wasm(TEXT))
GZIP_SIZE = len(gzip.compress(bytes(wasmtime.wat2wasm(TEXT)), 9, mtime=0))
# A custom section's payload begins with its name: 1 + 5 bytes here.
NOTES_SIZE = 2 * 6 + 3 + 5


@pytest.mark.parametrize(
    ("metric", "subject", "limit_bytes", "actual", "over"),
    [
        ("raw", None, SIZE - 1, SIZE, 1),
        ("raw", None, SIZE, SIZE, None),
        ("gzip", None, 10, GZIP_SIZE, GZIP_SIZE - 10),
        ("section", "notes", NOTES_SIZE - 4, NOTES_SIZE, 4),
        ("section", ".debug_info", 0, 0, None),
    ],
)
def test_a_limit_is_compared_with_what_there_is(given, metric, subject, limit_bytes, actual, over):
    limit = Limit(metric, subject, limit_bytes, "wasmlint.toml: budget[0]")
    rows = ANALYSIS.fill(given(TEXT, Policy(limits=(limit,))))
    assert rows.record(0) == {
        "metric": metric,
        "subject": subject or "file",
        "limit_bytes": limit_bytes,
        "actual_bytes": actual,
        "over_bytes": over,
        "growth_bytes": None,
        "cause": None,
        "source": "wasmlint.toml: budget[0]",
    }


def test_without_limits_there_is_no_row(given):
    assert len(ANALYSIS.fill(given(TEXT))) == 0


def test_a_limit_on_a_section_of_a_component_counts_its_nested_modules(given):
    text = "(component (core module (func) (func)) (core module (func)))"
    limit = Limit("section", "code", 0, "x")
    rows = ANALYSIS.fill(given(text, Policy(limits=(limit,))))
    # A count, then a size, no locals and `end` for each body.
    assert rows.value("actual_bytes", 0) == (1 + 2 * 3) + (1 + 3)


def test_the_place_is_the_file_or_the_section(given):
    limits = (
        Limit("raw", None, 1, "a"),
        Limit("section", "code", 1, "b"),
        Limit("section", "x", 1, "c"),
    )
    rows = ANALYSIS.fill(given(TEXT, Policy(limits=limits)))
    places = [rows.place(row) for row in range(3)]
    assert [place.subject for place in places] == [
        "budget file raw",
        "budget section code",
        "budget section x",
    ]
    assert places[0].span.length == SIZE
    assert places[1].span.length == 2 + 4
    assert places[2].span is None
