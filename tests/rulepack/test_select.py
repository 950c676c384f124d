"""Selectors choose rules, and the most specific one decides."""

import pytest

from wasmlint.core.errors import UsageError
from wasmlint.rulepack.select import find, select

RULES = [
    ("size", "ACME100", "one", ""),
    ("size", "ACME101", "two", "first-name"),
    ("size", "ACME110", "three", ""),
    ("wasi", "ACME200", "four", ""),
    ("wasi", "ACME1001", "five", ""),
    ("other", "OWN001", "six", ""),
]


@pytest.fixture
def pack(folder, text):
    for family, rule_id, name, alias in RULES:
        changed = text.replace("ACME001", rule_id).replace("oversized-function", name)
        changed = changed.replace("since:", f"aliases: [{alias}]\nsince:")
        folder.write(f"pack/{family}/{rule_id}-{name}.yaml", changed)
    return folder.load()


def names(rules):
    return " ".join(rule.info.name for rule in rules)


@pytest.mark.parametrize(
    ("selector", "found"),
    [
        ("ALL", "one five two three four six"),
        ("ACME101", "two"),
        ("two", "two"),
        ("first-name", "two"),
        ("size", "one two three"),
        ("wasi", "five four"),
        ("ACME", "one five two three four"),
        ("ACME1", "one five two three"),
        ("ACME10", "one five two"),
        ("ACME100", "one"),
        ("OWN", "six"),
        ("O", "six"),
        ("jsleak", ""),
    ],
)
def test_a_selector_stands_for_rules(pack, selector, found):
    assert names(find(pack, selector)) == found
    assert names(select(pack, [selector])) == found


@pytest.mark.parametrize(
    ("chosen", "ignored", "extended", "found"),
    [
        ([], [], [], ""),
        (["ALL"], ["size"], [], "five four six"),
        (["ALL"], ["size"], ["ACME101"], "two five four six"),
        (["ACME10"], ["ACME1"], [], "one five two"),
        (["ACME1"], ["ACME10"], [], "three"),
        (["ACME1"], ["two"], [], "one five three"),
        (["two"], ["ACME101"], [], ""),
        (["size"], ["ACME1"], [], ""),
        (["size"], ["ACME"], [], "one two three"),
        (["ACME"], ["size"], ["three"], "five three four"),
        ([], ["ALL"], ["six"], "six"),
        (["ALL"], ["ALL"], [], ""),
    ],
)
def test_the_most_specific_selector_decides(pack, chosen, ignored, extended, found):
    selected = select(pack, chosen, ignored, extended)
    assert sorted(names(selected).split()) == sorted(found.split())


@pytest.mark.parametrize(
    ("selector", "problem"),
    [
        ("acme101", "`acme101` selects no rule; did you mean `ACME101`?"),
        ("tow", "`tow` selects no rule; did you mean `two`?"),
        ("all", "`all` selects no rule; did you mean `ALL`?"),
        ("sise", "`sise` selects no rule; did you mean `size`?"),
        ("ACME3", "`ACME3` selects no rule; did you mean `ACME200`?"),
        ("", "`` selects no rule"),
        ("zzzz", "`zzzz` selects no rule"),
        ("x\n\x1b", "`x\\u{a}\\u{1b}` selects no rule"),
    ],
)
@pytest.mark.parametrize("place", range(3))
def test_a_selector_of_nothing_is_a_wrong_call(pack, selector, problem, place):
    lists = [["ALL"], [], []]
    lists[place].append(selector)
    with pytest.raises(UsageError) as caught:
        select(pack, *lists)
    assert str(caught.value) == problem
