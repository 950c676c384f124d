"""The `full` format: what it says once, what it breaks, what it leaves out."""

import pytest
from msgspec.structs import replace

from wasmlint.core.finding import Report
from wasmlint.core.places import TextSpan
from wasmlint.report.excerpt import excerpt


def test_a_clean_run_prints_nothing(render, clean):
    assert render("full", clean) == ""


def test_why_and_a_common_fix_come_once_a_rule_and_file(render, sample):
    text = render("full", replace(sample, findings=sample.findings[-2:]))
    assert text.count("why: Each one keeps its closure alive on both sides.") == 1
    assert text.count("fix: call `Release` when JavaScript is done with it") == 1
    assert "Memory grows" not in text


def test_fixes_that_differ_stand_with_their_findings(render, sample):
    lines = render("full", sample).splitlines()
    place = lines.index("    0x1a2f  import wasi_unstable.fd_write")
    assert lines[place + 3] == "      fix: import `fd_write` from `wasi_snapshot_preview1`"


def test_without_a_terminal_no_line_is_broken(render, sample):
    lines = render("full", sample).splitlines()
    assert "    why: The host calls it first and stops where it is missing." in lines


def test_in_a_terminal_further_lines_stand_below_the_text(render, sample):
    lines = render("full", sample, width=50).splitlines()
    first = lines.index("    why: The host calls it first and stops where")
    assert lines[first + 1] == "         it is missing."


def test_the_most_severe_rule_of_a_file_comes_first(render, sample):
    text = render("full", Report((), sample.rules, sample.findings[::-1]))
    file = text[text.index("dist/app.wasm") :]
    assert [
        line.split()[1] for line in file.splitlines() if line.startswith("  ") and "WL" in line
    ][:3] == ["WL101", "WL201", "WL310"]


@pytest.mark.parametrize(
    ("line", "span", "expected"),
    [
        ("a := f(x)", TextSpan(3, 6, 3, 10), ["3 | a := f(x)", "  |      ^^^^"]),
        ("\t\tf(x)", TextSpan(12, 3, 12, 4), ["12 | f(x)", "   | ^"]),
        ("\tf(\tx)", TextSpan(3, 5, 3, 6), ["3 | f(    x)", "  |       ^"]),
        ("f(func() {", TextSpan(3, 3, 5, 2), ["3 | f(func() {", "  |   ^^^^^^^^"]),
        ("f(x)", TextSpan(3, 3), ["3 | f(x)", "  |   ^"]),
        ("\x1b[2Jf", TextSpan(3, 5, 3, 6), [r"3 | \u{1b}[2Jf", "  |          ^"]),
        ("short", TextSpan(3, 9, 3, 12), []),
        ("x" * 161, TextSpan(3, 1, 3, 2), []),
        ("", TextSpan(3, 1), []),
    ],
)
def test_an_excerpt_marks_what_the_span_covers(line, span, expected):
    assert excerpt(line, span) == expected
