"""The `github` format: workflow commands, which GitHub Actions shows as annotations."""

from collections import Counter
from typing import TextIO

from wasmlint.core.finding import Finding, Report, Severity
from wasmlint.core.places import TextSpan
from wasmlint.core.text import safe
from wasmlint.report.options import ReportOptions
from wasmlint.report.prose import counted, listed, told
from wasmlint.report.repo_path import from_root
from wasmlint.report.where import shown_path

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.NOTE: "notice"}
SHOWN_A_STEP = 10
"""Annotations of one kind that GitHub shows for a step.

Source: actions/toolkit, docs/problem-matchers.md, "Limitations".
"""


def write_github(report: Report, options: ReportOptions, stream: TextIO) -> tuple[str, ...]:
    """Writes a command for each finding, the most severe first, so that GitHub shows those.

    A last line says how many GitHub will leave out; no line where it shows all.
    """
    ranked = sorted(report.findings, key=lambda finding: finding.severity.rank)
    stream.writelines(_command(report, finding, options.prefix) + "\n" for finding in ranked)
    counts = Counter(finding.severity for finding in report.findings)
    more = [
        counted(counts[severity] - SHOWN_A_STEP, f"more {command}")
        for severity, command in _COMMANDS.items()
        if counts[severity] > SHOWN_A_STEP
    ]
    if more:
        stream.write(
            f"{listed(more)}: GitHub shows {SHOWN_A_STEP} annotations of a kind for a step; "
            "this log has them all.\n"
        )
    return ()


def _command(report: Report, finding: Finding, prefix: str) -> str:
    properties = {"file": shown_path(from_root(finding.path, prefix))}
    span = finding.place.span
    if isinstance(span, TextSpan):
        end_line = span.end_line or span.line
        properties["line"] = str(span.line)
        properties["endLine"] = str(end_line)
        # "Annotations only support start_column and end_column on the same line" (GitHub REST
        # API, "Create a check run").
        if end_line == span.line:
            properties["col"] = str(span.column)
            if span.end_column > span.column:
                properties["endColumn"] = str(span.end_column)
    properties["title"] = safe(f"{finding.rule} {report.rule[finding.rule].name}")
    written = ",".join(f"{key}={escape(value, ':,')}" for key, value in properties.items())
    return f"::{_COMMANDS[finding.severity]} {written}::{escape(told(finding))}"


def escape(text: str, also: str = "") -> str:
    """Text safe inside a workflow command; `also` lists what properties must escape too (`:,`).

    Source: actions/toolkit, packages/core/src/command.ts, `escapeData` and `escapeProperty`.
    """
    return text.translate({ord(char): f"%{ord(char):02X}" for char in "%\r\n" + also})
