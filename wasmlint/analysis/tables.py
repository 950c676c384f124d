"""The `table` table: tables of references, imported ones first."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.spaces import space
from wasmlint.binary.module import Table
from wasmlint.facts.column import Count, Flag, Index, Text, column, table
from wasmlint.facts.rows import Rows


class _Table:
    """A table."""

    index: Index = column("Its place in the index space of tables.")
    element_type: Text = column("Type of its entries: `funcref`.")
    minimum_entries: Count = column("Entries it has at the start.")
    maximum_entries: Count | None = column("Most entries it may grow to; none if unlimited.")
    is_shared: Flag = column("Shared between threads.")
    is_64: Flag = column("Has 64-bit indices.")
    is_imported: Flag = column("Comes from the host.")
    is_exported: Flag = column("Is exported.")
    name: Text | None = column("Its name, else that of its export or import.")


TABLE = table("table", key="index")(_Table)


def fill(given: Input) -> Rows:
    """One row per table, by index."""
    module = given.module
    tables = space(module, "table", Table, module.tables, module.names.tables)
    limits = [entry.limits for entry in tables.things]
    return Rows(
        TABLE,
        len(tables.things),
        tables.place,
        {
            "index": range(len(limits)),
            "element_type": [entry.element_type for entry in tables.things],
            "minimum_entries": [limit.minimum for limit in limits],
            "maximum_entries": [limit.maximum for limit in limits],
            "is_shared": [limit.is_shared for limit in limits],
            "is_64": [limit.is_64 for limit in limits],
            "is_imported": tables.is_imported,
            "is_exported": tables.is_exported,
            "name": tables.names,
        },
    )


ANALYSIS = Analysis(TABLE, fill)
