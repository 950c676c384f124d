"""The call graph of a Go program.

Nearly all functions of a Go module have one type and all of them are in its table, so what calls
through it says nothing. Function values, types and method tables in data do.
"""

import re

from wasmlint.analysis.base import Input
from wasmlint.analysis.golabels import GoLabels
from wasmlint.analysis.goprograms import go_program
from wasmlint.analysis.graphrecords import DATA, DIRECT, VALUE, CallGraph, EdgeKind
from wasmlint.analysis.scanning import scanned
from wasmlint.analysis.symbols import function_label
from wasmlint.graph.digraph import Digraph
from wasmlint.provenance.golang import edges as kinds
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.references import References, go_references
from wasmlint.provenance.golang.sizes import Sizes, node_sizes

# Costs were chosen on three programs, of 86 to 169 packages: with these 76 to 93 % of the paths to
# packages begin in `main.main`, and 1 % go by way of a method that only reflection could call.
KINDS = {
    kinds.CALL: EdgeKind(DIRECT, "calls", 1),
    kinds.VALUE: EdgeKind(VALUE, "makes a function value of", 1),
    kinds.ADDRESS: EdgeKind(DATA, "refers to", 1),
    kinds.CLOSURE: EdgeKind(DATA, "is a function value of", 1),
    kinds.POINTER: EdgeKind(DATA, "points to", 3),
    kinds.TYPE: EdgeKind(DATA, "is made of", 3),
    kinds.ITAB_METHOD: EdgeKind(DATA, "has the method", 4),
    kinds.TYPE_METHOD: EdgeKind(DATA, "keeps the method", 20),
    kinds.WRAPPED: EdgeKind(VALUE, "wraps", 1),
    kinds.FILLED: EdgeKind(DATA, "is filled by", 1),
}
_SHARED = len(KINDS)
_MAIN_COST, _INITIALISATION_COST, _EXPORT_COST = 0, 40, 1000
_MAIN = "main.main"
_RELEASE = re.compile(r"1\.(\d+)")


def program_references(given: Input) -> References | None:
    """The references of the Go program in a module; `None` for any other input, and before go1.18.

    Use with `Input.once`. Raises `DecodeError` where a body does not decode.
    """
    program = given.once(go_program)
    release = _RELEASE.match(program.version or "") if program is not None else None
    if program is None or release is None:
        return None
    return go_references(program, scanned(given), int(release[1]))


def program_sizes(given: Input) -> Sizes | None:
    """What the nodes of the program's references take; `None` where there are none.

    Use with `Input.once`.
    """
    program, references = given.once(go_program), given.once(program_references)
    layout = program.moduledata if program is not None else None
    if program is None or references is None or layout is None:
        return None
    return node_sizes(program, references, layout)


def go_graph(given: Input) -> CallGraph | None:
    """The call graph of a Go program; `None` where `program_references` are.

    Behind functions and objects come nodes for what several share, such as names and tables of
    lines: bytes that are retained by what all their users need.
    """
    program, references = given.once(go_program), given.once(program_references)
    sizes = given.once(program_sizes)
    if program is None or references is None or sizes is None:
        return None
    first = references.node_count
    sources, targets = references.sources[:], references.targets[:]
    edge_kinds = references.kinds[:]
    for node, pieces in enumerate(sizes.shares):
        sources.extend([node] * len(pieces))
        targets.extend([first + piece for piece in pieces])
        edge_kinds.extend([_SHARED] * len(pieces))
    labels = GoLabels(program, references)

    def label(node: int) -> str:
        is_function = node < references.function_count
        return function_label(given, node) if is_function else labels.label(node)

    roots = _roots(program, references)
    exports = {
        item.index: item.name for item in reversed(given.module.exports) if item.kind == "function"
    }

    def reason(node: int) -> str:
        if roots[node] == _MAIN_COST:
            return "the program starts here"
        if node in exports:
            return f"export `{exports[node]}`"
        return "runs before main" if node in references.tasks else "the linker keeps it"

    graph = Digraph(first + len(sizes.pieces), sources, targets, edge_kinds)
    return CallGraph(
        references.function_count,
        graph,
        (*(KINDS[number] for number in range(_SHARED)), EdgeKind(DATA, "uses", 1)),
        roots,
        sizes.own + sizes.pieces,
        label,
        reason,
    )


def _roots(program: GoProgram, references: References) -> dict[int, int]:
    tasks = references.tasks
    roots = {
        node: _INITIALISATION_COST if node in tasks else _EXPORT_COST for node in references.roots
    }
    names, indices = program.pclntab.names, program.indices
    main = next((at for name, at in zip(names, indices, strict=True) if name == _MAIN), -1)
    return roots | {main: _MAIN_COST} if main in roots else roots
