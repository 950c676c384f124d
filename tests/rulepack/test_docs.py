"""The documentation of the rule file format says what is so."""

import re
from pathlib import Path

import pytest

from wasmlint.core.errors import RuleErrors
from wasmlint.rulepack.identity import FAMILIES
from wasmlint.rulepack.load import load_pack
from wasmlint.rulepack.read_case import OPTIONAL as CASE_OPTIONAL
from wasmlint.rulepack.read_case import REQUIRED as CASE_REQUIRED
from wasmlint.rulepack.read_rule import OPTIONAL, REQUIRED

DOCS = (Path(__file__).parents[2] / "docs" / "rules-format.md").read_text()
PATH = "lint/acme/ACME001-private-import.yaml"
(EXAMPLE,) = re.findall(rf"```yaml\n# {PATH}\n(.*?)```", DOCS, re.DOTALL)
(MISTAKE,) = re.findall(r"```text\n(lint.*?)\n```", DOCS, re.DOTALL)


def keys(heading):
    """Names in the first column of the table below a heading."""
    section = DOCS.split(f"## {heading}\n")[1].split("\n## ")[0]
    return re.findall(r"^\| `([\w-]+)` \|", section, re.MULTILINE)


def test_the_example_is_a_rule_without_a_mistake(folder, schema):
    folder.write(PATH, EXAMPLE)
    (rule,) = load_pack([Path("lint")], schema).rules
    assert (rule.info.id, len(rule.cases)) == ("ACME001", 3)
    assert [case.input[:4] for case in rule.cases] == [b"\0asm"] * 3


def test_the_message_shown_is_that_of_the_mistake(folder, schema):
    wrong = EXAMPLE.replace('module == "acme', 'modul == "acme')
    folder.write(PATH, "# a comment, as in the example\n" + wrong)
    with pytest.raises(RuleErrors) as caught:
        load_pack([Path("lint")], schema)
    assert str(caught.value) == MISTAKE


def test_every_key_is_documented():
    assert sorted(keys("Keys of a rule")) == sorted(REQUIRED + OPTIONAL)
    assert sorted([*keys("Cases"), "go"]) == sorted(CASE_REQUIRED + CASE_OPTIONAL)


def test_every_family_is_documented():
    assert keys("The built-in rules") == list(FAMILIES)
