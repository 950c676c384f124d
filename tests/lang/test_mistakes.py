"""What a person is told who wrote something that is no expression: named cases."""

import pytest

from wasmlint.lang.parse import parse
from wasmlint.lang.problem import LangErrors

# For each mistake: the text, the characters under the caret, where they begin, message and help.
CASES: dict[str, tuple[str, str, int, str, str | None]] = {
    "nothing": ("", "", 0, "the expression is empty", None),
    "only a comment": ("  # body_bytes > 1", "", 0, "the expression is empty", None),
    "nothing after a comparison": (
        "body_bytes >",
        "",
        12,
        "the expression ends where a value must follow",
        None,
    ),
    "nothing after and": (
        "a and # b\n\n",
        "",
        5,
        "the expression ends where a value must follow",
        None,
    ),
    "nothing after a dot": ("a.", "", 2, "the expression ends where a name must follow", None),
    "nothing after in": ("a in", "", 4, "the expression ends where a list must follow", None),
    "nothing after matches": (
        "a matches ",
        "",
        9,
        "the expression ends where a pattern must follow",
        None,
    ),
    "an open parenthesis": ("(a or b", "", 7, "a `)` is missing", None),
    "an open quantifier": ("any(a", "", 5, "a `)` is missing", None),
    "an open quantifier with a condition": ("any(a: b", "", 8, "a `)` is missing", None),
    "an open list": ("a in [b", "", 7, "a `]` is missing", None),
    "a parenthesis too many": ("(a))", ")", 3, "`)` cannot follow here", None),
    "an assignment": ("a = 1", "=", 2, "`=` does not compare", "write `==`"),
    "three equals signs": ("a === 1", "=", 4, "`=` does not compare", "write `==`"),
    "an arrow": ("a => 1", "=>", 2, "`=>` does not compare", "write `<=` or `>=`"),
    "a match of other languages": (
        "a =~ b",
        "=~",
        2,
        "`=~` is not known here",
        "write `matches /.../`",
    ),
    "an inequality of other languages": ("a <> 1", "<>", 2, "`<>` is not known here", "write `!=`"),
    "an and of other languages": ("a && b", "&&", 2, "`&&` is not known here", "write `and`"),
    "an or of other languages": ("a || b", "||", 2, "`||` is not known here", "write `or`"),
    "a not of other languages": ("a and !b", "!", 6, "`!` is not known here", "write `not`"),
    "single quotes": ("a == 'env'", "'env'", 5, "a text stands in double quotes", 'write `"env"`'),
    "an open single quote": ("a == 'e", "'", 5, "a text stands in double quotes", 'write `"..."`'),
    "curly quotes": ("a == “x”", "“", 5, "a text stands in straight quotes", 'write `"..."`'),
    "an open text": (
        'a == "env\nor b',
        '"',
        5,
        "the text is never closed",
        'end it with `"` on the same line',
    ),
    "a set": ("a in {1}", "{", 5, "`{` is not known here", "write lists in `[` and `]`"),
    "a tuple": ("a in (1)", "(", 5, "`(` stands where a list is expected", 'write `in ["a", "b"]`'),
    "chained comparisons": (
        "1 < a < 2",
        "<",
        6,
        "comparisons do not chain",
        "join them with `and`, as in `a < b and b < c`",
    ),
    "chained memberships": (
        "a not in b not in c",
        "not in",
        11,
        "comparisons do not chain",
        "join them with `and`, as in `a < b and b < c`",
    ),
    "a lower case unit": (
        "a > 12 kib",
        "kib",
        7,
        "`kib` is not a unit of size",
        "did you mean `12 KiB`?",
    ),
    "a unit with an ending": (
        "a > 1.5MiBs",
        "MiBs",
        7,
        "`MiBs` is not a unit of size",
        "did you mean `1.5 MiB`?",
    ),
    "an unknown unit": (
        "a > 1 furlong",
        "furlong",
        6,
        "`furlong` is not a unit of size",
        "units: `B`, `kB`, `KB`, `KiB`, `MB`, `MiB`, `GB`, `GiB`",
    ),
    "decimals without a unit": (
        "a > 0.5",
        "0.5",
        4,
        "`0.5` has no unit",
        "write a whole number, a size such as `1.5 MiB`, or a percentage such as `150%`",
    ),
    "a number of many digits": (
        "a > 18446744073709551616",
        "18446744073709551616",
        4,
        "the number does not fit 64 bits",
        None,
    ),
    "a number of very many digits": (
        "a > " + "1" * 5000,
        "1" * 5000,
        4,
        "the number does not fit 64 bits",
        None,
    ),
    "a size of many digits": (
        "99999999999 GiB > a",
        "99999999999 GiB",
        0,
        "the size does not fit 64 bits",
        None,
    ),
    "a size with odd underscores": (
        "a > 1_0 KiB",
        "1_0 KiB",
        4,
        "`1_0 KiB` is not a size; write a number and a unit, such as `64 KiB`",
        None,
    ),
    "a pattern in quotes": (
        'a matches "x"',
        '"x"',
        10,
        "a pattern stands between slashes",
        "write `matches /.../`",
    ),
    "an open pattern": ("a matches /x", "/", 10, "the pattern is never closed", "end it with `/`"),
    "an empty pattern": ("a matches //", "//", 10, "the pattern is empty", None),
    "a pattern with flags": (
        "a matches /x/i and b",
        "i",
        13,
        "a pattern has no flags after it",
        "begin it with `(?i)`",
    ),
    "a slash in a pattern": (
        "a matches /[^/]+/",
        "/",
        13,
        "the pattern ends at this slash",
        r"write `\/` for a slash in it",
    ),
    "an unknown escape": (
        r'a == "x\d"',
        r"\d",
        7,
        r"`\d` is no escape",
        r"write one of `\"`, `\\`, `\n`, `\r`, `\t`, `\u{1b}`",
    ),
    "an escape of no character": (
        r'a == "\u{110000}"',
        r"\u{110000}",
        6,
        "U+110000 is no character",
        None,
    ),
    "an escape of half a character": (
        r'a == "\u{d800}"',
        r"\u{d800}",
        6,
        "U+D800 is no character",
        None,
    ),
    "and in capitals": ("a AND b", "AND", 2, "`AND` cannot follow here", "did you mean `and`?"),
    "a word run into another": (
        "a andy b",
        "andy",
        2,
        "`andy` cannot follow here",
        "did you mean `and`?",
    ),
    "is": ("a is b", "is", 2, "`is` is not known here", "write `==`"),
    "contains": (
        "a contains b",
        "contains",
        2,
        "`contains` is not known here",
        "write `matches /.../`",
    ),
    "two names": ("a b", "b", 2, "`b` cannot follow here", "join conditions with `and` or `or`"),
    "a not between two names": (
        "a not b",
        "b",
        6,
        "`b` cannot follow here",
        "write `and not`, or `not in` before a list",
    ),
    "where": (
        "any(a where b)",
        "where",
        6,
        "`where` cannot follow here",
        "write `:` before the condition",
    ),
    "two operators": ("a and or b", "or", 6, "a value is missing before `or`", None),
    "and for a value": ("a > and b", "and", 4, "a value is missing before `and`", None),
    "a word of the language for a name": (
        "a.in > 1",
        "in",
        2,
        "a name is missing before `in`",
        None,
    ),
    "a power": ("a ** 2", "*", 3, "`*` stands where a value is expected", None),
    "a comma": ("f(a, b)", ",", 3, "`,` cannot follow here", None),
    "two items without a comma": ("a in [1 2]", "2", 8, "`2` cannot follow here", None),
    "a hard blank": ("a\u00a0or b", "\u00a0", 1, "the character U+00A0 may not stand here", None),
    "a control character": ("a \x1b b", "\x1b", 2, "the character U+001B may not stand here", None),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_with_its_place(name: str) -> None:
    text, marked, start, message, advice = CASES[name]
    with pytest.raises(LangErrors) as caught:
        parse(text)
    (problem,) = caught.value.problems
    assert (text[problem.start : problem.end], problem.start) == (marked, start)
    assert (problem.message, problem.help) == (message, advice)


def test_all_literals_that_mean_nothing_are_told() -> None:
    with pytest.raises(LangErrors) as caught:
        parse(r'a == "\d" and b > 1_0 KiB or c == "\e"')
    assert [problem.start for problem in caught.value.problems] == [6, 18, 35]


def test_an_expression_may_not_be_too_long() -> None:
    parse("a or " * 1999 + "b")
    with pytest.raises(LangErrors, match="has 10,001 characters; at most 10,000 are read"):
        parse("a or " * 2000 + "b")


@pytest.mark.parametrize("text", ["not " * 101 + "a", "-" * 101 + "a", "a" + " + a" * 101])
def test_an_expression_may_not_be_too_deep(text: str) -> None:
    with pytest.raises(LangErrors, match="is nested more than 100 deep"):
        parse(text)


def test_parentheses_are_no_depth() -> None:
    parse("(" * 4000 + "a" + ")" * 4000)
