"""What names stand for: rows in sight, references from them, columns and relations of them.

The rules of resolution, innermost first: columns of a row, its references, `artifact`, then the
same for the rows around it; a table's name stands for the row of that table that the innermost row
is looked at from, so that `import.name` inside `any(artifact.imports: ...)` is the outer import's.
"""

from msgspec import Struct

from wasmlint.facts.column import Column, Relation, TableSchema
from wasmlint.facts.schema import ARTIFACT, MODULE, Schema
from wasmlint.lang.rows import RowAt, artifact_row, followed, outer_row, this_row


class Spot(Struct, frozen=True):
    """A row that a name or a chain of references stands for.

    `may_be_absent` says that a reference may have led nowhere. `levels` are the levels of nesting
    whose row it depends on, `passed` the tables that are read to find it.
    """

    table: TableSchema
    row_at: RowAt
    may_be_absent: bool
    levels: frozenset[int]
    passed: tuple[str, ...]


class Scope(Struct, frozen=True):
    """The tables whose rows are in sight, outermost first; the last is the innermost row's."""

    schema: Schema
    tables: tuple[TableSchema, ...]

    @property
    def level(self) -> int:
        """Of the innermost row; 0 outside all quantifiers."""
        return len(self.tables) - 1

    @property
    def table(self) -> TableSchema:
        """Of the innermost row."""
        return self.tables[-1]

    @property
    def has_artifact(self) -> bool:
        """Whether `artifact` is a name here."""
        return MODULE in self.schema and any(table.name != MODULE for table in self.tables)

    def inside(self, table: TableSchema) -> "Scope":
        """The scope of a condition on rows of `table`."""
        return Scope(self.schema, (*self.tables, table))

    def spots(self) -> list[Spot]:
        """The rows in sight, innermost first."""
        return [self._at(level) for level in reversed(range(len(self.tables)))]

    def column(self, name: str) -> tuple[Spot, Column] | None:
        """The column that a bare name stands for."""
        for spot in self.spots():
            column = spot.table.column(name)
            if column is not None:
                return spot, column
        return None

    def relation(self, name: str) -> tuple[Spot, Relation] | None:
        """The relation that a bare name stands for."""
        for spot in self.spots():
            relation = spot.table.relation(name)
            if relation is not None:
                return spot, relation
        return None

    def row(self, name: str) -> Spot | None:
        """The row that the first name of a longer path stands for."""
        for spot in self.spots():
            target = self.follow(spot, name)
            if target is not None:
                return target
        if name == ARTIFACT and self.has_artifact:
            return Spot(self.schema[MODULE], artifact_row, False, frozenset(), (MODULE,))
        innermost, *around = self.spots()
        return next((spot for spot in (*around, innermost) if spot.table.name == name), None)

    def follow(self, spot: Spot, name: str) -> Spot | None:
        """The row that the reference `name` of a row leads to."""
        column = spot.table.column(name)
        if column is None or column.refers_to is None:
            return None
        target = column.refers_to
        row_at = followed(spot.row_at, spot.table.name, name, target)
        return Spot(self.schema[target], row_at, True, spot.levels, (*spot.passed, target))

    def _at(self, level: int) -> Spot:
        row_at = this_row if level == self.level else outer_row(level)
        return Spot(self.tables[level], row_at, False, frozenset((level,)), ())


def references(table: TableSchema) -> list[str]:
    """Names of the columns of a table that lead to a row."""
    return [column.name for column in table.columns if column.refers_to is not None]
