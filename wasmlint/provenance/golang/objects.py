"""The objects in a Go program's memory: where each begins and ends.

There is no list of them. One begins where a type, a method table or a GC mask is known to, and at
every address that code or data refers to; it reaches to the next. What nothing refers to is thus
part of the object before it.
"""

from array import array
from bisect import bisect_right
from collections.abc import Iterable, Mapping

from msgspec import Struct

from wasmlint.provenance.golang.gotypes import MASK_ON_DEMAND, GoType, Types

_WORD = 8


class Objects(Struct, frozen=True, eq=False):
    """Objects by place, in order of addresses; they neither overlap nor leave anything out.

    Object `i` goes from `starts[i]` up to `ends[i]`. `places` has the place of each by its start.
    """

    starts: "array[int]"
    ends: "array[int]"
    places: Mapping[int, int]

    def __len__(self) -> int:
        return len(self.starts)

    def at(self, address: int) -> int | None:
        """The place of the object that an address lies in."""
        place = bisect_right(self.starts, address) - 1
        return place if place >= 0 and address < self.ends[place] else None


def mask_span(found: GoType) -> tuple[int, int] | tuple[()]:
    """Where the GC mask of a type lies, a bit for each word up to its last pointer.

    Where the runtime makes the mask on demand, it is a word that will point to it. Empty for a type
    without pointers.
    """
    if not found.pointer_bytes:
        return ()
    if found.flags & MASK_ON_DEMAND:
        size = _WORD
    else:
        size = -(-found.pointer_bytes // (8 * _WORD))
        size += -size % _WORD
    return found.pointer_mask, found.pointer_mask + size


def lay_out(found: Types, referred: Iterable[int], first: int, end: int) -> Objects:
    """The objects from `first` to `end`: types, itabs, masks, and what begins at `referred`."""
    bounds = {first}
    bounds.update(referred)
    for item in found.types.values():
        bounds.add(item.address)
        bounds.add(item.end)
        bounds.update(mask_span(item))
    for itab in found.itabs.values():
        bounds.add(itab.address)
        bounds.add(itab.end)
    starts = sorted([bound for bound in bounds if first <= bound < end])
    return Objects(
        array("q", starts),
        array("q", [*starts[1:], end]),
        dict(zip(starts, range(len(starts)), strict=True)),
    )
