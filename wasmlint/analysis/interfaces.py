"""The `interface` table: the interfaces that a component imports and exports."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.binary.module import Component, ComponentExtern
from wasmlint.core.places import Place
from wasmlint.facts.column import Flag, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.witnames import WitName, split_wit_name


class _Interface:
    """A component import or export."""

    direction: Text = column("Import or export.", values=("import", "export"))
    package: Text | None = column("Package with its namespace, `wasi:cli`; none for a plain name.")
    interface: Text | None = column("Interface, `environment`, or the plain name.")
    version: Text | None = column("Version, `0.2.0`; none where none is stated.")
    is_prerelease: Flag = column("Has a version such as `0.2.0-rc-2023-11-10`.")
    kind: Text = column("The component model's sort: `instance`, `func`, `component`, ...")
    name: Text = column("The whole name.")


INTERFACE = table("interface")(_Interface)


def fill(given: Input) -> Rows:
    """One row per import, then one per export, each in file order."""
    component = given.decoded
    if not isinstance(component, Component):
        return Rows.empty(INTERFACE)
    externs = [("import", item) for item in component.imports]
    externs += [("export", item) for item in component.exports]
    names = [_wit_name(item) for _, item in externs]

    def place(row: int) -> Place:
        direction, item = externs[row]
        return Place(f"{direction} {item.name}", direction, item.span)

    return Rows(
        INTERFACE,
        len(externs),
        place,
        {
            "direction": [direction for direction, _ in externs],
            "package": [name.package for name in names],
            "interface": [name.interface for name in names],
            "version": [name.version for name in names],
            "is_prerelease": [name.is_prerelease for name in names],
            "kind": [item.kind for _, item in externs],
            "name": [item.name for _, item in externs],
        },
    )


def _wit_name(item: ComponentExtern) -> WitName:
    # A plain name may state the interface that it implements, and a name part of its version.
    return split_wit_name((item.implements or item.name) + (item.version_suffix or ""))


ANALYSIS = Analysis(INTERFACE, fill, "decoded")
