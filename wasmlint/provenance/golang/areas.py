"""What lies where in a Go program's memory: parts with objects, and tables of the linker.

The tables hold the address of nearly everything, so what stands in them is no reference: the
runtime searches them, and the linker keeps nothing for their sake.
Source: golang/go src/cmd/link/internal/ld/data.go, pcln.go and symtab.go of go1.21 to go1.27.
"""

from bisect import bisect_right
from itertools import pairwise
from typing import NamedTuple

from wasmlint.provenance.golang.moduledata import ModuleData
from wasmlint.provenance.golang.pclntab import Pclntab


class Span(NamedTuple):
    """Addresses from `start` up to `end`."""

    start: int
    end: int


class Areas(NamedTuple):
    """The parts of memory; spans in order of addresses.

    `tables` are those of the linker: functions, funcdata, lookup of functions, types and itabs, and
    the record of them all. `funcdata` is the one among them in which static closures may lie.
    `read_only` is what is left of the sections that nobody writes to, `no_pointers` and `pointers`
    of the initialised data without and with pointers. `all` is from the first address of data to
    the last of variables that begin as zero.
    """

    tables: tuple[Span, ...]
    funcdata: Span
    read_only: tuple[Span, ...]
    no_pointers: tuple[Span, ...]
    pointers: tuple[Span, ...]
    all: Span

    def is_in_table(self, address: int) -> bool:
        """Whether the address lies in a table."""
        place = bisect_right(self.tables, (address, 1 << 63)) - 1
        return place >= 0 and address < self.tables[place].end


def areas_of(layout: ModuleData, pclntab: Pclntab) -> Areas | None:
    """The parts of memory; `None` for a layout before go1.18, which lacks the addresses."""
    first, first_funcdata = layout.rodata, layout.gofunc
    if first is None or first_funcdata is None:
        return None
    whole = Span(min(first, layout.types, layout.noptrdata), max(layout.end, layout.etypes))
    record = Span(layout.address, layout.address + layout.size)
    if layout.epclntab is not None:
        tables = [record, Span(pclntab.address, layout.epclntab)]
        funcdata = Span(first_funcdata, first_funcdata)
    else:
        funcdata = Span(max(first_funcdata, whole.start), min(layout.gcdata, whole.end))
        find = Span(layout.findfunctab, layout.etypes)
        tables = [record, find, funcdata, Span(pclntab.address, layout.noptrdata)]
    for links, size in ((layout.typelinks, 4), (layout.itablinks, 8)):
        if links is not None:
            tables.append(Span(links.address, links.address + size * links.length))
    tables = _joined(tables)
    written = Span(layout.noptrdata, layout.enoptrdata)
    return Areas(
        tuple(tables),
        funcdata,
        _without(Span(first, layout.noptrdata), tables),
        _without(written, tables),
        _without(Span(layout.data, layout.edata), tables),
        whole,
    )


def _joined(spans: list[Span]) -> list[Span]:
    """The same addresses as spans that do not touch, in order."""
    joined: list[Span] = []
    for span in sorted(span for span in spans if span.start < span.end):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _without(whole: Span, holes: list[Span]) -> tuple[Span, ...]:
    """What is left of `whole`; `holes` do not touch and are in order."""
    inside = [hole for hole in holes if hole.start < whole.end and hole.end > whole.start]
    edges = [Span(0, whole.start), *inside, Span(whole.end, whole.end)]
    left = (Span(before.end, after.start) for before, after in pairwise(edges))
    return tuple(span for span in left if span.start < span.end)
