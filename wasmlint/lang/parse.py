"""Text to syntax tree. The parser is built once, when the first expression is read.

Trees of texts that were read when the package was built can be given with `remember`; what consists
of these alone never needs the parser.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wasmlint.lang.problem import refusal
from wasmlint.lang.syntax import Expression, Node, operands

if TYPE_CHECKING:
    from lark import Lark

MAX_CHARS = 10_000
MAX_DEPTH = 100

_WORDS = ("NAME", "AND", "OR", "NOT", "IN", "MATCHES", "TRUE", "FALSE", "NONE")


class _WholeWords:
    """Makes the lexer look for words everywhere.

    Lark's contextual lexer knows only the terminals that can follow. After an operand no name can,
    so it would take `x andy` for `x and y`; before one no `and` can, so `x > and` would compare a
    column called `and`.
    """

    always_accept = _WORDS

    def process(self, stream: Any) -> Any:
        return stream


def lark_options() -> dict[str, Any]:
    """How lark is to read the grammar."""
    return {
        "parser": "lalr",
        "start": ["expression", "parameter"],
        "propagate_positions": True,
        "postlex": _WholeWords(),
    }


def grammar() -> str:
    """The grammar as text."""
    return (files("wasmlint.lang") / "rule.lark").read_text("utf-8")


@cache
def _parser() -> "Lark":
    from lark import Lark

    return Lark(grammar(), **lark_options())


_known: dict[str, Expression] = {}


def remember(trees: Mapping[str, Expression]) -> None:
    """Makes `parse` answer with these trees, by text, as it would have found them itself."""
    _known.update(trees)


def parse(text: str, start: str = "expression") -> Expression:
    """The syntax tree of an expression, or with `start="parameter"` that of one value.

    Raises `LangErrors`: with the first problem where the text is no expression, with all literals
    that mean nothing where it is one.
    """
    if start == "expression" and text in _known:
        return _known[text]
    if len(text) > MAX_CHARS:
        message = f"the expression has {len(text):,} characters; at most {MAX_CHARS:,} are read"
        raise refusal(0, 1, message)
    from lark import UnexpectedInput

    from wasmlint.lang.mistakes import explain
    from wasmlint.lang.tree import build

    try:
        tree = _parser().parse(text, start=start)
    except UnexpectedInput as error:
        raise explain(error, text) from None
    expression = build(tree)
    _refuse_deep(expression)
    return expression


def _refuse_deep(expression: Expression) -> None:
    """Raises `LangErrors` for a tree that the checker could not walk by recursion."""
    level: list[Node] = [expression]
    for _ in range(MAX_DEPTH):
        level = [inner for node in level for inner in operands(node)]
        if not level:
            return
    raise refusal(*level[0].span, f"the expression is nested more than {MAX_DEPTH} deep")
