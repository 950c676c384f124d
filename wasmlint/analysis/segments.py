"""The `segment` table: data segments. A large Go module has 100,000 of them."""

import hashlib

from wasmlint.analysis.base import Analysis, Input
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Bytes, Flag, Index, Offset, Text, column, table
from wasmlint.facts.rows import Rows


class _Segment:
    """A data segment."""

    index: Index = column("Its place in the index space of data segments.")
    is_passive: Flag = column("Copied on demand, not at the start.")
    address: Offset | None = column("Where in memory it begins; none if passive or not constant.")
    offset: Offset = column("File offset of its bytes.")
    bytes: Bytes = column("Number of its bytes.")
    memory_index: Index | None = column("The memory it fills at the start.", refers_to="memory")
    name: Text | None = column("Its name in the name section.")


SEGMENT = table("segment", key="index")(_Segment)


def fill(given: Input) -> Rows:
    """One row per data segment, by index."""
    module = given.module
    segments = module.segments
    names = module.names.segments

    def place(row: int) -> Place:
        start = segments.offsets[row]
        span = ByteSpan(start, start + segments.sizes[row])
        name = names.get(row)
        if name is not None:
            return Place(f"data {name}", "data", span)
        digest = hashlib.sha256(module.data[span.start : span.end]).hexdigest()
        return Place(f"data[{row}]", "data", span, f"data {digest[:16]}")

    return Rows(
        SEGMENT,
        len(segments),
        place,
        {
            "index": range(len(segments)),
            "is_passive": lambda: [memory < 0 for memory in segments.memories],
            "address": lambda: [_or_none(address) for address in segments.addresses],
            "offset": segments.offsets,
            "bytes": segments.sizes,
            "memory_index": lambda: [_or_none(memory) for memory in segments.memories],
            "name": lambda: [names.get(index) for index in range(len(segments))],
        },
    )


def _or_none(value: int) -> int | None:
    return value if value >= 0 else None


ANALYSIS = Analysis(SEGMENT, fill)
