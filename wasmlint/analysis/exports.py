"""The `export` table: what a core module or component gives to its host."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.signatures import signature_of
from wasmlint.binary.module import Component, Module
from wasmlint.core.places import Place
from wasmlint.facts.column import Index, Text, column, table
from wasmlint.facts.rows import Rows


class _Export:
    """An export."""

    name: Text = column("Its name.")
    kind: Text = column(
        "What is exported: of a core module `function`, `table`, `memory`, `global` or `tag`; of a"
        " component the component model's sort, such as `instance` or `func`."
    )
    index: Index | None = column("Its place in the index space of that kind; none in a component.")
    signature: Text | None = column(
        "Its type: `(i32 i64) -> (i32)` of a function, `mut i32` of a global, `1..16` of a memory"
        " (pages), `10.. funcref` of a table; none in a component."
    )


EXPORT = table("export", key="name")(_Export)


def fill(given: Input) -> Rows:
    """One row per export, in file order."""
    decoded = given.decoded
    if decoded is None:
        raise TypeError(f"{given.path} does not decode")
    exports = decoded.exports

    def place(row: int) -> Place:
        item = exports[row]
        return Place(f"export {item.name}", "export", item.span)

    return Rows(
        EXPORT,
        len(exports),
        place,
        {
            "name": [item.name for item in exports],
            "kind": [item.kind for item in exports],
            "index": lambda: _indices(decoded),
            "signature": lambda: _signatures(given),
        },
    )


def _indices(decoded: Module | Component) -> list[int | None]:
    if isinstance(decoded, Component):
        return [None] * len(decoded.exports)
    return [item.index for item in decoded.exports]


def _signatures(given: Input) -> list[str | None]:
    if isinstance(given.decoded, Component):
        return [None] * len(given.decoded.exports)
    return [signature_of(given, item.kind, item.index) for item in given.module.exports]


ANALYSIS = Analysis(EXPORT, fill, "decoded")
