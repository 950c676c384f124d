"""Rules and facts to findings."""

from collections.abc import Sequence

from wasmlint.core.finding import Finding, Skipped
from wasmlint.facts.rows import Facts
from wasmlint.rulepack.prose import first_sentence
from wasmlint.rulepack.rule import Rule


def match(rules: Sequence[Rule], facts: Facts, path: str) -> tuple[list[Finding], list[Skipped]]:
    """What the rules find in one artifact, in the order of rules and rows, and what could not run.

    Rules that need a table the artifact does not have are skipped: at most one entry, which counts
    them. Fingerprints are left empty.
    """
    findings: list[Finding] = []
    skipped_count = 0
    for rule in rules:
        found = _findings(rule, facts, path)
        if found is None:
            skipped_count += 1
        else:
            findings += found
    if not skipped_count:
        return findings, []
    what = f"{skipped_count} {'rule' if skipped_count == 1 else 'rules'}"
    reason = facts.unavailable or "the file has no facts of the kind they read"
    return findings, [Skipped(path, what, reason)]


def _findings(rule: Rule, facts: Facts, path: str) -> list[Finding] | None:
    """`None` where a table is missing. Compiles no more of the rule than the facts ask for."""
    if rule.table not in facts:
        return None
    if facts.is_known_empty(rule.table):
        return []
    if not _has_all(facts, rule.condition.tables):
        return None
    if not rule.condition.may_match(facts):
        return []
    rows = facts.rows(rule.table)
    is_match = rule.condition.bind(facts)
    matches = [row for row in range(len(rows)) if is_match(row)]
    if not matches:
        return []  # the texts may read columns that are costly to fill
    hint = rule.hint
    if not _has_all(facts, (*rule.message.tables, *(hint.tables if hint else ()))):
        return None
    message_for = rule.message.bind(facts)
    general_hint = first_sentence(rule.info.fix) or ""
    hint_for = hint.bind(facts) if hint else None
    return [
        Finding(
            rule=rule.info.id,
            severity=rule.info.severity,
            confidence=rule.info.confidence,
            path=path,
            place=rows.place(row),
            message=message_for(row),
            hint=hint_for(row) if hint_for else general_hint,
            within=facts.within,
            evidence=rule.condition.evidence_for(facts, row),
        )
        for row in matches
    ]


def _has_all(facts: Facts, tables: Sequence[str]) -> bool:
    return all(table in facts for table in tables)
