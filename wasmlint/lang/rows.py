"""Closures that go from row to row: columns, references, and the rows of a relation.

A `RowAt` binder says which row a path starts from or has come to; `None` where it leads nowhere.
"""

from collections.abc import Callable, Sequence

from wasmlint.core.units import Value
from wasmlint.facts.column import Relation
from wasmlint.facts.rows import Facts
from wasmlint.lang.closures import Bind, Evaluate, Frame

FindRow = Callable[[int], int | None]
RowAt = Callable[[Facts, Frame], FindRow]
FindRows = Callable[[int], Sequence[int]]
RowsAt = Callable[[Facts, Frame], FindRows]


def this_row(_facts: Facts, _frame: Frame) -> FindRow:
    """The row itself."""
    return lambda row: row


def artifact_row(_facts: Facts, _frame: Frame) -> FindRow:
    """The one row of the `module` table."""
    return lambda _row: 0


def outer_row(level: int) -> RowAt:
    """The row that is being looked at on an outer level of nesting, 0 the outermost."""

    def bind_outer(_facts: Facts, frame: Frame) -> FindRow:
        return lambda _row: frame[level]

    return bind_outer


def followed(row_at: RowAt, table: str, column: str, target: str) -> RowAt:
    """The row of `target` whose key the column of the row at `row_at` holds."""
    key = read(row_at, table, column)

    def bind_followed(facts: Facts, frame: Frame) -> FindRow:
        key_of = key(facts, frame)
        return lambda row: facts.follow(target, key_of(row))

    return bind_followed


def read(row_at: RowAt, table: str, column: str) -> Bind:
    """The value of a column, absent where there is no row."""

    def bind_read(facts: Facts, frame: Frame) -> Evaluate:
        values = facts.rows(table).column(column)
        if row_at is this_row:
            return values.__getitem__
        find = row_at(facts, frame)

        def evaluate(row: int) -> Value:
            found = find(row)
            return None if found is None else values[found]

        return evaluate

    return bind_read


def related(row_at: RowAt, table: str, relation: Relation) -> RowsAt:
    """The rows that a relation gives, none where there is no row to relate them to."""

    def bind_related(facts: Facts, frame: Frame) -> FindRows:
        find = row_at(facts, frame)

        def evaluate(row: int) -> Sequence[int]:
            found = find(row)
            return () if found is None else facts.related(relation, table, found)

        return evaluate

    return bind_related


def quantified(word: str, rows_at: RowsAt, condition: Bind | None, level: int) -> Bind:
    """`any`, `all` or `count` of the rows, looked at on the level below `level`."""

    def bind_quantified(facts: Facts, frame: Frame) -> Evaluate:
        find = rows_at(facts, frame)
        if condition is None:
            return lambda row: len(find(row))
        holds = condition(facts, frame)

        def evaluate(row: int) -> bool | int:
            frame[level] = row
            met = map(holds, find(row))
            if word == "any":
                return any(met)
            if word == "all":
                return all(met)
            return sum(met)

        return evaluate

    return bind_quantified
