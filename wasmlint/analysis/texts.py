"""The `text` table: strings in a module that tell more than they should."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Count, Flag, Offset, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.leftpaths import LeftPath, left_paths

PATH = "path"


class _Text:
    """A notable string: the beginning of paths of the machine that the module was built on."""

    kind: Text = column("What it is.", values=(PATH,))
    text: Text = column("The string; of paths, the beginning that several share: `/home/ada`.")
    offset: Offset | None = column("File offset of the first; none where it is not known.")
    address: Offset | None = column("Address in memory; none outside of data segments.")
    source: Text = column("Sections that hold it, with commas: `data`, `name`, `.debug_str`.")
    is_personal: Flag = column("Names a user account of a person, as `/home/ada` does.")
    is_toolchain: Flag = column("Is a path of the toolchain, as `/rustc/<hash>` is.")
    count: Count = column("Different strings of which it is the beginning.")
    example: Text = column("The first of these, whole.")


TEXT = table("text")(_Text)


def fill(given: Input) -> Rows:
    """One row per prefix, in the order in which they are met."""
    found = left_paths(given.module)
    return Rows(
        TEXT,
        len(found),
        lambda row: _place(found[row]),
        {
            "kind": [PATH] * len(found),
            "text": [left.prefix.text for left in found],
            "offset": [left.offset for left in found],
            "address": [_address(given, left) for left in found],
            "source": [", ".join(left.sections) for left in found],
            "is_personal": [left.prefix.is_personal for left in found],
            "is_toolchain": [left.prefix.is_toolchain for left in found],
            "count": [left.count for left in found],
            "example": [left.example for left in found],
        },
    )


def _address(given: Input, left: LeftPath) -> int | None:
    """Where the first of the paths lies in memory, if that is a constant."""
    segments = given.module.segments
    for start, size, address in zip(
        segments.offsets, segments.sizes, segments.addresses, strict=True
    ):
        if left.offset is not None and start <= left.offset < start + size and address >= 0:
            return address + left.offset - start
    return None


def _place(left: LeftPath) -> Place:
    span = None
    if left.offset is not None:
        length = len(left.example.encode("utf-8", "surrogatepass"))
        span = ByteSpan(left.offset, left.offset + length)
    return Place(f"{PATH} {left.prefix.text}", "text", span)


ANALYSIS = Analysis(TEXT, fill)
