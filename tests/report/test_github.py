"""The `github` format: workflow commands as the runner reads them."""

import pytest
from msgspec.structs import replace

from wasmlint.core.finding import Report, Severity
from wasmlint.report.github import escape


def lines(render, sample, *findings, **options):
    return render("github", Report((), sample.rules, findings), **options).splitlines()


def test_a_binary_is_annotated_without_a_line(render, sample):
    (line,) = lines(render, sample, sample.findings[1])
    assert line == (
        "::error file=services/shop/dist/app.wasm,title=WL101 wasi-snapshot-0"
        "::`wasi_unstable.fd_write` belongs to WASI snapshot 0. "
        "At byte 0x1a2f: import wasi_unstable.fd_write. "
        "Fix: import `fd_write` from `wasi_snapshot_preview1`."
    )


def test_columns_are_given_on_one_line_only(render, sample):
    one, several = lines(render, sample, *sample.findings[-2:])
    assert "line=4,endLine=4,col=10,endColumn=19,title=" in one
    assert "line=7,endLine=9,title=" in several


@pytest.mark.parametrize(
    ("text", "also", "expected"),
    [
        ("100% a\r\nb", "", "100%25 a%0D%0Ab"),
        ("a:b,c", "", "a:b,c"),
        ("a:b,c", ":,", "a%3Ab%2Cc"),
        ("%3A", ":,", "%253A"),
    ],
)
def test_what_a_command_reads_is_escaped(text, also, expected):
    assert escape(text, also) == expected


def test_a_path_cannot_add_properties(render, sample):
    finding = replace(sample.findings[0], path="a,line=1::x.wasm")
    (line,) = lines(render, sample, finding)
    assert line.startswith("::error file=services/shop/a%2Cline=1%3A%3Ax.wasm,title=")


def test_the_most_severe_come_first(render, sample):
    shown = lines(render, sample, *sample.findings)
    kinds = [line.split()[0] for line in shown if line.startswith("::")]
    assert kinds == ["::error"] * 5 + ["::warning"] * 3 + ["::notice"] * 13


def test_a_last_line_says_what_github_leaves_out(render, sample):
    findings = [sample.findings[0]] * 12 + [
        replace(sample.findings[0], severity=Severity.NOTE)
    ] * 11
    assert lines(render, sample, *findings)[-1] == (
        "2 more errors and 1 more notice: "
        "GitHub shows 10 annotations of a kind for a step; this log has them all."
    )
    assert lines(render, sample, *findings[:10])[-1].startswith("::error")
