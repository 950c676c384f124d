"""What a person meant who wrote something that is no expression.

Lark says which token it could not use; the message is made from what stands there.
"""

import re

from lark import UnexpectedInput, UnexpectedToken

from wasmlint.core.nearest import nearest, suggest
from wasmlint.core.units import UNITS
from wasmlint.lang.listing import listed
from wasmlint.lang.problem import LangErrors, Problem

# What other languages write, matched where the text stops making sense.
_FOREIGN = (
    (r"=[<>]", "`{0}` does not compare", "write `<=` or `>=`"),
    (r"=~", "`=~` is not known here", "write `matches /.../`"),
    (r"=", "`=` does not compare", "write `==`"),
    (r"&&?", "`{0}` is not known here", "write `and`"),
    (r"\|\|?", "`{0}` is not known here", "write `or`"),
    (r"!", "`!` is not known here", "write `not`"),
    (r"'([^'\"\\\n]*)'", "a text stands in double quotes", 'write `"{1}"`'),
    (r"'", "a text stands in double quotes", 'write `"..."`'),
    (r"[“”‘’]", "a text stands in straight quotes", 'write `"..."`'),
    (r'"', "the text is never closed", 'end it with `"` on the same line'),
    (r"[{}]", "`{0}` is not known here", "write lists in `[` and `]`"),
)
_WRONG_WORDS = {
    "is": "==",
    "isnt": "!=",
    "eq": "==",
    "ne": "!=",
    "contains": "matches /.../",
    "like": "matches /.../",
    "startswith": "matches /^.../",
    "endswith": "matches /...$/",
}
_PATTERN_BEFORE = re.compile(r"matches\s*/([^/\\\n]|\\[^\n])+/$")
_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_JOINING = ("and", "or", "in", "not", "matches")
_RESERVED = (*_JOINING, "true", "false", "none")


def explain(error: UnexpectedInput, text: str) -> LangErrors:
    """The error that lark met, as one problem."""
    expected = error.interactive_parser.accepts()  # type: ignore[no-untyped-call]
    if isinstance(error, UnexpectedToken) and error.token.type == "$END":
        problem = _cut_short(error.token.end_pos, expected)
    else:
        at = error.pos_in_stream
        problem = _misplaced(text, at, expected)  # type: ignore[arg-type]  # lark says `None`
    return LangErrors((problem,))


def _cut_short(end: int | None, expected: set[str]) -> Problem:
    """What is missing at the end; lark's own place is that of the last token, not of its end."""
    if end is None:
        what = "the expression is empty" if "NAME" in expected else "a value is missing"
        return Problem(0, 0, what)
    if "COLON" in expected:
        return Problem(end, end, "a `)` is missing")
    for terminal, char in (("RPAR", ")"), ("RSQB", "]")):
        if terminal in expected and "NAME" not in expected:
            return Problem(end, end, f"a `{char}` is missing")
    return Problem(end, end, f"the expression ends where {_wanted(expected)} must follow")


def _wanted(expected: set[str]) -> str:
    if expected == {"PATTERN"}:
        return "a pattern"
    if expected == {"NAME"}:
        return "a name"
    if expected == {"NAME", "LSQB"}:
        return "a list"
    return "a value"


def _misplaced(text: str, at: int, expected: set[str]) -> Problem:
    """The problem with what stands at `at`, from the most to the least telling reading."""
    return (
        _pattern_mistake(text, at, expected)
        or _number_mistake(text, at)
        or _foreign_mistake(text, at)
        or _chain_mistake(text, at, expected)
        or _word_mistake(text, at, expected)
        or _unexpected(text, at, expected)
    )


def _pattern_mistake(text: str, at: int, expected: set[str]) -> Problem | None:
    if expected == {"PATTERN"}:
        if text.startswith("//", at):
            return Problem(at, at + 2, "the pattern is empty")
        if text[at] == "/":
            return Problem(at, at + 1, "the pattern is never closed", "end it with `/`")
        advice = "write `matches /.../`"
        return Problem(at, _end(text, at), "a pattern stands between slashes", advice)
    if not _PATTERN_BEFORE.search(text[:at]):
        return None
    flags = re.compile(r"[imsx]+\b").match(text, at)
    if flags:
        advice = f"begin it with `(?{flags[0]})`"
        return Problem(at, flags.end(), "a pattern has no flags after it", advice)
    return Problem(at - 1, at, "the pattern ends at this slash", "write `\\/` for a slash in it")


