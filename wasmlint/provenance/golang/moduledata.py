"""The record in which Go's linker tells the runtime where everything lies.

Source: golang/go src/runtime/symtab.go (moduledata) of go1.12, go1.16, go1.18, go1.20, go1.21,
go1.26 and go1.27.
"""

import re
import struct
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from msgspec import Struct, convert

from wasmlint.provenance.golang.image import Image
from wasmlint.provenance.golang.pclntab import Pclntab

# Fields in order, each of one word of eight bytes; slices have three (address, length, capacity),
# strings two.
_TABLES_1_2 = "pclntable[3] ftab[3] filetab[3]"
_TABLES_1_16 = "header funcnametab[3] cutab[3] filetab[3] pctab[3] pclntable[3] ftab[3]"
_SECTIONS = (
    "findfunctab minpc maxpc text etext noptrdata enoptrdata data edata bss ebss noptrbss enoptrbss"
)
_LINKS = "textsectmap[3] typelinks[3] itablinks[3] ptab[3] pluginpath[2] pkghashes[3]"
_END = "modulename[2] modulehashes[3] hasmain"
_LAYOUTS: Mapping[str, str] = {
    "1.27": f"{_TABLES_1_16} {_SECTIONS} covctrs ecovctrs end gcdata gcbss types typedesclen etypes"
    " itaboffset itabsize rodata gofunc epclntab textsectmap[3] ptab[3] pluginpath[2] pkghashes[3]"
    f" inittasks[3] {_END}",
    "1.26": f"{_TABLES_1_16} {_SECTIONS} covctrs ecovctrs end gcdata gcbss types etypes rodata"
    f" gofunc epclntab {_LINKS} inittasks[3] {_END}",
    "1.21": f"{_TABLES_1_16} {_SECTIONS} covctrs ecovctrs end gcdata gcbss types etypes rodata"
    f" gofunc {_LINKS} inittasks[3] {_END}",
    "1.20": f"{_TABLES_1_16} {_SECTIONS} covctrs ecovctrs end gcdata gcbss types etypes rodata"
    f" gofunc {_LINKS} {_END}",
    "1.18": f"{_TABLES_1_16} {_SECTIONS} end gcdata gcbss types etypes rodata gofunc {_LINKS}"
    f" {_END}",
    "1.16": f"{_TABLES_1_16} {_SECTIONS} end gcdata gcbss types etypes {_LINKS} {_END}",
    "1.12": f"{_TABLES_1_2} {_SECTIONS} end gcdata gcbss types etypes {_LINKS} {_END}",
}
_WORD = 8
_FIELD = re.compile(r"(\w+)(?:\[(\d)\])?")
_SLICE_WORDS = 3
_ASCENDING = ("noptrdata", "enoptrdata", "data", "edata", "bss", "ebss", "noptrbss", "end")
_ADDRESS_LIMIT = 1 << 32
_CANDIDATE_LIMIT = 100


class Slice(NamedTuple):
    """Where the elements of a slice lie, and how many there are."""

    address: int
    length: int


class ModuleData(Struct, frozen=True):
    """Addresses of the sections in memory; ends are those of the byte behind.

    `version` is the first Go version with this layout, `address` and `size` are where the record
    lies. `None` where the layout lacks the field: `gofunc` before go1.18, `rodata` likewise,
    `epclntab` before go1.26, `inittasks` before go1.21, `typelinks` and `itablinks` from go1.27 on,
    `typedesclen`, `itaboffset` and `itabsize` before it (these three are relative to `types`).
    """

    version: str
    address: int
    size: int
    findfunctab: int
    text: int
    etext: int
    noptrdata: int
    enoptrdata: int
    data: int
    edata: int
    bss: int
    ebss: int
    noptrbss: int
    enoptrbss: int
    end: int
    gcdata: int
    gcbss: int
    types: int
    etypes: int
    pclntable: Slice
    ftab: Slice
    filetab: Slice
    textsectmap: Slice
    ptab: Slice
    pkghashes: Slice
    rodata: int | None = None
    gofunc: int | None = None
    epclntab: int | None = None
    typedesclen: int | None = None
    itaboffset: int | None = None
    itabsize: int | None = None
    typelinks: Slice | None = None
    itablinks: Slice | None = None
    inittasks: Slice | None = None


def find_moduledata(image: Image, pclntab: Pclntab) -> ModuleData | None:
    """The record that begins with the address of the table of functions; `None` where none fits.

    Few other words hold that address, so only the first few are looked at.
    """
    data = image.data
    first = struct.pack("<Q", pclntab.address)
    at = -1
    for _ in range(_CANDIDATE_LIMIT):
        at = data.find(first, at + 1)
        if at < 0:
            break
        if at % _WORD == 0:
            for version in _LAYOUTS:
                if (found := _read(data, at, version, len(pclntab))) is not None:
                    return found
    return None


def _read(data: bytes, at: int, version: str, function_count: int) -> ModuleData | None:
    """The record if it has this layout, which its slices, sections and last field show."""
    fields = _fields(version)
    word_count = sum(size for _, size in fields)
    if at + _WORD * word_count > len(data):
        return None
    words = iter(struct.unpack_from(f"<{word_count}Q", data, at))
    plain: dict[str, int] = {}
    slices: dict[str, Slice] = {}
    for name, size in fields:
        first, *rest = (next(words) for _ in range(size))
        if size != _SLICE_WORDS:
            plain[name] = first
        elif rest[0] != rest[1]:  # the linker leaves no room in a slice
            return None
        else:
            slices[name] = Slice(first, rest[0])
    # Behind the functions stands where the last one ends.
    if slices["ftab"].length != function_count + 1 or not _is_plausible(plain, slices, len(data)):
        return None
    record = {"version": version, "address": at, "size": _WORD * word_count}
    return convert({**plain, **slices, **record}, ModuleData)


def _is_plausible(plain: Mapping[str, int], slices: Mapping[str, Slice], size: int) -> bool:
    """Whether the fields are in the order of the sections, and what they point to is in memory."""
    bounds = [plain[name] for name in _ASCENDING]
    types_end = plain["types"] + plain.get("typedesclen", 0)
    return (
        bounds == sorted(bounds)
        and bounds[-1] < _ADDRESS_LIMIT
        and types_end <= plain["etypes"] <= size
        and plain["hasmain"] <= 1  # a byte, with padding behind; only a c-shared module has none
        and all(found.address < size for found in slices.values() if found.length)
    )


@cache
def _fields(version: str) -> tuple[tuple[str, int], ...]:
    """Names and numbers of words."""
    return tuple((name, int(size or 1)) for name, size in _FIELD.findall(_LAYOUTS[version]))
