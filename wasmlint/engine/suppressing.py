"""Findings that the settings ask to leave out: which they are, and which requests are stale."""

from collections.abc import Sequence
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from wasmlint.analysis.catalog import schema
from wasmlint.analysis.suppressions import Suppression, suppression_rows
from wasmlint.core.errors import SettingsError, UsageError
from wasmlint.core.finding import Finding, Suppressed
from wasmlint.engine.fingerprint import fingerprinted
from wasmlint.engine.paths import matches
from wasmlint.engine.plan import SETTINGS_TABLE, Plan
from wasmlint.engine.settings import IgnoredFinding
from wasmlint.facts.rows import Facts
from wasmlint.rulepack.match import match
from wasmlint.rulepack.select import find


def suppress(
    plan: Plan, findings: Sequence[Finding], today: date
) -> tuple[list[Finding], list[Suppressed]]:
    """The findings that stay, with those about the suppressions themselves, and those left out.

    An entry leaves out the findings of its rules in its files about its subjects until the day it
    expires. Findings of the `meta` family cannot be left out.
    Raises `SettingsError` where an entry names no rule.
    """
    entries = plan.settings.ignored
    rules = [_rules(plan, entry) for entry in entries]
    is_used = [False] * len(entries)
    kept: list[Finding] = []
    left_out: list[Suppressed] = []
    for finding in findings:
        for number, entry in enumerate(entries):
            if finding.rule in rules[number] and _is_about(entry, finding, plan):
                is_used[number] = True
                if entry.expires is None or today <= entry.expires:
                    left_out.append(Suppressed(finding, entry.reason))
                    break
        else:
            kept.append(finding)
    ran = {rule.info.id for rule in plan.rules}
    rows = [
        _row(entry, is_used[number], today)
        for number, entry in enumerate(entries)
        if rules[number] & ran  # a rule that did not run cannot show that its entry is stale
    ]
    return kept + _stale(plan, rows), left_out


def _rules(plan: Plan, entry: IgnoredFinding) -> set[str]:
    try:
        found = find(plan.pack, entry.rule)
    except UsageError as error:
        raise SettingsError(f"{entry.source}:{entry.line}: {error}") from None
    return {rule.info.id for rule in found if rule.info.family != "meta"}


def _is_about(entry: IgnoredFinding, finding: Finding, plan: Plan) -> bool:
    return fnmatchcase(finding.place.subject, entry.subject) and matches(
        Path(finding.path), entry.path, plan.settings.folder
    )


def _row(entry: IgnoredFinding, is_used: bool, today: date) -> Suppression:
    return Suppression(
        rule=entry.rule,
        path=entry.path,
        subject=entry.subject,
        reason=entry.reason,
        expires=entry.expires.isoformat() if entry.expires else None,
        is_expired=entry.expires is not None and today > entry.expires,
        is_used=is_used,
        line=entry.line,
    )


def _stale(plan: Plan, rows: list[Suppression]) -> list[Finding]:
    rules = [rule for rule in plan.rules if rule.table == SETTINGS_TABLE]
    if not rows or not rules or plan.settings.path is None:
        return []
    facts = Facts(schema(), {SETTINGS_TABLE: lambda: suppression_rows(rows)})
    findings, _ = match(rules, facts, plan.settings.path)
    findings.sort(key=lambda finding: finding.sort_key)
    return fingerprinted(findings)
