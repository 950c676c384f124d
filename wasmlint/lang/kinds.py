"""What kinds of values do with each other: which compare, which are ordered, what arithmetic gives.

All of it is in the tables below; nothing here knows of expressions.
"""

from msgspec import Struct

from wasmlint.core.units import Kind

NUMBERED = frozenset({Kind.COUNT, Kind.INDEX, Kind.OFFSET})
"""Kinds that a bare number fits."""

ORDERED = frozenset(Kind) - {Kind.TEXT, Kind.FLAG}
"""Kinds with a smaller and a larger. Texts have none: `1.9` is not over `1.21`."""

QUANTITIES = frozenset({Kind.COUNT, Kind.BYTES, Kind.RATIO})
"""Kinds that say how much, and so can be multiplied and negated."""

_SUMS = {
    (Kind.COUNT, Kind.COUNT): Kind.COUNT,
    (Kind.BYTES, Kind.BYTES): Kind.BYTES,
    (Kind.RATIO, Kind.RATIO): Kind.RATIO,
    (Kind.INDEX, Kind.COUNT): Kind.INDEX,
    (Kind.OFFSET, Kind.COUNT): Kind.OFFSET,
    (Kind.OFFSET, Kind.BYTES): Kind.OFFSET,
}
# A place less a place is a distance.
_DIFFERENCES = _SUMS | {
    (Kind.INDEX, Kind.INDEX): Kind.COUNT,
    (Kind.OFFSET, Kind.OFFSET): Kind.BYTES,
}
_PRODUCTS = {
    (Kind.COUNT, Kind.COUNT): Kind.COUNT,
    (Kind.RATIO, Kind.RATIO): Kind.RATIO,
    (Kind.COUNT, Kind.RATIO): Kind.COUNT,
    (Kind.BYTES, Kind.RATIO): Kind.BYTES,
    (Kind.BYTES, Kind.COUNT): Kind.BYTES,
}
_QUOTIENTS = {
    (Kind.COUNT, Kind.COUNT): Kind.RATIO,
    (Kind.BYTES, Kind.BYTES): Kind.RATIO,
    (Kind.RATIO, Kind.RATIO): Kind.RATIO,
    (Kind.COUNT, Kind.RATIO): Kind.COUNT,
    (Kind.BYTES, Kind.RATIO): Kind.BYTES,
    (Kind.BYTES, Kind.COUNT): Kind.BYTES,
}


def _either_way(table: dict[tuple[Kind, Kind], Kind]) -> dict[tuple[Kind, Kind], Kind]:
    return table | {(right, left): result for (left, right), result in table.items()}


_TABLES = {
    "+": _either_way(_SUMS),
    "-": _DIFFERENCES,
    "*": _either_way(_PRODUCTS),
    "/": _QUOTIENTS,
}


class Type(Struct, frozen=True):
    """What is known of a value before there are facts.

    `is_optional` says that it may be absent. `is_number` marks a bare number, whose kind is `COUNT`
    and which fits indices and offsets too. `values` are all texts it can be, empty if that is open.
    """

    kind: Kind
    is_optional: bool = False
    is_number: bool = False
    is_list: bool = False
    values: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"a list of {self.kind}" if self.is_list else str(self.kind)


def agree(left: Type, right: Type) -> bool:
    """Whether the two can be compared."""
    return (
        left.kind is right.kind
        or (left.is_number and right.kind in NUMBERED)
        or (right.is_number and left.kind in NUMBERED)
    )


def calculated_kind(operator: str, left: Type, right: Type) -> Kind | None:
    """The kind that `+ - * /` gives for these operands; `None` where they cannot be used so.

    A quantity times a bare number, or divided by one, keeps its kind; so `count / 2` is a count
    and `count / count` a ratio.
    """
    if operator == "*" and left.is_number and right.kind in QUANTITIES:
        return right.kind
    if operator in ("*", "/") and right.is_number and not left.is_number:
        return left.kind if left.kind in QUANTITIES else None
    return _TABLES[operator].get((left.kind, right.kind))
