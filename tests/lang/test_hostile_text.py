"""Whatever stands in a rule file, nothing but `LangErrors` comes out, and it can be shown."""

from collections.abc import Callable
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.facts.schema import Schema
from wasmlint.lang.condition import compile_condition
from wasmlint.lang.literal import Typed, parse_literal
from wasmlint.lang.problem import LangErrors, Origin, Problem, render
from wasmlint.lang.template import compile_template

Compile = Callable[[str, str, Schema, dict[str, Typed]], object]

SEEN = """
and or not in matches true false none any all count ( ) [ ] , : . + - * / == != < <= > >= = ! & |
12 0x1F 1_0 64 KiB 5% 1.5 "text" "open \\ \\u{1b} /re/ /(/ /a{2000}/ // # { } {{ }} ' ` é
name kind body_bytes depth share calls callers package artifact function imports limit modules zzz
bod_bytes
"""
UNSEEN = ["\n", "\t", "\x00", "\x1b", "\ud800", "\u2028"]
soup = st.lists(st.sampled_from([*SEEN.split(), *UNSEEN]), max_size=25).flatmap(
    lambda words: st.sampled_from([" ", ""]).map(lambda blank: blank.join(words))
)


UNSAFE = {"Cc", "Cf", "Cs", "Zl", "Zp"}
LONG = [
    "(" * 5000,
    "not " * 2400,
    "any(calls:" * 900,
    "[" * 3000,
    "-" * 9000 + "1",
    "a." * 4000 + "a",
    "depth in [" + "1," * 4000 + "]",
    "1" * 9999,
    "depth == 1 or " * 700 + "true",
    "name matches /" + "(" * 900 + "/",
]


def check(compile_text: Compile, text: str, schema: Schema, params: dict[str, Typed]) -> None:
    try:
        compile_text(text, "function", schema, params)
        problems: tuple[Problem, ...] = ()
    except LangErrors as errors:
        problems = errors.problems or (Problem(-1, -1, "no problem"),)
    for problem in problems:
        assert 0 <= problem.start <= problem.end <= len(text)
        shown = render(problem, text, Origin("rule.yaml", 1, 1, 0)).split("\n")
        assert len(shown) == 3
        assert not UNSAFE & {category(char) for line in shown for char in line}


@pytest.mark.parametrize("compile_text", [compile_condition, compile_template])
@settings(max_examples=300, deadline=None)
@given(text=soup | st.text(max_size=40))
def test_any_text_compiles_or_has_problems(
    compile_text: Compile, text: str, schema: Schema, params: dict[str, Typed]
) -> None:
    check(compile_text, text, schema, params)
    check(compile_text, f"{{{text}}}", schema, params)


@pytest.mark.parametrize("text", LONG, ids=lambda text: text[:12])
def test_long_texts_compile_or_have_problems(
    text: str, schema: Schema, params: dict[str, Typed]
) -> None:
    check(compile_condition, text, schema, params)


@settings(max_examples=300, deadline=None)
@given(text=soup | st.text(max_size=20))
def test_any_text_is_a_value_or_has_one_problem(text: str) -> None:
    try:
        parse_literal(text)
        count = 1
    except LangErrors as errors:
        count = len(errors.problems)
    assert count == 1
