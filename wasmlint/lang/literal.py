"""Values of parameters: read from text, and typed by how they are written."""

from msgspec import Struct

from wasmlint.core.units import Kind, Value
from wasmlint.lang.problem import refusal


class Typed(Struct, frozen=True):
    """The value of a parameter and its kind; a tuple of values where it is a list.

    A bare number has the kind `COUNT`, and fits indices and offsets too. An empty list has the kind
    `TEXT`, and fits any.
    """

    kind: Kind
    value: Value | tuple[Value, ...]
    is_list: bool


def parse_literal(text: str) -> Typed:
    """The value that `text` spells: `12`, `0x1000`, `64 KiB`, `-5%`, `"text"`, `true`.

    Raises `LangErrors` where it spells none.
    """
    from wasmlint.lang.parse import parse
    from wasmlint.lang.syntax import Absent, Literal, Negative

    node = parse(text, "parameter")
    sign = 1
    if isinstance(node, Negative):
        node, sign = node.operand, -1
    if isinstance(node, Absent):
        raise refusal(
            *node.span, "a parameter is never absent", "write the value that stands for nothing"
        )
    if not isinstance(node, Literal):
        raise TypeError(f"the grammar takes {node} for a parameter")
    if sign > 0:
        return Typed(node.kind, node.value, False)
    if isinstance(node.value, str | bool) or node.value is None:
        raise refusal(0, node.span.end, f"there is no negative {node.kind}")
    return Typed(node.kind, -node.value, False)
