"""The `global` table: global variables, imported ones first."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.spaces import space
from wasmlint.binary.module import Global
from wasmlint.facts.column import Flag, Index, Text, column, table
from wasmlint.facts.rows import Rows


class _Global:
    """A global."""

    index: Index = column("Its place in the index space of globals.")
    value_type: Text = column("Type of its value: `i32`.")
    is_mutable: Flag = column("Can be changed.")
    is_shared: Flag = column("Shared between threads.")
    is_imported: Flag = column("Comes from the host.")
    is_exported: Flag = column("Is exported.")
    name: Text | None = column("Its name, else that of its export or import.")


GLOBAL = table("global", key="index")(_Global)


def fill(given: Input) -> Rows:
    """One row per global, by index."""
    module = given.module
    variables = space(module, "global", Global, module.globals, module.names.globals)
    return Rows(
        GLOBAL,
        len(variables.things),
        variables.place,
        {
            "index": range(len(variables.things)),
            "value_type": [variable.value_type for variable in variables.things],
            "is_mutable": [variable.is_mutable for variable in variables.things],
            "is_shared": [variable.is_shared for variable in variables.things],
            "is_imported": variables.is_imported,
            "is_exported": variables.is_exported,
            "name": variables.names,
        },
    )


ANALYSIS = Analysis(GLOBAL, fill)
