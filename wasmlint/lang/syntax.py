"""The syntax tree of an expression: what was written, and where; not yet what it means."""

from typing import NamedTuple

from msgspec import Struct

from wasmlint.core.units import Kind, Value


class Span(NamedTuple):
    """Characters `start` to `end` of the expression, half open."""

    start: int
    end: int


class Literal(Struct, frozen=True, tag=True):
    """A value as such. Of kind `COUNT` it is a bare number, which fits indices and offsets too."""

    kind: Kind
    value: Value
    span: Span


class Absent(Struct, frozen=True, tag=True):
    """`none`."""

    span: Span


class Name(Struct, frozen=True):
    """One word that is not of the language."""

    text: str
    span: Span


class Path(Struct, frozen=True, tag=True):
    """`name` or `reference.name`: a column, a parameter, or the rows that a quantifier asks."""

    names: tuple[Name, ...]
    span: Span

    def __str__(self) -> str:
        return ".".join(name.text for name in self.names)


class Quantified(Struct, frozen=True, tag=True):
    """`any(imports: condition)`; whether `word` is a known one is not yet checked."""

    word: Name
    subject: Path
    condition: "Expression | None"
    span: Span


class Joined(Struct, frozen=True, tag=True):
    """Two or more conditions joined by `and` or by `or`, the word."""

    word: str
    operands: tuple["Expression", ...]
    span: Span


class Negated(Struct, frozen=True, tag=True):
    """`not condition`."""

    operand: "Expression"
    span: Span


class Compared(Struct, frozen=True, tag=True):
    """`left operator right`, for the six operators from `==` to `>=`."""

    operator: str
    left: "Expression"
    right: "Expression"
    span: Span


class Listed(Struct, frozen=True, tag=True):
    """`[a, b]`."""

    items: tuple["Expression", ...]
    span: Span


class Among(Struct, frozen=True, tag=True):
    """`item in choices`, or `item not in choices`."""

    item: "Expression"
    choices: "Listed | Path"
    is_negated: bool
    span: Span


class Matched(Struct, frozen=True, tag=True):
    """`subject matches /pattern/`; `pattern` is what stands between the slashes."""

    subject: "Expression"
    pattern: Name
    span: Span


class Negative(Struct, frozen=True, tag=True):
    """`-operand`."""

    operand: "Expression"
    span: Span


class Calculated(Struct, frozen=True, tag=True):
    """`left operator right`, for `+ - * /`."""

    operator: str
    left: "Expression"
    right: "Expression"
    span: Span


Expression = (
    Literal
    | Absent
    | Path
    | Quantified
    | Joined
    | Negated
    | Compared
    | Among
    | Matched
    | Negative
    | Calculated
)
Node = Expression | Listed


def operands(node: Node) -> tuple[Node, ...]:
    """The expressions directly inside `node`, in the order of the text."""
    match node:
        case Literal() | Absent() | Path():
            return ()
        case Quantified():
            return () if node.condition is None else (node.condition,)
        case Joined():
            return node.operands
        case Negated() | Negative():
            return (node.operand,)
        case Compared() | Calculated():
            return (node.left, node.right)
        case Listed():
            return node.items
        case Among():
            return (node.item, node.choices)
        case Matched():
            return (node.subject,)
