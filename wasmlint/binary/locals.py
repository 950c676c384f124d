"""The locals that a function body declares, and where its code begins behind them.

Source: core specification 3.0, section 5.5.13 "Code Section".
"""

from msgspec import Struct

from wasmlint.binary.reader import Reader
from wasmlint.binary.types import SINGLE_BYTE, value_type

_SINGLE_BYTES = bytes(SINGLE_BYTE)
_TOO_MANY = 1 << 32


class LocalGroup(Struct, frozen=True):
    """Consecutive locals of one type; `offset` is the file offset of the entry."""

    offset: int
    count: int
    value_type: str


def declared_locals(data: bytes, at: int, end: int) -> tuple[int, int]:
    """How many locals the body at `at` declares, and where its code begins.

    Parameters are not among them. `end` is the end of the body. Raises `DecodeError` where the
    vector of locals does not decode.
    """
    if at < end and (group_count := data[at]) < 0x80:
        if group_count == 0:
            return 0, at + 1
        # Nearly all groups take two bytes: a small count and a type of one byte.
        code_offset = at + 1 + 2 * group_count
        counts = data[at + 1 : code_offset : 2]
        types = data[at + 2 : code_offset : 2]
        if code_offset <= end and counts.isascii() and not types.translate(None, _SINGLE_BYTES):
            return sum(counts), code_offset
    groups, code_offset = local_groups(data, at, end)
    return sum(group.count for group in groups), code_offset


def local_groups(data: bytes, at: int, end: int) -> tuple[tuple[LocalGroup, ...], int]:
    """The groups of locals of the body from `at` to `end`, and where its code begins."""
    reader = Reader(data, at, end, "code")
    groups = []
    for _ in range(reader.count("groups of locals", minimum_bytes=2)):
        offset = reader.at
        groups.append(LocalGroup(offset, reader.u32("number of locals"), value_type(reader)))
    if sum(group.count for group in groups) >= _TOO_MANY:
        raise reader.fail("a function body declares 2^32 locals or more", at)
    return tuple(groups), reader.at
