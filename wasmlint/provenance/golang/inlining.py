"""Calls that the compiler replaced with the body of the function called.

Source: golang/go src/runtime/symtab.go and symtabinl.go (inlinedCall), src/internal/abi/symtab.go
(which table is which); runtime/funcdata.h of go1.12, go1.13 and go1.16.
"""

import struct

from msgspec import Struct

from wasmlint.provenance.golang.moduledata import ModuleData
from wasmlint.provenance.golang.pclntab import Pclntab
from wasmlint.provenance.golang.valuetables import ValueTable, ValueTables

# Parent, id, file, line, name, PC_B; since go1.20 id, name, PC_B, first line.
_ENTRY_1_12, _ENTRY_1_20 = struct.Struct("<hBxiiii"), struct.Struct("<Bxxxiii")


class InlinedCall(Struct, frozen=True):
    """A call of which only the body is left.

    `name` is the function called, `start_line` where it begins, on record since go1.20. The call
    stands where the instruction at `pc_b` does, and is part of the inlined call that this is part
    of, if any.
    """

    name: str
    pc_b: int
    start_line: int | None


class InlineTrees:
    """The calls inlined into each function of a table of functions.

    `pcdata` and `funcdata` say which tables of a record hold the places and the tree; `base` is
    what the address of a tree is relative to. Trees do not overlap in a real module; once those
    read are larger than all there is, others are empty.
    """

    def __init__(
        self, pclntab: Pclntab, tables: ValueTables, pcdata: int, funcdata: int, base: int
    ) -> None:
        self._pclntab = pclntab
        self._tables = tables
        self._pcdata = pcdata
        self._funcdata = funcdata
        self._base = base
        self._read: dict[int, tuple[InlinedCall, ...]] = {}
        self._left = len(pclntab.data)

    def places(self, position: int) -> ValueTable:
        """By PC_B, which of the inlined calls an instruction is part of; -1 for none."""
        pcdata = self._pclntab.record(position).pcdata
        return self._tables[pcdata[self._pcdata] if self._pcdata < len(pcdata) else 0]

    def calls(self, position: int) -> tuple[InlinedCall, ...]:
        """The calls inlined into a function; a call comes behind the one that it is part of."""
        if position not in self._read:
            self._read[position] = self._read_calls(position)
        return self._read[position]

    def _read_calls(self, position: int) -> tuple[InlinedCall, ...]:
        pclntab = self._pclntab
        funcdata = pclntab.record(position).funcdata
        offset = funcdata[self._funcdata] if self._funcdata < len(funcdata) else -1
        count = max(self.places(position).values, default=-1) + 1
        if offset < 0 or count == 0:
            return ()
        entry = _ENTRY_1_20 if pclntab.layout.has_start_line else _ENTRY_1_12
        address = self._base + offset
        room = min(len(pclntab.data) - address, self._left) // entry.size
        size = max(min(count, room), 0) * entry.size
        self._left -= size
        entries = entry.iter_unpack(pclntab.data[address : address + size])
        strings = pclntab.strings
        if entry is _ENTRY_1_20:
            return tuple(
                [InlinedCall(strings[name], pc_b, line) for _, name, pc_b, line in entries]
            )
        return tuple([InlinedCall(strings[name], pc_b, None) for *_, name, pc_b in entries])


def inline_trees(
    pclntab: Pclntab, tables: ValueTables, moduledata: ModuleData | None, release: str | None
) -> InlineTrees:
    """The trees of a program made by that release, such as `1.27.4`.

    Without `moduledata` there are none from go1.18 on; up to go1.15 only the release tells which
    layout is used.
    """
    match pclntab.layout.version:
        case "1.18" | "1.20":
            gofunc = moduledata.gofunc if moduledata is not None else None
            base = gofunc if gofunc is not None else len(pclntab.data)
            return InlineTrees(pclntab, tables, 2, 3, base)
        case "1.16":
            return InlineTrees(pclntab, tables, 2, 3, 0)
        case _:
            is_1_12 = release is not None and f"{release}.".startswith("1.12.")
            return InlineTrees(pclntab, tables, *((1, 2) if is_1_12 else (2, 4)), 0)
