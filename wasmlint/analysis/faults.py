"""The `fault` table: what is wrong with the bytes, where they do not decode and where they do."""

from wasmlint.analysis.base import Analysis, Fault, Input
from wasmlint.analysis.scanning import code_error
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Offset, Text, column, table
from wasmlint.facts.rows import Rows

CUSTOM_SECTION = "custom-section"
COMPARE = "compare the file with a fresh build; `wasm-tools dump` shows the bytes around the offset"
"""What to do about a module that does not decode."""


class _Fault:
    """Something wrong with the bytes of a file."""

    kind: Text = column(
        "No WebAssembly at all, WebAssembly that does not decode, or a custom section that does not"
        " hold what its name says.",
        values=("not-wasm", "malformed", CUSTOM_SECTION),
    )
    offset: Offset = column("File offset where it was noticed.")
    section: Text | None = column("Section it lies in; none outside of all.")
    problem: Text = column("What is wrong, in one clause.")
    actual: Text | None = column("What the bytes are instead, where that is known.")
    hint: Text | None = column("What to do about it, where that is known.")


FAULT = table("fault")(_Fault)


def fill(given: Input) -> Rows:
    """One row per fault: of the file, of the first bad function body, of custom sections."""
    faults = list(given.faults)
    error = code_error(given)
    if error is not None:
        fault = Fault("malformed", error.offset, error.section, error.problem, hint=COMPARE)
        faults.append(fault)
    if given.decoded is not None:
        faults += [
            Fault(CUSTOM_SECTION, note.offset, note.section, note.problem)
            for note in given.decoded.notes
        ]

    def place(row: int) -> Place:
        fault = faults[row]
        span = ByteSpan(fault.offset, min(fault.offset + 1, max(fault.offset, len(given.data))))
        if fault.kind == CUSTOM_SECTION:
            return Place(f"section {fault.section}", "section", span)
        return Place("module", "module", span)

    return Rows(
        FAULT,
        len(faults),
        place,
        {
            "kind": [fault.kind for fault in faults],
            "offset": [fault.offset for fault in faults],
            "section": [fault.section for fault in faults],
            "problem": [fault.problem for fault in faults],
            "actual": [fault.actual for fault in faults],
            "hint": [fault.hint for fault in faults],
        },
    )


ANALYSIS = Analysis(FAULT, fill, "anything")
