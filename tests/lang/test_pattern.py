"""Patterns: what they find, how long that takes, and what is told of those that are none."""

import time

import pytest

from wasmlint.lang.pattern import MAX_CHARS, compile_pattern
from wasmlint.lang.problem import LangErrors


@pytest.mark.parametrize(
    ("pattern", "text", "is_found"),
    [
        ("b", "abc", True),
        ("^b", "abc", False),
        ("^a.c$", "abc", True),
        ("^a.c$", "a\nc", False),
        ("(?s)^a.c$", "a\nc", True),
        ("^a$", "a\n", False),
        ("^a$", "b\na", False),
        ("^é.$", "éé", True),
        ("^..$", "éé", True),
        (r"^\pL+$", "straße", True),
        (r"a\/b", "a/b", True),
        ("^x.x$", "x\ud800x", True),
        ("^.$", "\x00", True),
        ("", "", True),
    ],
)
def test_a_pattern_is_looked_for_anywhere(pattern: str, text: str, is_found: bool) -> None:
    assert compile_pattern(pattern, 0)(text) is is_found


@pytest.mark.parametrize(
    "pattern", ["^(a+)+$", "^(a|a)*$", "(a|aa)*c", "(.*)*x", "^(a?){40}a{40}$"]
)
def test_no_pattern_can_take_for_ever(pattern: str) -> None:
    # `re` would need more steps than there are atoms for most of these.
    is_found = compile_pattern(pattern, 0)
    start = time.monotonic()
    assert not is_found("a" * 100_000 + "!")
    assert time.monotonic() - start < 5


@pytest.mark.parametrize(
    ("pattern", "marked", "place", "message"),
    [
        ("a(b", "a(b", 0, "a `(` is never closed"),
        ("a)b", "a)b", 0, "a `)` closes nothing"),
        ("ab[c", "[c", 2, "a `[` is never closed"),
        ("[*](*a)", "*", 4, "nothing stands before the repetition"),
        ("é*+**", "*+", 1, "a repetition cannot be repeated"),
        ("x{1001}", "{1001}", 1, "a repetition of more than 1,000 times is refused"),
        ("((x{100}){100}){9}", "{100}", 9, "a repetition of more than 1,000 times is refused"),
        (r"a\\1b\1\1", r"\1", 5, "this escape is not known"),
        ("[a-z][z-a]", "z-a", 6, "this range of characters is unknown or backwards"),
        ("a(?=b)", "(?=", 1, "this group is not known; looking ahead or behind is refused"),
        ("(?<=b)a", "(?<=", 0, "this group is not known; looking ahead or behind is refused"),
        (r"[\pL]{999}[\pN]{999}", r"[\pL]{999}[\pN]{999}", 0, "the pattern is too large"),
    ],
)
def test_what_is_no_pattern_is_told_with_its_place(
    pattern: str, marked: str, place: int, message: str
) -> None:
    with pytest.raises(LangErrors) as caught:
        compile_pattern(pattern, 20)
    (problem,) = caught.value.problems
    assert problem.message == message
    assert (problem.start, pattern[problem.start - 20 : problem.end - 20]) == (20 + place, marked)


def test_a_pattern_may_not_be_too_long() -> None:
    compile_pattern("x" * MAX_CHARS, 0)
    with pytest.raises(LangErrors, match="has 1,001 characters; at most 1,000 fit"):
        compile_pattern("x" * (MAX_CHARS + 1), 0)
