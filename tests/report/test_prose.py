"""Sentences and counts."""

import pytest

from wasmlint.report.prose import counted, first_sentence, listed, sentence


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Engines skip it. It is slow.", "Engines skip it."),
        ("Hosts, e.g. Wasmtime, dropped it. So do not.", "Hosts, e.g. Wasmtime, dropped it."),
        ("Since 1.22 Go\nhas it. `go vet` does not.", "Since 1.22 Go has it."),
        ("Is it? Yes.", "Is it?"),
        ("no period", "no period"),
        ("", ""),
    ],
)
def test_the_first_sentence_ends_where_the_next_begins(text, expected):
    assert first_sentence(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [("a", "a."), ("a.", "a."), (" a… ", "a…."), ("why?", "why?."), ("", "")]
)
def test_a_sentence_ends_with_a_period(text, expected):
    assert sentence(text) == expected


@pytest.mark.parametrize(
    ("count", "expected"), [(0, "0 files"), (1, "1 file"), (12345, "12,345 files")]
)
def test_a_count_agrees_with_its_noun(count, expected):
    assert counted(count, "file") == expected


@pytest.mark.parametrize(
    ("parts", "expected"),
    [(["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")],
)
def test_parts_are_listed_as_in_a_sentence(parts, expected):
    assert listed(parts) == expected
