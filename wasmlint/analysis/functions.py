"""The `function` table: all functions, imported ones first."""

import hashlib
from collections import Counter
from collections.abc import Container, Iterable, Mapping

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.scanning import scanned
from wasmlint.analysis.signatures import signatures
from wasmlint.analysis.symbols import (
    function_label,
    function_subject,
    function_symbols,
    occurrences,
)
from wasmlint.binary.counts import count_branches, count_instructions, count_locals
from wasmlint.core.places import ByteSpan, Place
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
    package: Text | None = column("Package or crate that owns it; none where it is not known.")
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
    is_reachable: Flag | None = column("Can be reached from a root; none where that is not known.")
    is_address_taken: Flag = column("Is in a table or global, or referred to by `ref.func`.")
    retained_bytes: Bytes | None = column("Bytes only it keeps in; none where that is not known.")
    source_file: Text | None = column("Source file; none where it is not known.")
    source_line: Index | None = column("Source line; none where it is not known.")
    is_exported: Flag = column("Is exported.")
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

    def unknown() -> Column:
        return [None] * count

    return Rows(
        FUNCTION,
        count,
        lambda row: _place(given, row),
        {
            "index": range(count),
            "name": lambda: [module.names.functions.get(index) for index in range(count)],
            "symbol": lambda: given.once(function_symbols),
            "package": unknown,
            "is_imported": lambda: [index < imported for index in range(count)],
            "signature": lambda: given.once(signatures)["function"],
            "body_offset": lambda: [*none, *module.bodies.offsets],
            "body_bytes": lambda: [*none, *module.bodies.sizes],
            "instruction_count": lambda: [*none, *count_instructions(module, scanned(given))],
            "local_count": lambda: [*none, *count_locals(module)],
            "branch_count": lambda: [*none, *count_branches(module, scanned(given))],
            "caller_count": lambda: _tally(count, scanned(given).calls.targets),
            "callee_count": lambda: _tally(count, scanned(given).calls.sources),
            "is_reachable": unknown,
            "is_address_taken": lambda: _marks(count, given.once(address_taken)),
            "retained_bytes": unknown,
            "source_file": unknown,
            "source_line": unknown,
            "is_exported": lambda: _marks(
                count, {item.index for item in module.exports if item.kind == "function"}
            ),
            "label": PerRow(count, lambda index: function_label(given, index)),
        },
    )


def _tally(count: int, indices: Iterable[int]) -> list[int]:
    """How often each index occurs; an edge stands for all calls between its two functions."""
    found = Counter(indices)
    return [found[index] for index in range(count)]


def _marks(count: int, indices: Container[int]) -> list[bool]:
    return [index in indices for index in range(count)]


def address_taken(given: Input) -> set[int]:
    """Functions that can be called without being named: those that a reference is made to.

    Use with `Input.once`. Declarative segments only announce what `ref.func` may name.
    """
    module = given.module
    taken = set(scanned(given).references.targets)
    for segment in module.elements:
        if segment.mode != "declarative":
            taken.update(segment.functions)
    for value in (item.initial for group in (module.globals, module.tables) for item in group):
        if value is not None:
            taken.update(value.functions)
    return taken


def _place(given: Input, index: int) -> Place:
    module = given.module
    subject = function_subject(given, index)
    imports = module.imported("function")
    if index < len(imports):
        return Place(subject, "function", imports[index].span)
    body = index - len(imports)
    start = module.bodies.offsets[body]
    span = ByteSpan(start, start + module.bodies.sizes[body])
    return Place(subject, "function", span, _identity(given, index, span))


def _identity(given: Input, index: int, span: ByteSpan) -> str | None:
    """What stays the same from build to build where the subject does not, or is not unique."""
    symbol = given.once(function_symbols)[index]
    if symbol is None:
        digest = hashlib.sha256(given.data[span.start : span.end]).hexdigest()
        return f"function {digest[:16]}"
    number = given.once(_repeated_symbols).get(index)
    return None if number is None else f"function {symbol} #{number + 1}"


def _repeated_symbols(given: Input) -> Mapping[int, int]:
    return occurrences(given.once(function_symbols))


ANALYSIS = Analysis(FUNCTION, fill)
