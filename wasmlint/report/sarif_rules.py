"""Rules as SARIF describes them, with the metadata that GitHub ranks alerts by."""

import re

import sarif_om as om

from wasmlint.core.finding import Confidence, RuleInfo, Severity
from wasmlint.report.prose import sentence
from wasmlint.report.sarif_objects import texts

_LONGEST_DESCRIPTION = 1024
_PROBLEM_SEVERITY = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.NOTE: "recommendation",
}
_PRECISION = {
    Confidence.HIGH: "high",
    Confidence.MEDIUM: "medium",
    Confidence.LOW: "low",
}
_CODE = re.compile(r"[A-Z]+[0-9]+")


def descriptor(rule: RuleInfo) -> om.ReportingDescriptor:
    """The rule with its texts, its default level, its old ids and names.

    Source: GitHub docs, "SARIF support for code scanning", `reportingDescriptor` object.
    """
    old_ids = [alias for alias in rule.aliases if _CODE.fullmatch(alias)]
    old_names = [alias for alias in rule.aliases if not _CODE.fullmatch(alias)]
    return om.ReportingDescriptor(
        id=rule.id,
        name=rule.name,
        short_description=texts(_cut(sentence(rule.summary))),
        full_description=texts(_cut(sentence(_first_paragraph(rule.why) or rule.summary))),
        help=texts(_help(rule, heading="{}:"), _help(rule, heading="## {}")),
        help_uri=next((url for url in rule.references if url.startswith("http")), None),
        default_configuration=om.ReportingConfiguration(level=rule.severity.value),
        deprecated_ids=old_ids or None,
        deprecated_names=old_names or None,
        properties=_properties(rule),
    )


def _help(rule: RuleInfo, heading: str) -> str:
    references = "\n".join(f"* {reference}" for reference in rule.references)
    sections = (("Why", rule.why), ("What to do", rule.fix), ("References", references))
    parts = [sentence(rule.summary)]
    for title, text in sections:
        if text.strip():
            parts += [heading.format(title), text.strip()]
    return "\n\n".join(parts) + "\n"


def _properties(rule: RuleInfo) -> dict[str, object]:
    properties: dict[str, object] = {
        "precision": _PRECISION[rule.confidence],
        "problem.severity": _PROBLEM_SEVERITY[rule.severity],
        "since": rule.since,
    }
    # The tag and the number make GitHub show a security alert, so both come or neither.
    tags = ["webassembly", *([rule.family] if rule.family != "security" else [])]
    if rule.security_severity is not None:
        tags.append("security")
        # GitHub refuses a number here; it wants text that holds one.
        properties["security-severity"] = f"{rule.security_severity:.1f}"
    return {**properties, "tags": tags}


def _first_paragraph(text: str) -> str:
    return " ".join(text.strip().split("\n\n")[0].split())


def _cut(text: str) -> str:
    if len(text) <= _LONGEST_DESCRIPTION:
        return text
    return f"{text[: _LONGEST_DESCRIPTION - 2]}…."
