"""What lark parsed, as our syntax tree. Imported where something is parsed, for lark is slow."""

from collections.abc import Callable
from typing import Any, cast

from lark import Token, Tree

from wasmlint.core.units import Kind
from wasmlint.lang.problem import LangErrors, Problem
from wasmlint.lang.spelling import read_number, read_percentage, read_size, read_text
from wasmlint.lang.syntax import (
    Absent,
    Among,
    Calculated,
    Compared,
    Expression,
    Joined,
    Listed,
    Literal,
    Matched,
    Name,
    Negated,
    Negative,
    Node,
    Path,
    Quantified,
    Span,
)


def _token_span(token: Token) -> Span:
    start = token.start_pos or 0
    return Span(start, start + len(token))


def _name(token: Token) -> Name:
    return Name(str(token), _token_span(token))


def _pattern(token: Token) -> Name:
    start, end = _token_span(token)
    return Name(token[1:-1], Span(start + 1, end - 1))


def _literal(kind: Kind, read: Callable[[str, int], Any]) -> Callable[[Span, Token], Literal]:
    return lambda span, token: Literal(kind, read(str(token), span.start), span)


def _calculated(operator: str) -> Callable[..., Calculated]:
    return lambda span, left, right: Calculated(operator, left, right, span)


BUILDERS: dict[str, Callable[..., Node]] = {
    "either": lambda span, *conditions: Joined("or", conditions, span),
    "both": lambda span, *conditions: Joined("and", conditions, span),
    "negated": lambda span, operand: Negated(operand, span),
    "compared": lambda span, left, sign, right: Compared(str(sign), left, right, span),
    "among": lambda span, item, choices: Among(item, choices, False, span),
    "not_among": lambda span, item, choices: Among(item, choices, True, span),
    "matched": lambda span, subject, pattern: Matched(subject, _pattern(pattern), span),
    "listed": lambda span, *items: Listed(items, span),
    "plus": _calculated("+"),
    "minus": _calculated("-"),
    "times": _calculated("*"),
    "over": _calculated("/"),
    "negative": lambda span, operand: Negative(operand, span),
    "quantified": lambda span, word, subject, condition=None: Quantified(
        _name(word), subject, condition, span
    ),
    "path": lambda span, *names: Path(tuple(map(_name, names)), span),
    "number": _literal(Kind.COUNT, read_number),
    "size": _literal(Kind.BYTES, read_size),
    "percentage": _literal(Kind.RATIO, read_percentage),
    "text": _literal(Kind.TEXT, read_text),
    "true": lambda span: Literal(Kind.FLAG, True, span),
    "false": lambda span: Literal(Kind.FLAG, False, span),
    "absent": Absent,
}
"""For each alias of the grammar, and for `path`, the function that makes its node."""


def build(tree: Tree[Token]) -> Expression:
    """The syntax tree of one expression.

    Not recursive, so that no depth of nesting ends in a `RecursionError`.
    Raises `LangErrors` with all literals that mean nothing.
    """
    nodes: dict[int, Node] = {}
    problems: list[Problem] = []
    for part in tree.iter_subtrees():  # operands come before what holds them
        span = Span(part.meta.start_pos, part.meta.end_pos)
        inner = [nodes[id(one)] if isinstance(one, Tree) else one for one in part.children]
        try:
            nodes[id(part)] = BUILDERS[part.data](span, *inner)
        except LangErrors as errors:
            problems += errors.problems
            nodes[id(part)] = Absent(span)
    if problems:
        raise LangErrors(problems)
    return cast("Expression", nodes[id(tree)])  # the grammar has lists only after `in`
