"""What data takes in a module that has as many data segments as Go's linker ever makes.

The linker leaves out runs of zero bytes, for which it begins a new segment each time, until it has
100,000 segments; what follows it writes whole. Where less comes before, more of it is cut. So in a
large module the bytes that something takes are not those that are saved without it.
Source: golang/go src/cmd/link/internal/wasm/asm.go (writeDataSec) of go1.13 to go1.27.
"""

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, pairwise

from msgspec import Struct

from wasmlint.binary import leb128
from wasmlint.binary.module import Module

_LIMIT = 100_000
# Each section has a segment of its own, and there are up to seven of them.
_SECTIONS = 7
_CUT_OUT = re.compile(rb"\0{8,}")
# Flags, opcode, `end`.
_HEADER_BYTES = 3


class Cells(Struct, frozen=True, eq=False):
    """Stretches of an image, in order of addresses, of a module at the limit.

    `whole` are the bytes of each as they are in memory, `cut` what they take where runs of zeros
    are left out, with the headers of the segments that begin there, `counts` the number of these.
    The linker cuts until it has `limit` segments.
    """

    whole: "array[int]"
    cut: "array[int]"
    counts: "array[int]"
    limit: int

    def total(self, live: Sequence[int]) -> int:
        """Bytes of the file that the stretches take of which `live` is true, without the others."""
        counts = list(accumulate(compress(self.counts, live)))
        last = bisect_left(counts, self.limit)
        cut = list(compress(self.cut, live))
        whole = list(compress(self.whole, live))
        return sum(cut[:last]) + sum(whole[last:])


def cells_of(module: Module, data: bytes, starts: Sequence[int]) -> Cells | None:
    """The stretches from one of `starts` to the next; `None` where the linker was not at the limit.

    `data` is the image; `starts` ascend, and the last is its end.
    """
    segments = module.segments
    if len(segments) < _LIMIT - _SECTIONS:
        return None
    found = sorted(zip(segments.addresses, segments.sizes, strict=True))
    limit = next(
        (
            place
            for place, (address, size) in enumerate(found)
            if _CUT_OUT.search(data, address, address + size)
        ),
        None,
    )
    if limit is None:
        return None
    cut = [*found[:limit], *(piece for segment in found[limit:] for piece in _cut(data, *segment))]
    begins = [address for address, _ in cut]
    ends = [address + size for address, size in cut]
    costs = [0, *accumulate(size + _header_bytes(address, size) for address, size in cut)]

    def cost_before(place: int, address: int) -> int:
        beyond = ends[place - 1] - address if place else 0
        return costs[place] - max(beyond, 0)

    places = [bisect_left(begins, start) for start in starts]
    before = list(map(cost_before, places, starts))
    return Cells(
        array("q", [end - start for start, end in pairwise(starts)]),
        array("q", [end - start for start, end in pairwise(before)]),
        array("q", [end - start for start, end in pairwise(places)]),
        limit,
    )


def _cut(data: bytes, address: int, size: int) -> Iterator[tuple[int, int]]:
    """Addresses and sizes of the segments that the linker would have made of this one."""
    at, end = address, address + size
    for run in _CUT_OUT.finditer(data, address, end):
        if run.start() > at:
            yield at, run.start() - at
        at = run.end()
    if at < end:
        yield at, end - at


def _header_bytes(address: int, size: int) -> int:
    # The address is signed, so it takes one bit more.
    return _HEADER_BYTES + leb128.unsigned_size(address << 1) + leb128.unsigned_size(size)
