"""Filled tables: columns of values, each made when it is first read, and only then.

A rule that reads two columns of `function` pays for those two. Values lie in columns, not in row
objects: a large Go module has 100,000 data segments.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property

from wasmlint.core.places import Place
from wasmlint.core.units import Value
from wasmlint.facts.column import Relation, TableSchema
from wasmlint.facts.schema import MODULE, Schema

Column = Sequence[Value]


class PerRow(Sequence[Value]):
    """A column whose values are made one at a time, when a row is looked at; each once.

    For what is costly and wanted for few rows, such as compressed sizes.
    """

    def __init__(self, count: int, make: Callable[[int], Value]) -> None:
        self._count = count
        self._make = make
        self._made: dict[int, Value] = {}

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, row: int) -> Value:  # type: ignore[override]  # never sliced
        if not 0 <= row < self._count:
            raise IndexError(row)
        if row not in self._made:
            self._made[row] = self._make(row)
        return self._made[row]


class Rows:
    """The rows of one table, by number from 0.

    `columns` maps every column of the schema to its values or to a function that makes them all;
    `place` says where the thing of a row lies.
    """

    def __init__(
        self,
        schema: TableSchema,
        count: int,
        place: Callable[[int], Place],
        columns: Mapping[str, Column | Callable[[], Column]],
    ) -> None:
        names = [column.name for column in schema.columns]
        if names != list(columns):
            raise TypeError(f"`{schema.name}` has the columns {names}, not {list(columns)}")
        self.schema = schema
        self.place = place
        self._count = count
        self._columns = dict(columns)
        self._positions: dict[str, dict[Value, list[int]]] = {}

    @classmethod
    def empty(cls, schema: TableSchema) -> "Rows":
        """The table with no row, for an input to which it does not apply."""

        def nowhere(row: int) -> Place:
            raise IndexError(row)

        return cls(schema, 0, nowhere, {column.name: () for column in schema.columns})

    def __len__(self) -> int:
        return self._count

    def column(self, name: str) -> Column:
        """All values of a column, in row order.

        Raises `KeyError` where the table has no such column.
        """
        values = self._columns[name]
        if callable(values):
            values = values()
            self._columns[name] = values
        if len(values) != self._count:
            raise TypeError(
                f"`{self.schema.name}.{name}` has {len(values)} values, not {self._count}"
            )
        return values

    def value(self, name: str, row: int) -> Value:
        """One value."""
        return self.column(name)[row]

    def record(self, row: int) -> dict[str, Value]:
        """One row with its columns in their fixed order."""
        return {column.name: self.column(column.name)[row] for column in self.schema.columns}

    def where(self, name: str, value: Value) -> Sequence[int]:
        """Numbers of the rows whose column `name` has that value, in order."""
        if name not in self._positions:
            positions: dict[Value, list[int]] = {}
            for row, found in enumerate(self.column(name)):
                positions.setdefault(found, []).append(row)
            self._positions[name] = positions
        return self._positions[name].get(value, ())


class Facts:
    """All tables of one module, component or Go module; a table is filled when it is first read.

    `makers` has a function for each table that can be filled for this input; the others are
    `unavailable`, with the reason, and rules about them are reported as not run.
    """

    def __init__(
        self,
        schema: Schema,
        makers: Mapping[str, Callable[[], Rows]],
        unavailable: str = "",
        within: str | None = None,
    ) -> None:
        self.schema = schema
        self.unavailable = unavailable
        self.within = within
        self._makers = makers
        self._filled: dict[str, Rows] = {}

    def __contains__(self, table: str) -> bool:
        return table in self._makers

    def __iter__(self) -> Iterator[str]:
        return iter(self._makers)

    def rows(self, table: str) -> Rows:
        """The filled table.

        Raises `KeyError` where it is not available for this input.
        """
        if table not in self._filled:
            self._filled[table] = self._makers[table]()
        return self._filled[table]

    def is_known_empty(self, table: str) -> bool:
        """Whether the table has been filled and has no row; fills nothing itself."""
        return table in self._filled and not len(self._filled[table])

    @cached_property
    def artifact(self) -> Rows:
        """The `module` table, which has one row: the artifact itself."""
        return self.rows(MODULE)

    def follow(self, table: str, key: Value) -> int | None:
        """Number of the row of `table` whose key is `key`."""
        name = self.schema[table].key
        if name is None or key is None:
            return None
        found = self.rows(table).where(name, key)
        return found[0] if found else None

    def related(self, relation: Relation, table: str, row: int) -> Sequence[int]:
        """Numbers of the rows that `relation` of `table` gives for one of its rows, in order."""
        rows = self.rows(relation.table)
        if relation.theirs is None or relation.ours is None:
            return range(len(rows))
        return rows.where(relation.theirs, self.rows(table).value(relation.ours, row))
