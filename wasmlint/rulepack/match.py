"""Rules and facts to findings."""

from collections.abc import Iterator, Sequence

from wasmlint.core.finding import Finding, Skipped
from wasmlint.facts.rows import Facts
from wasmlint.rulepack.prose import first_sentence
from wasmlint.rulepack.rule import Rule


def match(rules: Sequence[Rule], facts: Facts, path: str) -> tuple[list[Finding], list[Skipped]]:
    """What the rules find in one artifact, in the order of rules and rows, and what could not run.

    Rules that read a table the artifact does not have are skipped: at most one entry, which counts
    them. Fingerprints are left empty.
    """
    findings: list[Finding] = []
    skipped_count = 0
    for rule in rules:
        if all(table in facts for table in rule.tables):
            findings.extend(_findings(rule, facts, path))
        else:
            skipped_count += 1
    if not skipped_count:
        return findings, []
    what = f"{skipped_count} {'rule' if skipped_count == 1 else 'rules'}"
    reason = facts.unavailable or "the file has no facts of the kind they read"
    return findings, [Skipped(path, what, reason)]


def _findings(rule: Rule, facts: Facts, path: str) -> Iterator[Finding]:
    if not rule.condition.may_match(facts):
        return
    rows = facts.rows(rule.table)
    is_match = rule.condition.bind(facts)
    matches = [row for row in range(len(rows)) if is_match(row)]
    if not matches:
        return  # the texts may read columns that are costly to fill
    message = rule.message.bind(facts)
    hint = rule.hint.bind(facts) if rule.hint is not None else None
    general_hint = first_sentence(rule.info.fix) or ""
    for row in matches:
        yield Finding(
            rule=rule.info.id,
            severity=rule.info.severity,
            confidence=rule.info.confidence,
            path=path,
            place=rows.place(row),
            message=message(row),
            hint=general_hint if hint is None else hint(row),
            within=facts.within,
            evidence=rule.condition.evidence_for(facts, row),
        )
