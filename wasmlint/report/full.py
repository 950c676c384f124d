"""The `full` format: findings by file and rule, with what they rest on, why, and what to do."""

import textwrap
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import TextIO

from wasmlint.core.finding import Finding, Report
from wasmlint.core.places import TextSpan
from wasmlint.core.text import safe
from wasmlint.report.excerpt import excerpt
from wasmlint.report.options import ReportOptions
from wasmlint.report.paint import Paint
from wasmlint.report.prose import MESSAGE_LIMIT, first_sentence, message
from wasmlint.report.where import position, shown_path, subject

_NARROWEST = 40
"""Columns below which lines are not broken any further."""


def write_full(report: Report, options: ReportOptions, stream: TextIO) -> tuple[str, ...]:
    """Writes the findings of each file, rule by rule, the most severe first; nothing if clean.

    What a rule says of itself comes once a file, after all its findings there.
    """
    page = _Page(report, options)
    for number, (path, findings) in enumerate(
        groupby(report.findings, key=lambda finding: finding.path)
    ):
        if number:
            stream.write("\n")
        stream.writelines(f"{line}\n" for line in page.file(path, findings))
    return ()


class _Page:
    def __init__(self, report: Report, options: ReportOptions) -> None:
        self._report = report
        self._source_line = options.source_line
        self._width = options.width
        self._paint = Paint(is_on=options.color)

    def file(self, path: str, findings: Iterable[Finding]) -> Iterator[str]:
        yield self._paint("strong", shown_path(path))
        by_rule: dict[tuple[int, str], list[Finding]] = {}
        for finding in findings:
            by_rule.setdefault((finding.severity.rank, finding.rule), []).append(finding)
        for key in sorted(by_rule):
            yield ""
            yield from self._rule(by_rule[key])

    def _rule(self, findings: Sequence[Finding]) -> Iterator[str]:
        """The findings of one rule and one severity in one file."""
        rule = self._report.rule[findings[0].rule]
        severity = findings[0].severity.value
        code = self._paint("strong", safe(rule.id))
        yield f"  {self._paint(severity, severity)} {code} {safe(rule.name)}"
        hints = {finding.hint for finding in findings}
        for finding in findings:
            yield from self._finding(finding)
            if len(hints) > 1:
                yield from self._labelled(6, "fix", safe(finding.hint, MESSAGE_LIMIT))
        yield from self._labelled(4, "why", first_sentence(rule.why))
        if len(hints) == 1:
            yield from self._labelled(4, "fix", safe(findings[0].hint, MESSAGE_LIMIT))

    def _finding(self, finding: Finding) -> Iterator[str]:
        place = self._paint("strong", position(finding))
        yield "    " + "  ".join(part for part in (place, subject(finding)) if part)
        yield from self._lines(6, message(finding))
        if isinstance(finding.place.span, TextSpan) and self._source_line is not None:
            line = self._source_line(finding.path, finding.place.span.line)
            if line is not None:
                yield from (f"      {part}" for part in excerpt(line, finding.place.span))
        evidence = [f"{safe(item.column)} = {safe(item.value)}" for item in finding.evidence]
        yield from self._lines(6, ", ".join(evidence), "faint")

    def _labelled(self, indent: int, label: str, text: str) -> Iterator[str]:
        """A text behind its label, further lines below the text; nothing for no text."""
        if text:
            first, *rest = self._broken(text, indent + len(label) + 2)
            yield f"{' ' * indent}{self._paint('faint', f'{label}:')} {first}"
            yield from (" " * (indent + len(label) + 2) + line for line in rest)

    def _lines(self, indent: int, text: str, role: str | None = None) -> Iterator[str]:
        for line in self._broken(text, indent):
            yield " " * indent + (self._paint(role, line) if role else line)

    def _broken(self, text: str, indent: int) -> list[str]:
        """Lines that fit the terminal behind an indent; one line where the output is none."""
        if self._width is None or not text:
            return [text] if text else []
        return textwrap.wrap(
            text,
            max(self._width - indent, _NARROWEST),
            break_long_words=False,
            break_on_hyphens=False,
        )
