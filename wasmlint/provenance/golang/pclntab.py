"""Go's table of functions, which is in every module, stripped or not: names, records, entries.

A program counter on WebAssembly has two parts: PC_F, the function, and PC_B, the number of a point
in it where the program can be resumed (golang/go src/cmd/internal/obj/wasm/a.out.go). Functions are
known here by their position in the table, from 0.
"""

import struct
from array import array
from collections.abc import Iterator
from functools import cached_property
from itertools import pairwise

from msgspec import Struct

from wasmlint.binary.module import Module
from wasmlint.provenance.golang.image import Image
from wasmlint.provenance.golang.layouts import LAYOUTS, Layout

# Two bytes of zero, the size of the smallest instruction, the size of a pointer.
_SIGNATURE_END = b"\0\0\x01\x08"
_HEADER_ALIGNMENT = 8
_CANDIDATE_LIMIT = 100
FUNCTION_VALUE_OFFSET = 0x1000
"""PC_F of the first function, so that function values cannot be taken for small integers.

Source: golang/go src/cmd/link/internal/wasm/asm.go (funcValueOffset).
"""

_PC_F_SHIFT = 16
_TABLE_LIMIT = 10_000_000  # entries, source: as in `wasmlint.binary.segments`
# The names of generic functions are the longest; those of real programs stay below 4 KiB.
_LONGEST_NAME = 1 << 16
_PCDATA_LIMIT = 64  # five in go1.27
NO_OFFSET = 0xFFFFFFFF
"""What stands for an offset where there is none."""


class Record(Struct, frozen=True):
    """What is on record of one function.

    `address` and `size` are where the record lies. `name` is an offset in the table of names.
    `argument_bytes` is what arguments and results take on the stack, negative where it varies.
    `stack`, `files`, `lines` and each of `pcdata` are offsets of tables of values by PC_B, 0 where
    there is none. `unit` is where the files of its compilation unit begin. `funcdata` holds
    addresses up to go1.17, from go1.18 on offsets from `ModuleData.gofunc`; -1 for none.
    """

    address: int
    size: int
    name: int
    argument_bytes: int
    stack: int
    files: int
    lines: int
    pcdata: tuple[int, ...]
    unit: int
    start_line: int | None
    function_id: int
    flags: int
    funcdata: tuple[int, ...]


class Pclntab(Struct, frozen=True, eq=False, dict=True):
    """The table; functions by position, in order of PC_F.

    `data` is the image that it lies in, `address` that of its header. The other addresses are those
    that offsets of names, compilation units, files and values by PC_B are relative to. `entries`
    are PC_F, `record_addresses` where the record of each function begins.
    """

    data: bytes
    address: int
    layout: Layout
    name_table: int
    unit_table: int
    file_table: int
    value_table: int
    entries: "array[int]"
    record_addresses: "array[int]"

    def __len__(self) -> int:
        return len(self.entries)

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The name of each function as the compiler writes it; empty where the table is broken."""
        unpack = struct.Struct("<i").unpack_from
        data, place = self.data, self.layout.entry_bytes
        strings = self.strings
        return tuple([strings[unpack(data, at + place)[0]] for at in self.record_addresses])

    @cached_property
    def strings(self) -> "Strings":
        """Names by their offset, those of inlined functions too."""
        return Strings(self.data, self.name_table)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The record of each function."""
        return tuple([self.record(position) for position in range(len(self))])

    def record(self, position: int) -> Record:
        """The record of one function."""
        found = self._records.get(position)
        if found is None:
            found = self._records[position] = self._read_record(self.record_addresses[position])
        return found

    @cached_property
    def _records(self) -> dict[int, Record]:
        return {}

    @cached_property
    def _fixed(self) -> struct.Struct:
        return struct.Struct(self.layout.record_format)

    def _read_record(self, address: int) -> Record:
        data, layout = self.data, self.layout
        fields = self._fixed.unpack_from(data, address)
        _, name, argument_bytes, _, stack, files, lines, pcdata_count, *rest = fields
        *middle, function_id, flags, funcdata_count = rest
        at = address + self._fixed.size
        room = (len(data) - at) // 4
        pcdata_count = pcdata_count if 0 <= pcdata_count <= min(room, _PCDATA_LIMIT) else 0
        pcdata = struct.unpack_from(f"<{pcdata_count}I", data, at)
        at += 4 * pcdata_count
        if layout.funcdata_bytes == 8:
            at += -at % 8
        end = at + layout.funcdata_bytes * funcdata_count
        funcdata = () if end > len(data) else self._funcdata(at, funcdata_count)
        return Record(
            address=address,
            size=end - address,
            name=name,
            argument_bytes=argument_bytes,
            stack=stack,
            files=files,
            lines=lines,
            pcdata=pcdata,
            unit=middle[0] if layout.has_unit else 0,
            start_line=middle[1] if layout.has_start_line else None,
            function_id=function_id,
            flags=flags,
            funcdata=funcdata,
        )

    def _funcdata(self, at: int, count: int) -> tuple[int, ...]:
        if self.layout.funcdata_bytes == 8:
            return tuple([x or -1 for x in struct.unpack_from(f"<{count}Q", self.data, at)])
        offsets = struct.unpack_from(f"<{count}I", self.data, at)
        return tuple([-1 if offset == NO_OFFSET else offset for offset in offsets])


