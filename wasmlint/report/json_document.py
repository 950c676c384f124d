"""The `json` format: the whole report as one object."""

from typing import TextIO

from wasmlint.core.finding import Report
from wasmlint.report.json_text import Json, json_text
from wasmlint.report.options import ReportOptions
from wasmlint.report.records import (
    SCHEMA_VERSION,
    artifact_record,
    count_record,
    finding_record,
    rule_record,
    skipped_record,
    suppressed_record,
)


def write_json(report: Report, options: ReportOptions, stream: TextIO) -> tuple[str, ...]:
    """Writes the object that `data/report-1.schema.json` describes."""
    document: dict[str, Json] = {
        "schema_version": SCHEMA_VERSION,
        "tool": {"name": "wasmlint", "version": options.version},
        "is_incomplete": report.is_incomplete,
        "counts": count_record(report),
        "artifacts": [artifact_record(artifact) for artifact in report.artifacts],
        "rules": [rule_record(rule) for rule in report.rules],
        "findings": [finding_record(report, finding) for finding in report.findings],
        "suppressed": [suppressed_record(report, item) for item in report.suppressed],
        "skipped": [skipped_record(skipped) for skipped in report.skipped],
    }
    stream.write(json_text(document, indent=2) + "\n")
    return ()
