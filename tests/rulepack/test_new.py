"""A new rule begins as a file that loads and fails its own first case."""

from pathlib import Path

import pytest

from wasmlint.core.errors import UsageError
from wasmlint.core.finding import Finding
from wasmlint.rulepack.cases import run_cases
from wasmlint.rulepack.new import skeleton


@pytest.fixture(autouse=True)
def builtin(folder, monkeypatch):
    for module in ("load", "new"):
        monkeypatch.setattr(
            f"wasmlint.rulepack.{module}.builtin_folder", lambda: folder.root / "rules"
        )


def write(folder, schema, family="size", name="new-rule", at="rules"):
    path, text = skeleton(family, name, Path(at), schema)
    folder.write(str(path), text)
    return path


def nothing(case, rule) -> list[Finding]:
    return []


@pytest.mark.parametrize(("at", "family"), [("rules", "size"), ("pack", "acme")])
def test_a_skeleton_loads_and_fails_its_own_first_case(folder, schema, at, family):
    path = write(folder, schema, family, at=at)
    (rule,) = folder.load(at).rules
    assert rule.source.path == path.as_posix()
    assert [result.passed for result in run_cases(rule, nothing)] == [False, True]
    assert rule.condition.tables == ("import",)


@pytest.mark.parametrize(
    ("present", "family", "rule_id"),
    [
        ([], "size", "WL301"),
        ([], "module", "WL001"),
        (["WL301-a", "WL305-b", "WL401-c"], "size", "WL306"),
        (["WL301-a", "ACME001-b"], "jsleak", "WL401"),
    ],
)
def test_the_next_id_of_a_family_follows_the_last_one(folder, schema, present, family, rule_id):
    for stem in present:
        folder.write(f"rules/x/{stem}.yaml", "")
    assert write(folder, schema, family) == Path(f"rules/{family}/{rule_id}-new-rule.yaml")


@pytest.mark.parametrize(
    ("present", "family", "rule_id"),
    [
        ([], "acme", "ACME001"),
        ([], "our-own-rules-of-size", "OUROWNRU001"),
        (["ACME007-a", "ACME003-b"], "size", "ACME008"),
        (["OWN1009-a"], "size", "OWN1010"),
    ],
)
def test_ids_of_another_pack_go_on_from_its_own(folder, schema, present, family, rule_id):
    for stem in present:
        folder.write(f"pack/x/{stem}.yaml", "")
    path = write(folder, schema, family, at="pack")
    assert path == Path(f"pack/{family}/{rule_id}-new-rule.yaml")


@pytest.mark.parametrize(
    ("family", "name", "at", "problem"),
    [
        ("sise", "new-rule", "rules", "`sise` is no family of rules; did you mean `size`?"),
        ("size", "NewRule", "rules", "`NewRule` is no name of a rule; write words in small"),
        ("../x", "new-rule", "pack", "`../x` is no name of a family; write words in small"),
        ("size", "old-rule", "rules", "the name `old-rule` is taken"),
        ("size", "wasi", "rules", "the name `wasi` is taken"),
        ("security", "new-rule", "rules", "no id is free after `WL799`"),
        ("x", "new-rule", "pack", "ids cannot begin with `X`; name the family otherwise"),
        ("wl0", "new-rule", "pack", "ids cannot begin with `WL0`; name the family otherwise"),
    ],
)
def test_a_rule_that_cannot_be_is_refused(folder, schema, family, name, at, problem):
    folder.write("rules/size/WL301-old-rule.yaml", "")
    folder.write("rules/security/WL799-last-rule.yaml", "")
    with pytest.raises(UsageError) as caught:
        skeleton(family, name, Path(at), schema)
    assert str(caught.value).startswith(problem)


def test_the_skeleton_names_what_rules_may_read(folder, schema):
    _, text = skeleton("size", "new-rule", Path("rules"), schema)
    assert "# Tables: module, import, function.\n" in text
    assert "# Columns: module, name, replacement.\n" in text
