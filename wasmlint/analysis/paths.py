"""Why something is in a module: the cheapest path to it, the ways into it, what cuts would free.

Shared by the rules and by `why`. Nodes are those of the call graph.
"""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from itertools import compress

from msgspec import Struct

from wasmlint.analysis.attribution import node_owners
from wasmlint.analysis.base import Input
from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.graphrecords import DIRECT, CallGraph
from wasmlint.analysis.lines import call_line
from wasmlint.analysis.owners import owners
from wasmlint.analysis.savings import program_ownership
from wasmlint.analysis.scanning import scanned
from wasmlint.graph.reachability import reachable
from wasmlint.graph.shortest import ShortestPaths, shortest_paths
from wasmlint.provenance.sourcelines import SourceLine
from wasmlint.provenance.symbols.owner import MAIN, MODULE

_MOST_WAYS = 6


class Step(Struct, frozen=True):
    """One edge of the call graph, from node `source` to node `target`.

    `call` and `verb` are those of its kind. `line` is the first such call in source, `None` where
    that is not known. `freed_bytes` is what would go without the edges that the step stands for.
    """

    source: int
    target: int
    call: str
    verb: str
    line: SourceLine | None
    freed_bytes: int


class Explanation(Struct, frozen=True):
    """Why a function or a package is there.

    `steps` lead from `root`, which is there for `reason`, to `target`; each stands for all edges
    between its two nodes. `ways` are some of the `way_count` steps by which one gets in from
    outside, those from functions before those from data, the cheapest first. Each stands for all
    edges from one function, or from one package where a package is explained.
    """

    root: int
    reason: str
    target: int
    steps: tuple[Step, ...]
    ways: tuple[Step, ...]
    way_count: int


def explain_function(given: Input, index: int, most_ways: int = _MOST_WAYS) -> Explanation | None:
    """Why a function is there; `None` where no root reaches it.

    Raises `DecodeError` where a body does not decode.
    """
    return _explain(given, {index}, {index}, lambda node: node, most_ways)


def explain_package(given: Input, name: str, most_ways: int = _MOST_WAYS) -> Explanation | None:
    """Why the nearest function of a package or other owner is there.

    `None` where no root reaches anything of it. Raises `DecodeError` where a body does not decode.
    """
    owned_by = given.once(node_owners)

    def kin(node: int) -> Hashable:
        owner = owned_by[node]
        return owner.name if owner is not None else node

    inside = {node for node in range(len(owned_by)) if kin(node) == name}
    ownership = given.once(program_ownership)
    if ownership is None:
        return _explain(given, inside, inside, kin, most_ways)
    # Data without a name that packages share is no way from one to the other.
    doors = {node for node, package in enumerate(ownership.declared) if package == name}
    return _explain(given, inside, doors, kin, most_ways)


def leaving_step(given: Input, steps: Sequence[Step]) -> Step | None:
    """The last of `steps` that begins in a function of the program itself; `None` without one.

    The program is its main package, crate or module, without dependencies.
    """
    found = given.once(owners)
    own = {
        index
        for index, owner in enumerate(found)
        if owner is not None and owner.kind in (MAIN, MODULE)
    }
    return next((step for step in reversed(steps) if step.source in own), None)


def paths_from_roots(given: Input) -> ShortestPaths:
    """Cheapest paths from the roots to all nodes of the call graph. Use with `Input.once`."""
    found = given.once(call_graph)
    return shortest_paths(found.graph, found.roots, [kind.cost for kind in found.kinds])


def _explain(
    given: Input,
    inside: set[int],
    doors: set[int],
    kin: Callable[[int], Hashable],
    most_ways: int,
) -> Explanation | None:
    """Why the nearest function of `inside` is there; ways in lead to those of `doors`."""
    graph, paths = given.once(call_graph), given.once(paths_from_roots)
    reached = {node for node in inside if graph.reached[node]}
    if not reached:
        return None
    functions = {node for node in reached if node < graph.function_count}
    target = min(functions or reached, key=lambda node: (paths.distances[node], node))
    edges = paths.path_to(target)
    root = graph.graph.sources[edges[0]] if edges else target
    ways = _ways(graph, paths, inside, doors, kin)
    return Explanation(
        root,
        graph.reason(root),
        target,
        tuple(_step(given, edge, _freed_by_pair(graph, edge)) for edge in edges),
        tuple(_step(given, way[0], _freed(graph, way, doors)) for way in ways[:most_ways]),
        len(ways),
    )


def _ways(
    graph: CallGraph,
    paths: ShortestPaths,
    inside: set[int],
    doors: set[int],
    kin: Callable[[int], Hashable],
) -> list[list[int]]:
    """Edges from outside to `doors`, those of one kin together, in the order of `Explanation`."""
    edges = graph.graph
    found = [
        (source >= graph.function_count, paths.distances[source] + graph.kinds[kind].cost, edge)
        for edge, (source, target, kind) in enumerate(
            zip(edges.sources, edges.targets, edges.kinds, strict=True)
        )
        if target in doors and source not in inside and graph.reached[source]
    ]
    ways: defaultdict[Hashable, list[int]] = defaultdict(list)
    for *_, edge in sorted(found):
        ways[kin(edges.sources[edge])].append(edge)
    return list(ways.values())


def _freed(graph: CallGraph, way: Sequence[int], doors: set[int]) -> int:
    """Bytes that would go without the edges from the sources of a way to `doors`."""
    sources = {graph.graph.sources[edge] for edge in way}
    left = reachable(graph.graph, graph.roots, cut=(sources, doors))
    return sum(compress(graph.sizes, graph.reached)) - sum(compress(graph.sizes, left))


def _freed_by_pair(graph: CallGraph, edge: int) -> int:
    """Bytes that would go without any edge between the two nodes of one.

    All that its target dominates, unless a root is the target or reaches it another way.
    """
    source, target = graph.graph.sources[edge], graph.graph.targets[edge]
    tree = graph.dominators
    others = {node for node in graph.graph.predecessors[target] if graph.reached[node]} - {source}
    if target in graph.roots or not all(tree.dominates(target, other) for other in others):
        return 0
    return graph.retained[target]


def _step(given: Input, edge: int, freed_bytes: int) -> Step:
    graph = given.once(call_graph)
    source, target = graph.graph.sources[edge], graph.graph.targets[edge]
    kind = graph.kinds[graph.graph.kinds[edge]]
    line = _line(given, source, target) if kind.call == DIRECT else None
    return Step(source, target, kind.call, kind.verb, line, freed_bytes)


def _line(given: Input, source: int, target: int) -> SourceLine | None:
    """Where `source` calls `target` first."""
    calls = scanned(given).calls
    first, end = bisect_left(calls.sources, source), bisect_right(calls.sources, source)
    at = next((at for at in range(first, end) if calls.targets[at] == target), None)
    return call_line(given, calls.offsets[at]) if at is not None else None
