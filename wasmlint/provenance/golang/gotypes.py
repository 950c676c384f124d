"""Go's type descriptors and method tables, as records.

Source: golang/go src/internal/abi/type.go and iface.go.
"""

from bisect import bisect_right
from collections.abc import Mapping
from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

ARRAY, CHAN, FUNC, INTERFACE, MAP, POINTER, SLICE, STRUCT = 17, 18, 19, 20, 21, 22, 23, 25
"""Kinds of types that are made of others."""

UNCOMMON, EXTRA_STAR, MASK_ON_DEMAND = 1, 2, 16
"""Flags: has a name or methods; its text begins with a star too much; has no GC mask yet."""


class Method(NamedTuple):
    """A method that the linker kept, by the addresses of its name and its type without receiver.

    `pcs` are the PC_F of the functions called through an interface and directly.
    """

    name: int
    signature: int
    pcs: tuple[int, int]


class GoType(NamedTuple):
    """A type descriptor from `address` to `end`.

    `pointer_mask` is the address of its GC mask, `closures` those of the functions that compare and
    hash its values. `made_of` are the addresses of the types it is made of, that of a pointer to it
    among them. `name`, and `package` where it has one, are the addresses of the names of the type
    and of the import path of its package, `names` those of all names that it refers to: of its
    fields and of all its methods too. `methods` are those kept, `requirements` pairs of the name
    and the signature, by address, of what an interface asks for.
    """

    address: int
    end: int
    kind: int
    flags: int
    pointer_bytes: int
    pointer_mask: int
    name: int
    package: int | None
    names: tuple[int, ...]
    closures: tuple[int, ...]
    made_of: tuple[int, ...]
    methods: tuple[Method, ...]
    requirements: tuple[tuple[int, int], ...]


class Itab(NamedTuple):
    """The method table of a concrete type for an interface, from `address` to `end`.

    `pcs` are the PC_F of its methods in the interface's order.
    """

    address: int
    end: int
    interface: int
    concrete: int
    pcs: tuple[int, ...]


class Types(Struct, frozen=True, eq=False, dict=True):
    """All types and method tables of a program, by address, in order of addresses."""

    types: Mapping[int, GoType]
    itabs: Mapping[int, Itab]

    def around(self, address: int) -> GoType | Itab | None:
        """The type or method table that an address lies in."""
        place = bisect_right(self._starts, address) - 1
        if place < 0:
            return None
        start = self._starts[place]
        found = self.types.get(start) or self.itabs[start]
        return found if address < found.end else None

    @cached_property
    def _starts(self) -> list[int]:
        return sorted([*self.types, *self.itabs])
