"""The `package` table: who the bytes of a file belong to.

All rows add up to the file, always: what belongs to nobody has a row, as what belongs to the format
has.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import compress
from operator import gt

from wasmlint.analysis.attribution import REMAINDERS, UNATTRIBUTED, amounts, node_owners
from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.goprograms import go_program
from wasmlint.analysis.owners import owners
from wasmlint.analysis.savings import what_if
from wasmlint.core.places import Place
from wasmlint.facts.column import Bytes, Count, Text, column, table
from wasmlint.facts.rows import Column, PerRow, Rows
from wasmlint.graph.reachability import reachable
from wasmlint.graph.shortest import UNREACHED, ShortestPaths, shortest_paths
from wasmlint.provenance.symbols.owner import KINDS, STD, Owner
from wasmlint.reference.alternatives import alternative


class _Package:
    """A Go package, Rust crate, C++ namespace or other owner of functions and data."""

    name: Text = column(
        "Its import path or name; `main` for the program itself in Go. `(unattributed)` is what"
        " belongs to no known owner, `(custom sections)` what stands in these and is about no"
        " function, `(overhead)` the rest of the format: headers, types, exports."
    )
    kind: Text = column("What it is to the program.", values=KINDS)
    function_count: Count = column("Functions with a body.")
    code_bytes: Bytes = column("Bodies of its functions, each with its size.")
    data_bytes: Bytes = column(
        "Its part of the data segments, headers included: variables, types and strings, and the"
        " tables of the runtime about its functions."
    )
    total_bytes: Bytes = column("All that it takes in the file; the rows add up to the file.")
    retained_bytes: Bytes | None = column(
        "What nothing else keeps in: it, and what is reached through it alone; none where nothing"
        " of it is known to be reached."
    )
    saving_bytes: Bytes | None = column(
        "What dropping it from the main module would save, about; none where the main module does"
        " not import it or that cannot be told."
    )
    imported_because: Text | None = column(
        "The cheapest path from what runs by itself to a function of it; none where none is known."
    )
    instead: Text | None = column(
        "What does the work of a package of Go's standard library for less; none where that is not"
        " known."
    )


PACKAGE = table("package", key="name")(_Package)


def fill(given: Input) -> Rows:
    """One row per owner of functions or data, by name, then those of `REMAINDERS`.

    Raises `DecodeError` where a body does not decode.
    """
    found = {owner for owner in given.once(node_owners) if owner is not None}
    rows = [*sorted(found, key=lambda owner: owner.name), *REMAINDERS]
    count = len(rows)

    def amount(column: str) -> Column:
        sums = given.once(amounts)
        return [getattr(sums[owner], column) if owner in sums else 0 for owner in rows]

    return Rows(
        PACKAGE,
        count,
        lambda row: Place(f"package {rows[row].name}", "package"),
        {
            "name": [owner.name for owner in rows],
            "kind": [owner.kind for owner in rows],
            "function_count": lambda: _function_counts(given, rows),
            "code_bytes": partial(amount, "code_bytes"),
            "data_bytes": partial(amount, "data_bytes"),
            "total_bytes": partial(amount, "total_bytes"),
            "retained_bytes": PerRow(count, lambda row: _retained(given, rows[row])),
            "saving_bytes": PerRow(count, lambda row: _saving(given, rows[row])),
            "imported_because": PerRow(count, lambda row: _path(given, rows[row])),
            "instead": lambda: _instead(given, rows),
        },
    )


def _function_counts(given: Input, rows: Sequence[Owner]) -> list[int]:
    imported = len(given.module.imported("function"))
    functions = given.once(node_owners)[imported : given.once(call_graph).function_count]
    found = Counter(owner or UNATTRIBUTED for owner in functions)
    return [found[owner] for owner in rows]


def _instead(given: Input, rows: Sequence[Owner]) -> Column:
    program = given.once(go_program)
    if program is None:
        return [None] * len(rows)
    settings = program.build_info.settings if program.build_info is not None else ()
    goos = next((setting.value for setting in settings if setting.key == "GOOS"), None)
    known = [alternative(owner.name, goos) if owner.kind == STD else None for owner in rows]
    return [found.instead if found is not None else None for found in known]


def _nodes(given: Input) -> Mapping[Owner, Sequence[int]]:
    found: defaultdict[Owner, list[int]] = defaultdict(list)
    for node, owner in enumerate(given.once(node_owners)):
        if owner is not None:
            found[owner].append(node)
    return found


def _retained(given: Input, owner: Owner) -> int | None:
    graph, nodes = given.once(call_graph), given.once(_nodes).get(owner, ())
    if not any(graph.reached[node] for node in nodes):
        return None
    left = reachable(graph.graph, graph.roots, without=nodes)
    return sum(compress(graph.sizes, map(gt, graph.reached, left)))


def _saving(given: Input, owner: Owner) -> int | None:
    program = given.once(what_if)
    return program.saving(owner.name) if program is not None else None


def _path(given: Input, owner: Owner) -> str | None:
    """Names of what the path leads through, with arrows between them.

    It leads to the nearest function whose name says that it is the owner's.
    """
    graph, paths = given.once(call_graph), given.once(_paths)
    functions = [node for node, its in enumerate(given.once(owners)) if its == owner]
    reached = [node for node in functions if paths.distances[node] != UNREACHED]
    if not reached:
        return None
    nearest = min(reached, key=paths.distances.__getitem__)
    edges = paths.path_to(nearest)
    start = graph.graph.sources[edges[0]] if edges else nearest
    steps = [start, *(graph.graph.targets[edge] for edge in edges)]
    return " → ".join(graph.label(node) for node in steps)


def _paths(given: Input) -> ShortestPaths:
    graph = given.once(call_graph)
    return shortest_paths(graph.graph, graph.roots, [kind.cost for kind in graph.kinds])


ANALYSIS = Analysis(PACKAGE, fill)
