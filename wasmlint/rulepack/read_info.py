"""What a rule is and says of itself, from the YAML of its file."""

import re

from wasmlint.core.finding import Confidence, RuleInfo, Severity
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.fields import Fields
from wasmlint.rulepack.identity import (
    BUILTIN_ID,
    BUILTIN_ID_SHAPE,
    NAME,
    NAME_SHAPE,
    PACK_ID,
    PACK_ID_SHAPE,
    Claims,
    RuleFile,
    check_family,
    check_file_name,
)
from wasmlint.rulepack.prose import first_sentence, sentences
from wasmlint.rulepack.wording import quoted

_SUMMARY_CHARS = 200
_VERSION = r"[0-9]+(?:\.[0-9]+){0,2}"
_URL = r"https://[^\s<>\"\\`]+"


def read_info(
    fields: Fields, file: RuleFile, claims: Claims, complaints: Complaints
) -> RuleInfo | None:
    """The texts and the standing of a rule; `None` where one of them is missing or wrong."""
    rule_id = _id(fields, file, claims, complaints)
    name = _name(fields, claims, complaints)
    if rule_id is not None and name is not None:
        check_file_name(file, rule_id, name, fields.span("id"), complaints)
    severity = fields.choice("severity", Severity)
    confidence = fields.choice("confidence", Confidence)
    since = fields.line("since", _VERSION, 'a version, such as `"0.1"`')
    summary = _summary(fields)
    why = fields.text("why")
    fix = _fix(fields)
    references = _references(fields, complaints)
    aliases = _aliases(fields, file, claims, complaints)
    security_severity = _security_severity(fields)
    if (
        rule_id is None
        or name is None
        or severity is None
        or confidence is None
        or since is None
        or summary is None
        or why is None
        or fix is None
    ):
        return None
    return RuleInfo(
        id=rule_id,
        name=name,
        family=file.family,
        severity=severity,
        confidence=confidence,
        since=since,
        summary=summary,
        why=why,
        fix=fix,
        references=references,
        aliases=aliases,
        security_severity=security_severity,
    )


def _id(fields: Fields, file: RuleFile, claims: Claims, complaints: Complaints) -> str | None:
    if file.is_builtin:
        rule_id = fields.line("id", BUILTIN_ID, BUILTIN_ID_SHAPE)
    else:
        rule_id = fields.line("id", PACK_ID, PACK_ID_SHAPE)
    if rule_id is not None:
        claims.claim(rule_id, fields.span("id"), complaints)
        check_family(file, rule_id, fields.span("id"), complaints)
    return rule_id


def _name(fields: Fields, claims: Claims, complaints: Complaints) -> str | None:
    name = fields.line("name", NAME, NAME_SHAPE)
    if name is not None:
        claims.claim(name, fields.span("name"), complaints)
    return name


def _summary(fields: Fields) -> str | None:
    summary = fields.line("summary")
    if summary is None:
        return None
    if not summary.endswith("."):
        fields.complain("summary", "must be a sentence that ends in a period")
    elif len(sentences(summary)) > 1:
        fields.complain("summary", "must be one sentence; the rest belongs in `why`")
    elif len(summary) > _SUMMARY_CHARS:
        fields.complain("summary", f"has {len(summary)} characters; at most {_SUMMARY_CHARS} fit")
    return summary


def _fix(fields: Fields) -> str | None:
    fix = fields.text("fix")
    if fix is not None and "hint" not in fields and first_sentence(fix) is None:
        fields.complain("fix", "must begin with a sentence, the hint of findings; or give `hint`")
    return fix


def _references(fields: Fields, complaints: Complaints) -> tuple[str, ...]:
    nodes = fields.scalars("references") or ()
    for node in nodes:
        if not re.fullmatch(_URL, node.text):
            problem = f"a reference is an `https://` address, not {quoted(node.text)}"
            complaints.add(node.span, problem)
    return tuple(node.text for node in nodes)


def _aliases(
    fields: Fields, file: RuleFile, claims: Claims, complaints: Complaints
) -> tuple[str, ...]:
    nodes = fields.scalars("aliases") or ()
    pattern = f"{BUILTIN_ID if file.is_builtin else PACK_ID}|{NAME}"
    for node in nodes:
        if re.fullmatch(pattern, node.text):
            claims.claim(node.text, node.span, complaints)
        else:
            complaints.add(node.span, f"an alias is a former id or name, not {quoted(node.text)}")
    return tuple(node.text for node in nodes)


def _security_severity(fields: Fields) -> float | None:
    score = fields.number("security-severity")
    if score is not None and not 0.1 <= score <= 10:
        fields.complain("security-severity", "must lie between 0.1 and 10.0, as in CVSS")
    return score
