"""Which functions can be called without being named: those in tables, and those held elsewhere.

Functions that code refers to by `ref.func` are not among them: that names them.
"""

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from wasmlint.analysis.base import Input
from wasmlint.analysis.scanning import scanned
from wasmlint.binary.functiontypes import function_types
from wasmlint.binary.module import FuncType, Global, Module, Tag
from wasmlint.binary.movedreferences import moves_references

ELSEWHERE = -1
"""Instead of a table's index: what globals and passive segments hold."""

# In texts of types: `funcref`, `(ref func)`, `(ref null $3)`.
_FUNCTION_OR_TYPE = re.compile(r"funcref|\bfunc\b|\$(\d+)")


class Pool(Struct, frozen=True):
    """Functions of which references lie together, in index order.

    `is_host_visible` tells a pool that the host can take references from. `name` says where they
    lie.
    """

    name: str
    functions: tuple[int, ...]
    is_host_visible: bool


def pools(given: Input) -> Mapping[int, Pool]:
    """The functions that each table may ever hold, by its index, and those held `ELSEWHERE`.

    Where code moves references about, all pools are one. A place that never holds a function is
    left out. Raises `DecodeError` where a body does not decode.
    """
    module, asked = given.module, set(scanned(given).indirect_types.tables)
    held = _held(module)
    visible = _visible_tables(module)
    if _host_takes_functions(module):
        visible.add(ELSEWHERE)
    # The pass over the code is left out where nothing depends on what it finds.
    is_split = len(held) > 1 or (held and not asked <= held.keys())
    if is_split and moves_references(module, scanned(given)):
        together = tuple(sorted(set().union(*held.values())))
        everywhere = Pool("a table", together, not visible.isdisjoint(held))
        return dict.fromkeys(sorted(asked | held.keys()), everywhere)
    return {
        place: Pool(
            "a global" if place == ELSEWHERE else f"table {place}",
            tuple(sorted(functions)),
            place in visible,
        )
        for place, functions in sorted(held.items())
    }


def _held(module: Module) -> dict[int, set[int]]:
    """Functions by the table that they are put into at the start, or `ELSEWHERE`; none is empty."""
    held: dict[int, set[int]] = {}

    def hold(place: int, functions: Iterable[int]) -> None:
        found = {function for function in functions if function >= 0}
        if found:
            held.setdefault(place, set()).update(found)

    for segment in module.elements:
        if segment.mode != "declarative":
            is_active = segment.mode == "active"
            hold(segment.table_index if is_active else ELSEWHERE, segment.functions)
    imported = len(module.imported("table"))
    for index, table in enumerate(module.tables, imported):
        if table.initial is not None:
            hold(index, table.initial.functions)
    for item in module.globals:
        if item.initial is not None:
            hold(ELSEWHERE, item.initial.functions)
    return held


def _visible_tables(module: Module) -> set[int]:
    exported = {item.index for item in module.exports if item.kind == "table"}
    return exported | set(range(len(module.imported("table"))))


def _host_takes_functions(module: Module) -> bool:
    """Whether an import or export, tables left out, has a type with references to functions."""
    types = {
        index
        for index, sub in enumerate(module.types)
        if isinstance(sub.composite, FuncType) and _has_function(module, str(sub.composite))
    }
    globals_ = [*(item.description for item in module.imported("global")), *module.globals]
    tags = [*(item.description for item in module.imported("tag")), *module.tags]
    taking = {
        "function": {index for index, found in enumerate(function_types(module)) if found in types},
        "global": {
            index
            for index, found in enumerate(globals_)
            if isinstance(found, Global) and _has_function(module, found.value_type)
        },
        "tag": {
            index
            for index, found in enumerate(tags)
            if isinstance(found, Tag) and found.type_index in types
        },
    }
    shared = [(item.kind, item.index) for item in module.imports]
    shared += [(item.kind, item.index) for item in module.exports]
    return any(index in taking.get(kind, ()) for kind, index in shared)


def _has_function(module: Module, text: str) -> bool:
    """Whether a type, or one of the types it names, is that of references to functions."""
    return any(
        match[1] is None or _is_function_type(module, int(match[1]))
        for match in _FUNCTION_OR_TYPE.finditer(text)
    )


def _is_function_type(module: Module, index: int) -> bool:
    return index < len(module.types) and isinstance(module.types[index].composite, FuncType)
