"""The `dead_code` table: functions that nothing can ever call, by what owns them."""

from collections import defaultdict

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.functionplaces import function_place
from wasmlint.analysis.owners import owners
from wasmlint.core.places import Place
from wasmlint.facts.column import Bytes, Count, Index, Text, column, table
from wasmlint.facts.rows import Rows


class _DeadCode:
    """The functions of one owner that no root reaches."""

    package: Text | None = column("Package or crate that owns them; none where it is not known.")
    function_count: Count = column("How many there are.")
    code_bytes: Bytes = column("Size of their bodies.")
    largest: Index = column("Index of the largest, the first of several.", refers_to="function")


DEAD_CODE = table("dead_code")(_DeadCode)


def fill(given: Input) -> Rows:
    """One row per owner with such functions, the most code first, then by name.

    Raises `DecodeError` where a body does not decode.
    """
    reached, owned_by = given.once(call_graph).reached, given.once(owners)
    imported = len(given.module.imported("function"))
    groups: defaultdict[str, dict[int, int]] = defaultdict(dict)
    for index, size in enumerate(given.module.bodies.sizes, imported):
        if not reached[index]:
            owner = owned_by[index]
            groups[owner.name if owner is not None else ""][index] = size
    rows = sorted(groups.items(), key=lambda item: (-sum(item[1].values()), item[0]))
    largest = [max(sizes, key=lambda index: (sizes[index], -index)) for _, sizes in rows]

    def place(row: int) -> Place:
        owner, at = rows[row][0], function_place(given, largest[row])
        return Place(f"dead code of {owner}" if owner else "dead code", "function", at.span)

    return Rows(
        DEAD_CODE,
        len(rows),
        place,
        {
            "package": [owner or None for owner, _ in rows],
            "function_count": [len(sizes) for _, sizes in rows],
            "code_bytes": [sum(sizes.values()) for _, sizes in rows],
            "largest": largest,
        },
    )


ANALYSIS = Analysis(DEAD_CODE, fill)
