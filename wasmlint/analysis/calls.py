"""The `call` table: which function calls which, and which call through a table or a reference."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.scanning import scanned
from wasmlint.analysis.symbols import function_label
from wasmlint.binary.instructions import decode_instruction
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Count, Index, Offset, Text, column, table
from wasmlint.facts.rows import Rows

DIRECT, INDIRECT = "direct", "indirect"


class _Call:
    """All calls from one function to another, or all indirect calls in one function."""

    caller: Index = column("Index of the function that calls.", refers_to="function")
    callee: Index | None = column(
        "Index of the function called; none for indirect calls, whose callee is known when they"
        " are made.",
        refers_to="function",
    )
    kind: Text = column(
        "By its index, or through a table or a reference.", values=(DIRECT, INDIRECT)
    )
    count: Count = column("Number of call instructions.")
    source_file: Text | None = column("Source file of the first; none where it is not known.")
    source_line: Index | None = column("Source line of the first; none where it is not known.")
    offset: Offset = column("File offset of the first.")


CALL = table("call")(_Call)


def fill(given: Input) -> Rows:
    """One row per caller and callee in order of callers, then one per function with indirect calls.

    Raises `DecodeError` where a body does not decode.
    """
    found = scanned(given)
    direct, indirect = found.calls, found.indirect_calls
    count = len(direct) + len(indirect)

    def place(row: int) -> Place:
        is_direct = row < len(direct)
        sites = direct if is_direct else indirect
        site = row if is_direct else row - len(direct)
        caller = function_label(given, sites.sources[site])
        callee = function_label(given, direct.targets[site]) if is_direct else "any function"
        start = sites.offsets[site]
        end = decode_instruction(given.data, start, given.module.span.end).end
        return Place(f"call from {caller} to {callee}", "function", ByteSpan(start, end))

    return Rows(
        CALL,
        count,
        place,
        {
            "caller": lambda: direct.sources + indirect.sources,
            "callee": lambda: [*direct.targets, *[None] * len(indirect)],
            "kind": lambda: [DIRECT] * len(direct) + [INDIRECT] * len(indirect),
            "count": lambda: direct.counts + indirect.counts,
            "source_file": lambda: [None] * count,
            "source_line": lambda: [None] * count,
            "offset": lambda: direct.offsets + indirect.offsets,
        },
    )


ANALYSIS = Analysis(CALL, fill)
