"""Findings as SARIF results, placed so that GitHub accepts and shows them."""

from collections.abc import Mapping

import sarif_om as om

from wasmlint.core.finding import Finding
from wasmlint.core.places import ByteSpan, Place, TextSpan
from wasmlint.report.options import ReportOptions
from wasmlint.report.prose import told
from wasmlint.report.repo_path import from_root, uri
from wasmlint.report.sarif_objects import address, file, location, message, region, suppression

# Kinds that SARIF has a word of its own for (SARIF 2.1.0, 3.32.12); others are written as they are.
_ADDRESS_KINDS = {"feature": "instruction", "text": "data"}
_PLAIN = str.maketrans("{}", "()")


class Results:
    """Makes results of findings; `rules` and `artifacts` give the index of a rule id and a URI."""

    def __init__(
        self, rules: Mapping[str, int], artifacts: Mapping[str, int], options: ReportOptions
    ) -> None:
        self._rules = rules
        self._artifacts = artifacts
        self._options = options

    def result(self, finding: Finding, suppressed_because: str | None = None) -> om.Result:
        """The finding, and the reason to suppress it where there is one.

        A name from a module is shown in the message without braces, which SARIF reads as
        placeholders, and without what GitHub would make a link of (SARIF 2.1.0, 3.11.5 and
        3.11.6); the logical location has the name as it is.
        """
        because = suppressed_because
        return om.Result(
            rule_id=finding.rule,
            rule_index=self._rules[finding.rule],
            level=finding.severity.value,
            message=message(plain(told(finding))),
            locations=[self._location(finding)],
            partial_fingerprints={"primaryLocationLineHash": finding.fingerprint},
            suppressions=None if because is None else [suppression(because)],
            properties={
                "confidence": finding.confidence.value,
                "evidence": [
                    {"column": item.column, "value": item.value} for item in finding.evidence
                ],
            },
        )

    def _location(self, finding: Finding) -> om.Location:
        place = finding.place
        link = uri(from_root(finding.path, self._options.prefix))
        name = place.subject if finding.within is None else f"{finding.within}/{place.subject}"
        return location(
            file(link, self._artifacts.get(link)),
            self._region(finding),
            _address(place),
            name,
            place.kind,
        )

    def _region(self, finding: Finding) -> om.Region:
        """The region, which for a binary file is its first character.

        GitHub shows no message without a line, and SARIF lets a region's lines and bytes not differ
        (2.1.0, 3.30.4), so the bytes are in `address`.
        """
        span = finding.place.span
        if not isinstance(span, TextSpan):
            return region(1, 1, 1, 2)
        end_line = span.end_line or span.line
        column = self._column(finding.path, span.line, span.column)
        end_column = self._column(finding.path, end_line, span.end_column or span.column + 1)
        if end_line == span.line:
            end_column = max(end_column, column + 1)
        return region(span.line, column, end_line, end_column)

    def _column(self, path: str, line: int, column: int) -> int:
        """A column in UTF-16 code units, where the line can be read."""
        text = self._options.source_line and self._options.source_line(path, line)
        if not text:
            return column
        before = text[: column - 1]
        return column + sum(char > "\uffff" for char in before)


def plain(text: str) -> str:
    """`text` without braces and without `](`."""
    return text.translate(_PLAIN).replace("](", "]\\(")


def _address(place: Place) -> om.Address | None:
    if not isinstance(place.span, ByteSpan):
        return None
    kind = _ADDRESS_KINDS.get(place.kind, place.kind)
    return address(place.span.start, place.span.length, kind, place.subject)
