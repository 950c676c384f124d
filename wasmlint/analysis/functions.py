"""The `function` table: all functions, imported ones first."""

from collections import Counter
from collections.abc import Container, Iterable

from wasmlint.analysis.addresstaken import address_taken
from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.duplicates import duplicates
from wasmlint.analysis.functionplaces import function_place
from wasmlint.analysis.instantiations import generic_names
from wasmlint.analysis.lines import function_line
from wasmlint.analysis.owners import owners
from wasmlint.analysis.scanning import scanned
from wasmlint.analysis.signatures import signatures
from wasmlint.analysis.symbols import function_label, function_symbols
from wasmlint.binary.counts import count_branches, count_instructions, count_locals
from wasmlint.facts.column import Bytes, Count, Flag, Index, Offset, Text, column, related, table
from wasmlint.facts.rows import Column, PerRow, Rows


class _Function:
    """A function."""

    index: Index = column("Its place in the index space of functions.")
    name: Text | None = column("Its name in the name section, as it stands there.")
    symbol: Text | None = column(
        "Best name known: that of the name section, else of its export, else `module.name` of its"
        " import."
    )
    package: Text | None = column(
        "Go package, crate, namespace or the like that owns it; none where it is not known."
    )
    is_imported: Flag = column("Comes from the host.")
    signature: Text | None = column("Its type: `(i32 i64) -> (i32)`.")
    body_offset: Offset | None = column("File offset of its body; none for an import.")
    body_bytes: Bytes | None = column("Size of its body; none for an import.")
    instruction_count: Count | None = column("Instructions in its body, the final `end` included.")
    local_count: Count | None = column("Locals that its body declares, parameters not among them.")
    branch_count: Count | None = column(
        "Instructions that choose where to go on (`if`, `br_if`, `br_table`, `br_on_cast`, ...)."
    )
    caller_count: Count = column("Functions that call it directly.")
    callee_count: Count = column("Functions that it calls directly.")
    is_reachable: Flag = column(
        "Can be reached from what the host can call; what cannot never runs."
    )
    is_address_taken: Flag = column(
        "Is in a table or global, or referred to by `ref.func`; in Go, has a function value."
    )
    retained_bytes: Bytes | None = column(
        "Bytes of the file that would go with it: its own, and those of what is reached by way of"
        " it only; none where it is not reachable."
    )
    source_file: Text | None = column("Source file; none where it is not known.")
    source_line: Index | None = column("Source line; none where it is not known.")
    is_exported: Flag = column("Is exported.")
    duplicate_of: Index | None = column(
        "The first function of the same type and with the same body; none where it is that itself.",
        refers_to="function",
    )
    generic_name: Text | None = column(
        "What all instantiations of its generic function are called, with `..` for the arguments;"
        " none where it is no instantiation."
    )
    label: Text = column("Its symbol, or `function[12]` where it has none.")

    callers = related("call", "Calls of it.", theirs="callee", ours="index")
    callees = related("call", "Calls that it makes.", theirs="caller", ours="index")


FUNCTION = table("function", key="index")(_Function)


def fill(given: Input) -> Rows:
    """One row per function, in index order.

    Columns about what bodies hold raise `DecodeError` where one does not decode.
    """
    module = given.module
    imported = len(module.imported("function"))
    count = imported + len(module.functions)
    none: Column = [None] * imported

    def file(index: int) -> str | None:
        line = function_line(given, index)
        return line.file if line is not None else None

    def line(index: int) -> int | None:
        line = function_line(given, index)
        return line.line if line is not None else None

    return Rows(
        FUNCTION,
        count,
        lambda row: function_place(given, row),
        {
            "index": range(count),
            "name": lambda: [module.names.functions.get(index) for index in range(count)],
            "symbol": lambda: given.once(function_symbols),
            "package": lambda: [
                owner.name if owner is not None else None for owner in given.once(owners)
            ],
            "is_imported": lambda: [index < imported for index in range(count)],
            "signature": lambda: given.once(signatures)["function"],
            "body_offset": lambda: [*none, *module.bodies.offsets],
            "body_bytes": lambda: [*none, *module.bodies.sizes],
            "instruction_count": lambda: [*none, *count_instructions(module, scanned(given))],
            "local_count": lambda: [*none, *count_locals(module)],
            "branch_count": lambda: [*none, *count_branches(module, scanned(given))],
            "caller_count": lambda: _tally(count, scanned(given).calls.targets),
            "callee_count": lambda: _tally(count, scanned(given).calls.sources),
            "is_reachable": lambda: list(map(bool, given.once(call_graph).reached[:count])),
            "is_address_taken": lambda: _marks(count, given.once(address_taken)),
            "retained_bytes": lambda: _retained(given, count),
            "source_file": PerRow(count, file),
            "source_line": PerRow(count, line),
            "is_exported": lambda: _marks(
                count, {item.index for item in module.exports if item.kind == "function"}
            ),
            "duplicate_of": lambda: _duplicate_of(given, count),
            "generic_name": lambda: given.once(generic_names),
            "label": PerRow(count, lambda index: function_label(given, index)),
        },
    )


def _tally(count: int, indices: Iterable[int]) -> list[int]:
    """How often each index occurs; an edge stands for all calls between its two functions."""
    found = Counter(indices)
    return [found[index] for index in range(count)]


def _marks(count: int, indices: Container[int]) -> list[bool]:
    return [index in indices for index in range(count)]


def _retained(given: Input, count: int) -> Column:
    graph = given.once(call_graph)
    return [graph.retained[index] if graph.reached[index] else None for index in range(count)]


def _duplicate_of(given: Input, count: int) -> Column:
    first_of = {index: first for first, group in given.once(duplicates).items() for index in group}
    found = [first_of.get(index) for index in range(count)]
    return [None if first == index else first for index, first in enumerate(found)]


ANALYSIS = Analysis(FUNCTION, fill)
