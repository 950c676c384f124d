"""The parts of a report as JSON values: the one shape of `json` and `jsonl`.

`data/report-1.schema.json` describes it. Within schema version 1 keys may be added; none is
removed, renamed or given another meaning.
"""

from wasmlint.core.finding import Artifact, Finding, Report, RuleInfo, Severity, Skipped, Suppressed
from wasmlint.core.places import ByteSpan, TextSpan
from wasmlint.report.json_text import Json, valid

SCHEMA_VERSION = 1


def finding_record(report: Report, finding: Finding) -> dict[str, Json]:
    """A finding: offsets count bytes from 0, lines and columns count from 1.

    `bytes` or `text` says where it is in its file; both are null where nothing lies there.
    """
    return {
        "rule": finding.rule,
        "name": report.rule[finding.rule].name,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        **_path(finding.path),
        "within": None if finding.within is None else valid(finding.within),
        "subject": valid(finding.place.subject),
        "kind": finding.place.kind,
        "bytes": _bytes(finding),
        "text": _text(finding),
        "message": valid(finding.message),
        "hint": valid(finding.hint),
        "evidence": [
            {"column": item.column, "value": valid(item.value)} for item in finding.evidence
        ],
        "fingerprint": finding.fingerprint,
    }


def artifact_record(artifact: Artifact) -> dict[str, Json]:
    """A file that was looked at."""
    return {**_path(artifact.path), "bytes": artifact.bytes, "sha256": artifact.sha256}


def rule_record(rule: RuleInfo) -> dict[str, Json]:
    """A rule that ran, with its texts."""
    return {
        "id": rule.id,
        "name": rule.name,
        "family": rule.family,
        "severity": rule.severity.value,
        "confidence": rule.confidence.value,
        "since": rule.since,
        "summary": rule.summary,
        "why": rule.why,
        "fix": rule.fix,
        "references": list(rule.references),
        "aliases": list(rule.aliases),
        "security_severity": rule.security_severity,
    }


def suppressed_record(report: Report, suppressed: Suppressed) -> dict[str, Json]:
    """A finding that the settings leave out, with their reason."""
    return {
        "reason": valid(suppressed.reason),
        "finding": finding_record(report, suppressed.finding),
    }


def skipped_record(skipped: Skipped) -> dict[str, Json]:
    """Something that was not checked; `path` is null where it concerns no one file."""
    path: dict[str, Json] = {"path": None} if skipped.path is None else _path(skipped.path)
    return {
        **path,
        "what": valid(skipped.what),
        "reason": valid(skipped.reason),
        "is_incomplete": skipped.is_incomplete,
    }


def count_record(report: Report) -> dict[str, Json]:
    """All counts of a run; `hidden` are findings under the minimum severity."""
    return {
        **{severity.value: report.count(severity) for severity in Severity},
        "findings": len(report.findings),
        "suppressed": len(report.suppressed),
        "hidden": report.hidden_count,
        "skipped": len(report.skipped),
        "artifacts": len(report.artifacts),
        "rules": len(report.rules),
    }


def _path(path: str) -> dict[str, Json]:
    """The path, and its bytes in hexadecimal where they are not UTF-8."""
    shown = valid(path)
    if shown == path:
        return {"path": path}
    return {"path": shown, "path_hex": path.encode("utf-8", "surrogateescape").hex()}


def _bytes(finding: Finding) -> dict[str, Json] | None:
    span = finding.place.span
    return {"start": span.start, "end": span.end} if isinstance(span, ByteSpan) else None


def _text(finding: Finding) -> dict[str, Json] | None:
    span = finding.place.span
    if not isinstance(span, TextSpan):
        return None
    return {
        "line": span.line,
        "column": span.column,
        "end_line": span.end_line or None,
        "end_column": span.end_column or None,
    }