def _number_mistake(text: str, at: int) -> Problem | None:
    before = text[:at].rstrip(" \t")
    number = re.search(r"(?<![A-Za-z0-9_.])[0-9][0-9_]*(\.[0-9]+)?$", before)
    if number is None:
        return None
    decimals = re.compile(r"\.[0-9]+(?![ \t]*[A-Za-z])").match(text, at)
    if decimals and len(before) == at:
        message = f"`{number[0]}{decimals[0]}` has no unit"
        advice = "write a whole number, a size such as `1.5 MiB`, or a percentage such as `150%`"
        return Problem(number.start(), decimals.end(), message, advice)
    word = re.compile(rf"(\.[0-9]+[ \t]*)?({_WORD.pattern})").match(text, at)
    if word and word[2] not in _RESERVED:
        near = nearest(word[2], UNITS)
        written = number[0] + (word[1] or "").rstrip()
        advice = f"did you mean `{written} {near}`?" if near else f"units: {listed([*UNITS])}"
        return Problem(word.start(2), word.end(), f"`{word[2]}` is not a unit of size", advice)
    return None


def _foreign_mistake(text: str, at: int) -> Problem | None:
    for pattern, message, advice in _FOREIGN:
        match = re.compile(pattern).match(text, at)
        if match:
            found = (match[0], *match.groups())
            return Problem(at, match.end(), message.format(*found), advice.format(*found))
    return None


def _chain_mistake(text: str, at: int, expected: set[str]) -> Problem | None:
    """Of a second comparison after a first; `<>` looks like one."""
    sign = re.compile(r"[=!]=|[<>]=?|(?:not\s+)?in\b|matches\b").match(text, at)
    if sign is None:
        return None
    if text[at - 1 : at + 1] == "<>":
        return Problem(at - 1, at + 1, "`<>` is not known here", "write `!=`")
    if "AND" in expected and "COMPARISON" not in expected:
        advice = "join them with `and`, as in `a < b and b < c`"
        return Problem(at, sign.end(), "comparisons do not chain", advice)
    return None


def _word_mistake(text: str, at: int, expected: set[str]) -> Problem | None:
    word = _WORD.match(text, at)
    if word is None:
        return None
    start, end = word.span()
    if "NUMBER" in expected and "NAME" not in expected:
        advice = f'write a text in quotes: `"{word[0]}"`'
        return Problem(start, end, f"`{word[0]}` is not a value", advice)
    if "NAME" in expected:
        if word[0] not in _RESERVED:
            return None
        return Problem(start, end, f"{_wanted(expected)} is missing before `{word[0]}`")
    lower = word[0].lower()
    if lower in _WRONG_WORDS:
        advice = f"write `{_WRONG_WORDS[lower]}`"
        return Problem(start, end, f"`{word[0]}` is not known here", advice)
    if word[0] in _RESERVED:
        return None
    near = suggest(word[0], _JOINING)
    return Problem(start, end, f"`{word[0]}` cannot follow here", near or _joint(expected))


def _joint(expected: set[str]) -> str:
    if expected == {"IN"}:
        return "write `and not`, or `not in` before a list"
    if "COLON" in expected:
        return "write `:` before the condition"
    return "join conditions with `and` or `or`"


def _unexpected(text: str, at: int, expected: set[str]) -> Problem:
    end = _end(text, at)
    shown = text[at:end]
    if len(shown) == 1 and not shown.isprintable():
        return Problem(at, end, f"the character U+{ord(shown):04X} may not stand here")
    if "NAME" in expected or "NUMBER" in expected:
        wanted = _wanted(expected)
        advice = 'write `in ["a", "b"]`' if wanted == "a list" else None
        return Problem(at, end, f"`{shown}` stands where {wanted} is expected", advice)
    return Problem(at, end, f"`{shown}` cannot follow here")


def _end(text: str, at: int) -> int:
    """Where what begins at `at` ends: a word, a quoted text, or one character."""
    match = re.compile(r'\w+|"([^"\\\n]|\\[^\n])*"|[=!<>]=').match(text, at)
    return match.end() if match else at + 1
