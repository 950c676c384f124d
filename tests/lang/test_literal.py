"""Values of parameters: what each spelling means, and which have no meaning."""

import pytest

from wasmlint.core.units import Kind
from wasmlint.lang.literal import Typed, parse_literal
from wasmlint.lang.problem import LangErrors


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("12", Kind.COUNT, 12),
        ("1_000", Kind.COUNT, 1000),
        ("0x1000", Kind.COUNT, 4096),
        ("0xFF_ff", Kind.COUNT, 65535),
        ("18446744073709551615", Kind.COUNT, 2**64 - 1),
        ("-3", Kind.COUNT, -3),
        ("64 KiB", Kind.BYTES, 65536),
        ("64KiB", Kind.BYTES, 65536),
        (" 1.5 MB ", Kind.BYTES, 1_500_000),
        ("- 1 B", Kind.BYTES, -1),
        ("5%", Kind.RATIO, 0.05),
        ("-2.5 %", Kind.RATIO, -0.025),
        ("1_000%", Kind.RATIO, 10.0),
        ("true", Kind.FLAG, True),
        ("false", Kind.FLAG, False),
        ('""', Kind.TEXT, ""),
        ('"a # b"', Kind.TEXT, "a # b"),
        (r'"\"\\\n\r\t\u{1b}\u{1F600}"', Kind.TEXT, '"\\\n\r\t\x1b\U0001f600'),
        ("12 # a comment", Kind.COUNT, 12),
    ],
)
def test_a_spelling_has_a_kind_and_a_value(text: str, kind: Kind, value: object) -> None:
    typed = parse_literal(text)
    assert typed == Typed(kind, value, False)
    assert type(typed.value) is type(value)


@pytest.mark.parametrize(
    ("text", "place", "message", "advice"),
    [
        ("", (0, 0), "a value is missing", None),
        ("wazero", (0, 6), "`wazero` is not a value", 'write a text in quotes: `"wazero"`'),
        ("a b", (0, 1), "`a` is not a value", 'write a text in quotes: `"a"`'),
        ("[1]", (0, 1), "`[` stands where a value is expected", None),
        ("1 + 1", (2, 3), "`+` cannot follow here", None),
        ("--1", (1, 2), "`-` stands where a value is expected", None),
        ("none", (0, 4), "a parameter is never absent", "write the value that stands for nothing"),
        ("-true", (0, 5), "there is no negative flag", None),
        ('-"a"', (0, 4), "there is no negative text", None),
        ("64 kb", (3, 5), "`kb` is not a unit of size", "did you mean `64 KB`?"),
        ("'a'", (0, 3), "a text stands in double quotes", 'write `"a"`'),
    ],
)
def test_what_is_no_value_is_refused(
    text: str, place: tuple[int, int], message: str, advice: str | None
) -> None:
    with pytest.raises(LangErrors) as caught:
        parse_literal(text)
    (problem,) = caught.value.problems
    assert (problem.start, problem.end) == place
    assert (problem.message, problem.help) == (message, advice)
