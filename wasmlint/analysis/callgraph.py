"""The call graph of a module, whatever made it.

Functions are called by index, or through tables and references by type; `ref.func` in code keeps
what it names. Roots are what the host can get at: exports, the start function, and the functions in
tables that it sees. Which functions data refers to only a toolchain knows: see `gograph`.
"""

from array import array

from wasmlint.analysis.base import Input
from wasmlint.analysis.gograph import go_graph
from wasmlint.analysis.graphrecords import DIRECT, INDIRECT, VALUE, CallGraph, EdgeKind
from wasmlint.analysis.indirect import indirect_calls
from wasmlint.analysis.scanning import scanned
from wasmlint.analysis.symbols import function_label
from wasmlint.binary.footprints import function_footprints
from wasmlint.binary.scan import Edges
from wasmlint.graph.digraph import Digraph

# A call through a table is two edges, by way of all functions of a type. It may be to any of them,
# so a chain of direct calls says more.
KINDS = (
    EdgeKind(DIRECT, "calls", 1),
    EdgeKind(INDIRECT, "calls one of", 5),
    EdgeKind(INDIRECT, "are", 5),
    EdgeKind(VALUE, "refers to", 1),
)
_DIRECT, _INDIRECT, _MEMBER, _VALUE = range(4)
_TABLE_COST = 20


def call_graph(given: Input) -> CallGraph:
    """The call graph of a core module. Use with `Input.once`.

    Raises `DecodeError` where a body does not decode.
    """
    return go_graph(given) or general_graph(given)


def general_graph(given: Input) -> CallGraph:
    """The graph that WebAssembly itself says, without knowledge of the toolchain."""
    module, found, indirect = given.module, scanned(given), indirect_calls(given)
    function_count = len(module.imported("function")) + len(module.functions)
    sources, targets, kinds = array("q"), array("q"), array("q")
    for edges, kind in ((found.calls, _DIRECT), (found.references, _VALUE)):
        froms, tos = _in_range(edges, function_count)
        sources += froms
        targets += tos
        kinds += array("q", [kind]) * len(tos)
    sources += indirect.sources
    targets += indirect.targets
    kinds.extend(_INDIRECT if source < function_count else _MEMBER for source in indirect.sources)
    exports = {
        item.index: item.name for item in reversed(module.exports) if item.kind == "function"
    }
    roots = dict.fromkeys(exports if module.start is None else [*exports, module.start], 0)
    roots = {index: 0 for index in roots if index < function_count}
    roots |= dict.fromkeys(indirect.host_nodes, _TABLE_COST)
    sizes = function_footprints(module)
    sizes.extend([0] * len(indirect.labels))

    def label(node: int) -> str:
        is_function = node < function_count
        return (
            function_label(given, node) if is_function else indirect.labels[node - function_count]
        )

    def reason(node: int) -> str:
        if node in exports:
            return f"export `{exports[node]}`"
        return "the start function" if node == module.start else "the host sees it"

    graph = Digraph(function_count + len(indirect.labels), sources, targets, kinds)
    return CallGraph(function_count, graph, KINDS, roots, sizes, label, reason)


def _in_range(edges: Edges, function_count: int) -> tuple["array[int]", "array[int]"]:
    """Sources and targets; in an invalid module a call may name a function that is not there."""
    if max(edges.targets, default=0) < function_count:
        return edges.sources, edges.targets
    pairs = zip(edges.sources, edges.targets, strict=True)
    kept = [(source, target) for source, target in pairs if target < function_count]
    return array("q", [source for source, _ in kept]), array("q", [target for _, target in kept])