class Strings(dict[int, str]):
    """Strings that end with a zero byte, by offset from `start`, each decoded when first asked for.

    What is not UTF-8 becomes U+FFFD. Empty where the offset is out of bounds, or the string is
    longer than any that a compiler writes. Different strings do not overlap in a real table; once
    those asked for are longer than all there is, others are empty too.
    """

    def __init__(self, data: bytes, start: int) -> None:
        super().__init__()
        self._data = data
        self._start = start
        self._left = len(data)

    def __missing__(self, offset: int) -> str:
        start = self._start + offset
        text = ""
        if 0 <= start < len(self._data) and self._left > 0:
            end = self._data.find(b"\0", start, start + _LONGEST_NAME)
            self._left -= (end if end >= 0 else start + _LONGEST_NAME) - start
            if end > start:
                text = self._data[start:end].decode("utf-8", "replace")
        self[offset] = text
        return text


def find_pclntabs(image: Image) -> Iterator[Pclntab]:
    """Every table in memory whose header, entries and records are in bounds, newest layout first.

    One, except in a program that holds other Go programs, or was made to mislead; so no more than
    a few are looked at.
    """
    data = image.data
    for layout in LAYOUTS:
        signature = _signature(layout)
        at = -1
        for _ in range(_CANDIDATE_LIMIT):
            at = data.find(signature, at + 1)
            if at < 0:
                break
            if at % _HEADER_ALIGNMENT == 0 and (found := _read(data, at, layout)) is not None:
                yield found


def may_have_pclntab(module: Module) -> bool:
    """Whether the bytes of a module, which need not be Go's, contain what a table begins with."""
    start, end = module.span.start, module.span.end
    return any(module.data.find(_signature(layout), start, end) >= 0 for layout in LAYOUTS)


def _signature(layout: Layout) -> bytes:
    return struct.pack("<I", layout.magic) + _SIGNATURE_END


def _read(data: bytes, address: int, layout: Layout) -> Pclntab | None:
    first = layout.first_table_word
    words = 2 if first is None else first + 5
    if address + 8 * words > len(data):
        return None
    header = struct.unpack_from(f"<{words}Q", data, address)
    count = header[1]
    if first is None:
        names = units = files = values = records = address
        entries_at = address + 8 * words
    else:
        names, units, files, values, records = [address + offset for offset in header[first:]]
        entries_at = records
    stride = 2 * layout.entry_bytes
    room = (len(data) - entries_at - layout.entry_bytes) // stride
    if not 0 < count <= min(room, _TABLE_LIMIT) or max(names, units, files, values) >= len(data):
        return None
    code = "Q" if layout.entry_bytes == 8 else "I"
    table = struct.unpack_from(f"<{2 * count}{code}", data, entries_at)
    entries = _functions(table[::2])
    last = len(data) - struct.calcsize(layout.record_format)
    if entries is None or max(table[1::2]) > last - records:
        return None
    if first is None:
        # The files come behind the entries and the end of the last function.
        after = entries_at + stride * count + layout.entry_bytes
        files = address + int.from_bytes(data[after : after + 4], "little")
    addresses = array("q", [records + offset for offset in table[1::2]])
    return Pclntab(data, address, layout, names, units, files, values, entries, addresses)


def _functions(entries: tuple[int, ...]) -> "array[int] | None":
    """PC_F of each entry; `None` where they do not ascend from the first that the linker gives.

    They never do in a program for another machine, which may lie in memory too. An entry is a whole
    program counter up to go1.24, PC_F alone from go1.25 on.
    """
    if not any(entry & ((1 << _PC_F_SHIFT) - 1) for entry in entries):
        entries = tuple([entry >> _PC_F_SHIFT for entry in entries])
    is_plausible = entries[0] == FUNCTION_VALUE_OFFSET and entries[-1] < _TABLE_LIMIT
    if not is_plausible or any(second <= first for first, second in pairwise(entries)):
        return None
    return array("q", entries)
