"""The `jsonl` format: one finding a line, the same objects as under `findings` in `json`."""

from typing import TextIO

from wasmlint.core.finding import Report
from wasmlint.report.json_text import json_text
from wasmlint.report.options import ReportOptions
from wasmlint.report.records import finding_record


def write_jsonl(report: Report, options: ReportOptions, stream: TextIO) -> tuple[str, ...]:  # noqa: ARG001  all writers take the same
    """Writes each finding as a JSON object on its own line, in order; nothing if clean."""
    records = (finding_record(report, finding) for finding in report.findings)
    stream.writelines(json_text(record) + "\n" for record in records)
    return ()
