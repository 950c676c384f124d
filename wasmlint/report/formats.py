"""REPORTERS: the one list of output formats."""

from collections.abc import Callable, Mapping, Sequence
from typing import TextIO

from wasmlint.core.finding import Report
from wasmlint.report.concise import write_concise
from wasmlint.report.full import write_full
from wasmlint.report.github import write_github
from wasmlint.report.json_document import write_json
from wasmlint.report.json_lines import write_jsonl
from wasmlint.report.options import ReportOptions
from wasmlint.report.sarif import write_sarif
from wasmlint.report.summary import summary

__all__ = ["REPORTERS", "Writer", "summary"]

Writer = Callable[[Report, ReportOptions, TextIO], Sequence[str]]
"""Writes a report and returns remarks for standard error, one sentence each.

A remark says what the format could not hold or its reader will not accept.
"""

REPORTERS: Mapping[str, Writer] = {
    "full": write_full,
    "concise": write_concise,
    "json": write_json,
    "jsonl": write_jsonl,
    "sarif": write_sarif,
    "github": write_github,
}
