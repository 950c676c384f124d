"""An index space of memories, tables or globals: imported ones first, then those defined."""

from collections.abc import Sequence
from typing import Generic, TypeVar

from msgspec import Struct

from wasmlint.analysis.symbols import best_names
from wasmlint.binary.module import Global, Memory, Module, NameMap, Table
from wasmlint.core.places import Place

_Thing = TypeVar("_Thing", bound=Memory | Table | Global)


class Space(Struct, Generic[_Thing], frozen=True):
    """All things of one kind, by index; the lists go by index too."""

    kind: str
    things: Sequence[_Thing]
    names: list[str | None]
    is_imported: list[bool]
    is_exported: list[bool]

    def place(self, index: int) -> Place:
        """Where one lies: `global __stack_pointer`, or `global 1` where it has no name.

        Of memories and tables there are few, and 0 says more than a name.
        """
        name = self.names[index] if self.kind == "global" else None
        return Place(f"{self.kind} {name or index}", self.kind, self.things[index].span)


def space(
    module: Module, kind: str, record: type[_Thing], defined: Sequence[_Thing], names: NameMap
) -> Space[_Thing]:
    """The index space of `kind`, whose things are `record`s and whose defined ones `defined`."""
    found = (item.description for item in module.imported(kind))
    imported = [thing for thing in found if isinstance(thing, record)]
    things = [*imported, *defined]
    exported = {item.index for item in module.exports if item.kind == kind}
    return Space(
        kind,
        things,
        best_names(module, kind, len(things), names),
        [index < len(imported) for index in range(len(things))],
        [index in exported for index in range(len(things))],
    )
