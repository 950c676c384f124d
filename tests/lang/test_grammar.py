"""The grammar itself: unambiguous, with a meaning for each branch, read when it is needed."""

import re
import subprocess
import sys

import pytest
from lark import Lark
from lark.exceptions import LexError

from wasmlint.core.units import UNITS
from wasmlint.lang.parse import grammar, lark_options, parse
from wasmlint.lang.syntax import Calculated, Compared, Expression, Joined, Negated, Negative, Path
from wasmlint.lang.tree import BUILDERS


def test_lark_finds_no_ambiguity_in_strict_mode() -> None:
    Lark(grammar(), **lark_options(), strict=True)


def test_strict_mode_would_find_one() -> None:
    ambiguous = grammar().replace("?literal: NUMBER", "?literal: WORD -> word | NUMBER")
    with pytest.raises(LexError, match="Collision between Terminals"):
        Lark(ambiguous + "\nWORD: /[a-z]+/\n", **lark_options(), strict=True)


def test_each_alias_has_a_builder_and_each_builder_an_alias() -> None:
    aliases = set(re.findall(r"->\s*(\w+)", grammar()))
    rules = {name for name in re.findall(r"^(\w+):", grammar(), re.MULTILINE) if name.islower()}
    assert aliases | rules == set(BUILDERS)


def test_the_grammar_has_the_units_of_sizes() -> None:
    found = re.search(r"\((B(?:\|\w+)+)\)", grammar())
    assert found is not None
    assert found[1].split("|") == list(UNITS)


def test_lark_and_re2_are_imported_with_the_first_expression_and_pattern() -> None:
    script = (
        "import sys\n"
        "import wasmlint.lang.condition, wasmlint.lang.literal, wasmlint.lang.template\n"
        "print('lark' in sys.modules, 're2' in sys.modules)\n"
        "wasmlint.lang.literal.parse_literal('12')\n"
        "print('lark' in sys.modules, 're2' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout.splitlines() == ["False False", "True False"]


def shape(node: Expression) -> str:
    """An expression with parentheses around each of its parts."""
    match node:
        case Joined():
            return "(" + f" {node.word} ".join(shape(one) for one in node.operands) + ")"
        case Negated():
            return f"(not {shape(node.operand)})"
        case Negative():
            return f"(-{shape(node.operand)})"
        case Compared() | Calculated():
            return f"({shape(node.left)} {node.operator} {shape(node.right)})"
        case Path():
            return str(node)
        case _:
            raise AssertionError(node)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a or b and c", "(a or (b and c))"),
        ("a and b or c", "((a and b) or c)"),
        ("a or b or c", "(a or b or c)"),
        ("not a and b", "((not a) and b)"),
        ("not a == b", "(not (a == b))"),
        ("a == b and c != d", "((a == b) and (c != d))"),
        ("a + b * c - d", "((a + (b * c)) - d)"),
        ("a - b - c", "((a - b) - c)"),
        ("a / b / c", "((a / b) / c)"),
        ("-a * b", "((-a) * b)"),
        ("a - -b", "(a - (-b))"),
        ("a + b < c * d", "((a + b) < (c * d))"),
        ("(a or b) and c", "((a or b) and c)"),
        ("a.b.c <= d.e", "(a.b.c <= d.e)"),
        ("order or notion and index", "(order or (notion and index))"),
        ("any or all and count", "(any or (all and count))"),
    ],
)
def test_precedence(text: str, expected: str) -> None:
    assert shape(parse(text)) == expected


def test_spans_are_those_of_the_text() -> None:
    text = "# é\n(a + 64 KiB) > b.c  or\tcount(x: y)>=0"
    joined = parse(text)
    assert isinstance(joined, Joined)
    left, right = joined.operands
    assert isinstance(left, Compared)
    assert isinstance(right, Compared)
    nodes = [left, left.left, left.right, right.left, right.right]
    assert [text[slice(*node.span)] for node in nodes] == [
        "(a + 64 KiB) > b.c",
        "a + 64 KiB",
        "b.c",
        "count(x: y)",
        "0",
    ]
