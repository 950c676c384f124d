"""The manual of the expression language covers the language, and its examples are true."""

import pytest

from wasmlint.analysis.catalog import schema
from wasmlint.core.units import Kind
from wasmlint.lang import check, spelling
from wasmlint.lang.arithmetic import CALCULATE
from wasmlint.lang.closures import COMPARE
from wasmlint.lang.condition import compile_condition
from wasmlint.lang.kinds import NUMBERED, Type, calculated_kind
from wasmlint.lang.literal import Typed, parse_literal
from wasmlint.lang.manual import ABSENT_EXAMPLES, KINDS, MESSAGES, PARAMS, SECTIONS
from wasmlint.lang.template import compile_template
from wasmlint.lang.tree import BUILDERS

FORMS = [form for section in SECTIONS for form in section.forms]
EXAMPLES = [*(form.example for form in FORMS), *ABSENT_EXAMPLES]
WRITTEN = " ".join(written for form in FORMS for written in form.written)


@pytest.fixture(scope="module")
def params():
    return {
        name: parse_literal(value)
        if isinstance(value, str)
        else Typed(Kind.TEXT, tuple(value), is_list=True)
        for name, value in PARAMS.items()
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_an_example_finds_what_it_says(example, sample, params):
    condition = compile_condition(example.text, example.table, schema(), params)
    rows = sample.rows(example.table)
    holds = condition.bind(sample)
    found = [rows.place(row).subject for row in range(len(rows)) if holds(row)]
    assert found == list(example.finds)
    assert found, "an example that finds nothing shows nothing"


@pytest.mark.parametrize("message", MESSAGES, ids=lambda message: message.text)
def test_a_message_says_what_it_says(message, sample, params):
    template = compile_template(message.text, message.table, schema(), params)
    assert template.bind(sample)(0) == message.says


def test_every_branch_of_the_grammar_has_a_form():
    assert {form.branch for form in FORMS} == set(BUILDERS)


def test_every_operator_and_quantifier_is_written_down():
    for sign in COMPARE:
        assert f"a {sign} b" in WRITTEN
    for sign in CALCULATE:
        assert f"a {sign} b" in WRITTEN
    for word in check._QUANTIFIERS:
        assert f"{word}(rows: a)" in WRITTEN


def test_every_escape_is_written_down():
    (text,) = (form for form in FORMS if form.branch == "text")
    for escaped in spelling._ESCAPED:
        assert f"`\\{escaped}`" in text.doc


def test_every_kind_has_literals_that_fit_it():
    assert list(KINDS) == list(Kind)
    for kind, about in KINDS.items():
        for literal in about.literals:
            typed = parse_literal(literal)
            assert typed.kind is kind or (kind in NUMBERED and typed.kind is Kind.COUNT)
            assert typed.value == parse_literal(about.literals[0]).value or kind not in NUMBERED


@pytest.mark.parametrize("sign", ["+", "*"])
def test_sums_and_products_have_one_kind_in_either_order(sign):
    types = [*map(Type, Kind), Type(Kind.COUNT, is_number=True)]
    for one in types:
        for other in types:
            assert calculated_kind(sign, one, other) is calculated_kind(sign, other, one)


def test_the_levels_of_precedence_are_those_of_the_grammar(docs):
    page = (docs / "reference/expressions.md").read_text(encoding="utf-8")
    table = page.partition("## Precedence")[2].partition("## ")[0]
    rows = [line.split(" | ")[1] for line in table.splitlines() if line[2:3].isdigit()]
    first = [row.split("`")[1] for row in rows]
    assert first == ["a or b", "a and b", "not a", "a == b", "a + b", "a * b", "-a"]
