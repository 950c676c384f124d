"""A case passes where the rule finds what it says, neither less nor more."""

import pytest

from wasmlint.core.errors import InputError, RuleErrors
from wasmlint.core.finding import Confidence, Finding, Severity
from wasmlint.core.places import Place
from wasmlint.core.units import Kind
from wasmlint.lang.literal import Typed
from wasmlint.rulepack.cases import run_cases

EXPECTED = 'finds: ["function big: `big` is 4 B, over 3 B"]'


def finding(subject, message):
    place = Place(subject, "function")
    return Finding("ACME001", Severity.NOTE, Confidence.LOW, "x", place, message, "")


BIG = finding("function big", "`big` is 4 B, over 3 B")
OTHER = finding("function big", "`big` is 5 B, over 3 B")
SMALL = finding("function small", "`small` is 4 B, over 3 B")


def results(rule, *findings):
    """Results where the first case of the rule finds these and the second finds nothing."""
    return run_cases(rule, lambda case, _: findings if case is rule.cases[0] else ())


def test_what_is_expected_and_found_passes(folder):
    first, second = results(folder.rule(), BIG)
    assert (first.case.name, first.passed, first.difference) == ("a body over the limit", True, ())
    assert (second.case.name, second.passed, second.difference) == ("a small body", True, ())


@pytest.mark.parametrize(
    ("expected", "findings", "difference"),
    [
        (["function big"], [], ["not found:    function big"]),
        ([], [BIG], ["not expected: function big: `big` is 4 B, over 3 B"]),
        (["function big"], [BIG], []),
        (["function big: `big` is 4 B, over 3 B"], [BIG], []),
        (["function big", "function small"], [SMALL, BIG], []),
        (["function big"], [BIG, OTHER], ["not expected: function big: `big` is 5 B, over 3 B"]),
        (["function big", "function big"], [BIG], ["not found:    function big"]),
        (["function big", "function big"], [BIG, BIG], []),
        (["function big", "function big: `big` is 4 B, over 3 B"], [BIG, OTHER], []),
        (
            ["function big: `big` is 4 B, over 3 B"],
            [OTHER, SMALL],
            [
                "not found:    function big: `big` is 4 B, over 3 B",
                "not expected: function big: `big` is 5 B, over 3 B",
                "not expected: function small: `small` is 4 B, over 3 B",
            ],
        ),
    ],
)
def test_less_and_more_both_fail(folder, text, expected, findings, difference):
    # A rule needs a firing and a silent case, so the case in question is the third.
    items = ", ".join(f'"{item}"' for item in expected)
    rule = folder.rule(f"{text}  - name: third\n    wat: (module)\n    finds: [{items}]\n")
    third = run_cases(rule, lambda case, _: findings if case.name == "third" else ())[2]
    assert list(third.difference) == difference
    assert third.passed is (not difference)


def test_a_case_is_judged_by_the_rule_with_its_parameters(folder):
    limits = {}

    def judge(case, rule):
        limits[case.name] = rule.params["limit"]
        return ()

    run_cases(folder.rule(), judge)
    assert limits == {
        "a body over the limit": Typed(Kind.BYTES, 3, False),
        "a small body": Typed(Kind.BYTES, 65536, False),
    }


@pytest.mark.parametrize(
    ("findings", "difference"),
    [((), ()), ([BIG], ("finds what it should; take `todo` away",))],
)
def test_a_known_miss_must_stay_one(folder, text, findings, difference):
    text += f"  - name: third\n    todo: true\n    wat: (module)\n    {EXPECTED}\n"
    rule = folder.rule(text)
    third = run_cases(rule, lambda case, _: findings if case.is_todo else ())[2]
    assert (third.difference, third.passed) == (difference, not difference)


def test_a_case_that_cannot_be_judged_fails(folder, text):
    def judge(case, rule):
        if case.is_todo or case is rule.cases[1]:
            raise InputError("the text does not parse")
        return [BIG]

    text += f"  - name: third\n    todo: true\n    wat: (module)\n    {EXPECTED}\n"
    results = run_cases(folder.rule(text), judge)
    assert [result.passed for result in results] == [True, False, False]
    assert results[1].difference == ("could not be judged: the text does not parse",)


def test_an_error_of_several_lines_is_shown_in_lines(folder):
    def judge(case, rule):
        raise RuleErrors(["one\n  | two", "three"])

    difference = run_cases(folder.rule(), judge)[0].difference
    assert difference == ("could not be judged: one", "  | two", "three")


def test_a_bug_while_judging_comes_out(folder):
    with pytest.raises(ZeroDivisionError):
        run_cases(folder.rule(), lambda case, rule: 1 / 0)


def test_a_difference_cannot_break_a_line(folder):
    first = results(folder.rule(), finding("function \n::error::", "x"))[0]
    assert not any("\n" in line for line in first.difference)
