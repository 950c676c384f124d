"""Linear memory as a module's active data segments fill it.

Go's linker leaves runs of zero bytes out of the segments, and cuts tables apart where it does, so
what lies in memory can be read here only (golang/go src/cmd/link/internal/wasm/asm.go,
writeDataSec).
"""

from array import array
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import accumulate, compress
from operator import add, sub

from msgspec import Struct

from wasmlint.binary.module import Module

_DATA_SECTION = 11
# What is left out of segments is zero. Go's tables are about half zero, so an image so much larger
# than its segments is no program's: it is refused before any memory is taken.
_LARGEST_GROWTH = 16
_SMALLEST_LIMIT = 1 << 24


class _Segments(Struct, frozen=True):
    """Where segments lie, by address; `costs` of bytes of the file, headers and all before too."""

    starts: "array[int]"
    sizes: "array[int]"
    offsets: "array[int]"
    costs: "array[int]"


class Image(Struct, frozen=True, eq=False, dict=True):
    """The first memory of `module`, from address 0 to the end of the last segment.

    `data` is indexed by address.
    """

    module: Module
    data: bytes

    def file_bytes(self, start: int, end: int) -> int:
        """Bytes of the file that the addresses from `start` up to `end` take.

        Those are the bytes of segments that lie there, and the headers of segments that begin
        there. Ranges that follow each other add up to what the whole takes.
        """
        return self._cost_before(end) - self._cost_before(start)

    def file_offset(self, address: int) -> int | None:
        """Offset in the file of the byte at `address`; none where no segment holds it."""
        segments = self._segments
        index = bisect_left(segments.starts, address + 1) - 1
        if index < 0 or address - segments.starts[index] >= segments.sizes[index]:
            return None
        return segments.offsets[index] + address - segments.starts[index]

    def _cost_before(self, address: int) -> int:
        segments = self._segments
        index = bisect_left(segments.starts, address) - 1
        if index < 0:
            return 0
        beyond = segments.starts[index] + segments.sizes[index] - address
        return segments.costs[index + 1] - max(beyond, 0)

    @cached_property
    def _segments(self) -> _Segments:
        addresses, sizes, offsets = _filling(self.module)
        header_sizes = _header_sizes(self.module)
        order = sorted(range(len(addresses)), key=addresses.__getitem__)
        costs = (sizes[index] + header_sizes[offsets[index]] for index in order)
        return _Segments(
            starts=array("q", [addresses[index] for index in order]),
            sizes=array("q", [sizes[index] for index in order]),
            offsets=array("q", [offsets[index] for index in order]),
            costs=array("q", accumulate(costs, initial=0)),
        )


def build_image(module: Module) -> Image | None:
    """The first memory at the start of the program.

    `None` where no segment fills it, or where it is far larger than the segments: hostile, then.
    Passive segments and those at an address that is no constant are left out; where two overlap,
    the later one in the file wins, as it does at instantiation.
    """
    addresses, sizes, offsets = _filling(module)
    length = max(map(add, addresses, sizes), default=0)
    if not sizes or length > max(_LARGEST_GROWTH * sum(sizes), _SMALLEST_LIMIT):
        return None
    filled = bytearray(length)
    data = module.data
    for address, size, offset in zip(addresses, sizes, offsets, strict=True):
        filled[address : address + size] = data[offset : offset + size]
    return Image(module, bytes(filled))


def _filling(module: Module) -> tuple[Sequence[int], Sequence[int], Sequence[int]]:
    """Address, size and file offset of the segments that fill the first memory, in file order."""
    found = module.segments
    columns = found.addresses, found.sizes, found.offsets
    if not any(found.memories) and all(found.sizes) and min(found.addresses, default=0) >= 0:
        return columns
    keep = [
        memory == 0 and address >= 0 and size > 0
        for memory, address, size in zip(found.memories, found.addresses, found.sizes, strict=True)
    ]
    addresses, sizes, offsets = (list(compress(column, keep)) for column in columns)
    return addresses, sizes, offsets


def _header_sizes(module: Module) -> Mapping[int, int]:
    """The size of what stands before a segment's bytes, by their offset: flags, address, size."""
    segments = module.segments
    section = next(section for section in module.sections if section.id == _DATA_SECTION)
    first = section.offset
    while module.data[first] & 0x80:  # the number of segments
        first += 1
    ends = [first + 1, *map(add, segments.offsets, segments.sizes)]
    return dict(zip(segments.offsets, map(sub, segments.offsets, ends), strict=True))
