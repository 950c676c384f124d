"""The built-in rules: each is complete, agrees with its file name, and passes its own cases."""

import pytest

from wasmlint.analysis.catalog import schema
from wasmlint.engine.cases import judge_case
from wasmlint.rulepack.cases import run_cases
from wasmlint.rulepack.load import builtin_folder, load_pack
from wasmlint.rulepack.show import markdown, plain

PACK = load_pack([builtin_folder()], schema())


def test_every_rule_file_is_loaded():
    files = sorted(path.name for path in builtin_folder().rglob("*.yaml"))
    assert sorted(f"{rule.info.id}-{rule.info.name}.yaml" for rule in PACK.rules) == files


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.info.id)
def test_a_rule_passes_its_own_cases(rule):
    results = run_cases(rule, judge_case)
    failed = {result.case.name: result.difference for result in results if not result.passed}
    assert failed == {}


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.info.id)
def test_a_rule_has_a_case_that_fires_and_one_that_does_not(rule):
    finds = [bool(case.finds) for case in rule.cases if not case.is_todo]
    assert (True in finds, False in finds) == (True, True)


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.info.id)
def test_a_rule_is_explained_in_full(rule):
    for text in (markdown(rule), plain(rule)):
        for part in (rule.info.id, rule.info.name, rule.info.summary):
            assert part in text


@pytest.mark.parametrize("rule", PACK.rules, ids=lambda rule: rule.info.id)
def test_only_rules_about_security_carry_a_security_severity(rule):
    assert (rule.info.security_severity is not None) <= (rule.info.family == "security")


def test_every_table_and_column_has_a_text():
    for table in schema():
        assert table.doc
        assert all(column.doc.endswith(".") for column in table.columns), table.name
