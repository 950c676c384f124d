"""All tables that rules may speak of, checked against each other once."""

from collections.abc import Iterable, Iterator

from wasmlint.facts.column import TableSchema

ARTIFACT = "artifact"
"""In every table but `module`: a reference to the `module` row of the file the row comes from."""
MODULE = "module"


class Schema:
    """Tables by name, in the order given.

    Raises `TypeError` where two tables share a name, or a reference, relation or key names what is
    not there: such a mistake is one of wasmlint, not of a user.
    """

    def __init__(self, tables: Iterable[TableSchema]) -> None:
        self._tables: dict[str, TableSchema] = {}
        for table in tables:
            if table.name in self._tables:
                raise TypeError(f"two tables are called `{table.name}`")
            self._tables[table.name] = table
        for table in self:
            self._check(table)

    def __iter__(self) -> Iterator[TableSchema]:
        return iter(self._tables.values())

    def __contains__(self, name: str) -> bool:
        return name in self._tables

    def __getitem__(self, name: str) -> TableSchema:
        return self._tables[name]

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the tables, in order."""
        return tuple(self._tables)

    def _check(self, table: TableSchema) -> None:
        if table.key is not None and table.column(table.key) is None:
            raise TypeError(f"the key of `{table.name}` is not one of its columns")
        for column in table.columns:
            target = column.refers_to
            if target is not None and (target not in self or self[target].key is None):
                raise TypeError(
                    f"`{table.name}.{column.name}` refers to `{target}`, which has no key"
                )
        for relation in table.relations:
            if relation.table not in self:
                raise TypeError(f"`{table.name}.{relation.name}` relates to no table")
            theirs = self[relation.table]
            if relation.theirs is not None and theirs.column(relation.theirs) is None:
                raise TypeError(f"`{table.name}.{relation.name}`: no column `{relation.theirs}`")
            if relation.ours is not None and table.column(relation.ours) is None:
                raise TypeError(f"`{table.name}.{relation.name}`: no column `{relation.ours}`")
