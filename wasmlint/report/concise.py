"""The `concise` format: one finding a line, to be searched, counted and read aloud."""

from typing import TextIO

from wasmlint.core.finding import Finding, Report
from wasmlint.core.places import TextSpan
from wasmlint.core.text import safe
from wasmlint.report.options import ReportOptions
from wasmlint.report.paint import Paint
from wasmlint.report.prose import message
from wasmlint.report.where import position, shown_path, subject


def write_concise(report: Report, options: ReportOptions, stream: TextIO) -> tuple[str, ...]:
    """Writes `path:0x1a2f (subject): error WL101[name] message` for each finding, in order.

    A finding in a text file has `path:line:column:` in front.
    """
    paint = Paint(is_on=options.color)
    for finding in report.findings:
        severity = paint(finding.severity.value, finding.severity.value)
        rule = f"{safe(finding.rule)}[{safe(report.rule[finding.rule].name)}]"
        stream.write(f"{_where(finding)}: {severity} {rule} {message(finding)}\n")
    return ()


def _where(finding: Finding) -> str:
    place = position(finding)
    path = shown_path(finding.path) + (f":{place}" if place else "")
    return path if isinstance(finding.place.span, TextSpan) else f"{path} ({subject(finding)})"
