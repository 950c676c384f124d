"""Regular expressions that take time in proportion to the text, whatever the pattern.

RE2 runs automata and never goes back, and has no construct that would need it to:
https://github.com/google/re2/wiki/Syntax. It is imported with the first pattern.
"""

from collections.abc import Callable
from typing import Any

from wasmlint.lang.problem import refusal

MAX_CHARS = 1000
# Bounds the automaton, and with it the time for one character of text.
_MAX_MEMORY_BYTES = 1 << 20

# Its words for what is wrong: google/re2, re2/regexp.cc, kErrorStrings and re2/re2.cc.
_SAID = {
    "missing )": "a `(` is never closed",
    "unexpected )": "a `)` closes nothing",
    "missing ]": "a `[` is never closed",
    "no argument for repetition operator": "nothing stands before the repetition",
    "bad repetition operator": "a repetition cannot be repeated",
    "invalid repetition size": "a repetition of more than 1,000 times is refused",
    "invalid escape sequence": "this escape is not known",
    "invalid character class range": "this range of characters is unknown or backwards",
    "invalid character class": "this class of characters is not known",
    "invalid perl operator": "this group is not known; looking ahead or behind is refused",
    "invalid named capture group": "this name of a group is not allowed",
    "pattern too large - compile failed": "the pattern is too large",
}


def compile_pattern(source: str, start: int) -> Callable[[str], bool]:
    """Whether a text has a match for `source` anywhere.

    Raises `LangErrors` where it is no pattern; `start` is the place of its first character.
    """
    end = start + len(source)
    if len(source) > MAX_CHARS:
        raise refusal(
            start, end, f"the pattern has {len(source):,} characters; at most {MAX_CHARS:,} fit"
        )
    problem = _problem(source)
    if problem is not None:
        what, part = problem
        place = _place(source, problem)
        message = _SAID.get(what, f"the pattern is wrong: {what}")
        raise refusal(start + place, start + place + len(part or source), message)
    search = _compiled(source).search

    def is_found(text: str) -> bool:
        return search(_encoded(text)) is not None

    return is_found


def _compiled(source: str) -> Any:
    import re2  # type: ignore[import-untyped]  # it ships no types

    options = re2.Options()
    options.log_errors = False
    options.never_capture = True
    options.max_mem = _MAX_MEMORY_BYTES
    return re2.compile(_encoded(source), options)


def _encoded(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        # Half of a surrogate pair becomes a character, so that `.` stands for it.
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode()


def _problem(source: str) -> tuple[str, str] | None:
    """What RE2 says of the pattern, and the part of it that it says it of."""
    import re2

    try:
        _compiled(source)
    except re2.error as error:
        what, _, part = error.args[0].decode("utf-8", "replace").partition(": ")
        return what, part
    return None


def _place(source: str, problem: tuple[str, str]) -> int:
    """Where the part with the problem begins.

    RE2 reads from the left and stops at the first problem, so of several equal parts the wrong one
    is the first that a pattern ending there already fails by.
    """
    part = problem[1]
    at = source.find(part) if part else -1
    while at >= 0:
        if _problem(source[: at + len(part)]) == problem:
            return at
        at = source.find(part, at + 1)
    return 0
