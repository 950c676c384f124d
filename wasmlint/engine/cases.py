"""A rule's own cases judged by the real pipeline, for `wasmlint rule test` and the tests alike."""

from datetime import date
from pathlib import Path

from msgspec.structs import replace

from wasmlint.core.errors import InputError, RuleErrors
from wasmlint.core.finding import Finding
from wasmlint.engine.judging import judge
from wasmlint.engine.plan import SETTINGS_TABLE, Plan
from wasmlint.engine.settings import Settings, read_settings
from wasmlint.engine.suppressing import suppress
from wasmlint.engine.toml import Node, Source
from wasmlint.rulepack.rule import Case, Rule

_TODAY = date(2026, 1, 1)
"""The day on which cases are judged, so that what they say of expiry stays true."""


def judge_case(case: Case, rule: Rule) -> list[Finding]:
    """The findings of `rule` in the input of `case`, under the settings that the case states.

    Raises `RuleErrors` where the case itself is wrong, such as text that is no WebAssembly text.
    """
    given = read_settings(Node(case.settings, Source(f"case `{case.name}`", "")), Settings())
    plan = Plan(replace(given, path="wasmlint.toml"))
    path = Path(case.path)
    judges_settings = rule.table == SETTINGS_TABLE
    rules = plan.rules_for(path) if judges_settings else (rule,)
    limit = plan.settings.max_file_size
    try:
        findings, _ = judge(case.path, case.input, rules, plan.policy_for(path), limit)
    except InputError as error:
        raise RuleErrors([f"{rule.source.path}: case `{case.name}`: {error}"]) from None
    if judges_settings:
        findings, _ = suppress(plan, findings, _TODAY)
    return [finding for finding in findings if finding.rule == rule.info.id]
