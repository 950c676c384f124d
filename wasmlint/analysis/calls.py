"""The `call` table: which function calls which, and which by ways that name no function."""

from collections.abc import Sequence

from msgspec import Struct

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.gocalls import Pairs, data_pairs, value_pairs
from wasmlint.analysis.gograph import program_references
from wasmlint.analysis.graphrecords import DATA, DIRECT, INDIRECT, VALUE
from wasmlint.analysis.lines import call_line
from wasmlint.analysis.scanning import scanned
from wasmlint.analysis.symbols import function_label
from wasmlint.binary.instructions import decode_instruction
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Count, Index, Offset, Text, column, table
from wasmlint.facts.rows import PerRow, Rows
from wasmlint.provenance.sourcelines import SourceLine


class _Call:
    """All calls of one kind from one function to another, or all indirect calls in one function."""

    caller: Index = column("Index of the function that calls.", refers_to="function")
    callee: Index | None = column(
        "Index of the function called; none for indirect calls, whose callee is known when they"
        " are made.",
        refers_to="function",
    )
    kind: Text = column(
        "By its index; through a table or a reference; or not called but referred to, by a function"
        " value that code makes, or by data that code refers to and that holds it (Go).",
        values=(DIRECT, INDIRECT, VALUE, DATA),
    )
    count: Count = column("Number of instructions; by way of data, of the objects that hold it.")
    source_file: Text | None = column("Source file of the first; none where it is not known.")
    source_line: Index | None = column("Source line of the first; none where it is not known.")
    offset: Offset | None = column("File offset of the first; none where it is not known.")


CALL = table("call")(_Call)


class _Group(Struct, frozen=True, eq=False):
    """Rows of one kind, as sequences of equal length."""

    kind: str
    callers: Sequence[int]
    callees: Sequence[int | None]
    counts: Sequence[int]
    offsets: Sequence[int | None]


def fill(given: Input) -> Rows:
    """Rows by kind: direct, indirect, value, data; of one kind in order of callers.

    Direct ones have a row per caller and callee, in the order of first calls. Indirect ones have a
    row per caller. Raises `DecodeError` where a body does not decode.
    """
    groups = _groups(given)
    callers = [caller for group in groups for caller in group.callers]
    callees = [callee for group in groups for callee in group.callees]
    kinds = [group.kind for group in groups for _ in group.callers]
    offsets = [offset for group in groups for offset in group.offsets]
    count = len(callers)

    def place(row: int) -> Place:
        caller, callee, start = callers[row], callees[row], offsets[row]
        called = function_label(given, callee) if callee is not None else "any function"
        verb = "call" if kinds[row] in (DIRECT, INDIRECT) else "reference"
        subject = f"{verb} from {function_label(given, caller)} to {called}"
        if start is None:
            return Place(subject, "function", _body(given, caller))
        end = decode_instruction(given.data, start, given.module.span.end).end
        return Place(subject, "function", ByteSpan(start, end))

    def line(row: int) -> SourceLine | None:
        offset = offsets[row]
        return call_line(given, offset) if offset is not None else None

    def source_file(row: int) -> str | None:
        found = line(row)
        return found.file if found is not None else None

    def source_line(row: int) -> int | None:
        found = line(row)
        return found.line if found is not None else None

    return Rows(
        CALL,
        count,
        place,
        {
            "caller": callers,
            "callee": callees,
            "kind": kinds,
            "count": lambda: [number for group in groups for number in group.counts],
            "source_file": PerRow(count, source_file),
            "source_line": PerRow(count, source_line),
            "offset": offsets,
        },
    )


def _groups(given: Input) -> list[_Group]:
    found = scanned(given)
    direct, indirect, made = found.calls, found.indirect_calls, found.references
    groups = [
        _Group(DIRECT, direct.sources, direct.targets, direct.counts, direct.offsets),
        _Group(
            INDIRECT,
            indirect.sources,
            [None] * len(indirect),
            indirect.counts,
            indirect.offsets,
        ),
        _Group(VALUE, made.sources, made.targets, made.counts, made.offsets),
    ]
    references = given.once(program_references)
    if references is not None:
        groups += [
            _of_pairs(VALUE, value_pairs(references)),
            _of_pairs(DATA, data_pairs(references)),
        ]
    return groups


def _of_pairs(kind: str, pairs: Pairs) -> _Group:
    callers, callees = [caller for caller, _ in pairs], [callee for _, callee in pairs]
    return _Group(kind, callers, callees, list(pairs.values()), [None] * len(pairs))


def _body(given: Input, index: int) -> ByteSpan:
    module = given.module
    body = index - len(module.imported("function"))
    start = module.bodies.offsets[body]
    return ByteSpan(start, start + module.bodies.sizes[body])


ANALYSIS = Analysis(CALL, fill)
