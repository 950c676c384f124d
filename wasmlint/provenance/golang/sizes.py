"""What each function and object of a Go program takes in the file, to the byte.

A function is more than its body: it has a record, a name, tables of lines and stack maps, and a
share of the table by which the runtime finds functions. Several functions use one name or table
where these are equal, and several types one name; such a piece goes with the last of them.
Source: golang/go src/cmd/link/internal/ld/pcln.go, src/runtime/symtab.go and
src/internal/abi/type.go (Name).
"""

from array import array
from collections.abc import Sequence
from functools import cached_property
from itertools import compress, pairwise

from msgspec import Struct

from wasmlint.binary.footprints import function_footprints
from wasmlint.provenance.golang.claims import NOBODY, Claims, Stretches
from wasmlint.provenance.golang.moduledata import ModuleData
from wasmlint.provenance.golang.pclntab import Record
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.references import References
from wasmlint.provenance.golang.segmentlimit import Cells, cells_of
from wasmlint.provenance.golang.typenames import name_end
from wasmlint.provenance.golang.words import words_of

# Two numbers of 32 bits for each function.
_ENTRY_BYTES = 8
_UNIT_ENTRY_BYTES = 4
# 16 buckets of 20 bytes, one for each 4 KiB of the 64 KiB of counters that a function has.
_FIND_BYTES = 16 * 20
# The tree of inlined calls: which funcdata, bytes of an entry, and where in it the name is.
_INLINE_TREE, _INLINED_BYTES, _INLINED_NAME = 3, 16, 4


class Sizes(Struct, frozen=True, eq=False, dict=True):
    """Bytes of the file by node of the references, and of what several nodes share.

    `footprints` are the bytes of each function in sections other than that of data. `stretches` are
    what nodes have in that one, where the owners behind the nodes are pieces; `shares` are for each
    node the pieces that it uses. `cells` are the same stretches in a module at the limit of
    segments.
    """

    footprints: "array[int]"
    stretches: Stretches
    shares: Sequence[Sequence[int]]
    cells: Cells | None

    @cached_property
    def own(self) -> "array[int]":
        """Bytes that each node has alone."""
        found = self.stretches.sizes[: len(self.shares)]
        for index, size in enumerate(self.footprints):
            found[index] += size
        return found

    @cached_property
    def pieces(self) -> "array[int]":
        """Bytes of each shared piece."""
        return self.stretches.sizes[len(self.shares) : NOBODY]

    @property
    def unclaimed(self) -> int:
        """Bytes of data segments, with their headers, that belong to no node.

        With them, `own` and `pieces` are all of the file but the headers of sections, and sections
        that speak of no function and hold no data.
        """
        return self.stretches.sizes[NOBODY]

    def total(self, live: Sequence[int]) -> int:
        """Bytes of all nodes of which `live` is true, and of what these use, without the others."""
        owners = bytearray(len(self.stretches.sizes))
        owners[: len(live)] = bytes(live)
        for piece in set().union(*compress(self.shares, live)):
            owners[len(live) + piece] = 1
        code = sum(compress(self.footprints, live))
        if self.cells is None:
            return code + sum(compress(self.stretches.sizes, owners))
        return code + self.cells.total([owners[owner] for owner in self.stretches.owners])


def node_sizes(program: GoProgram, references: References, layout: ModuleData) -> Sizes:
    """The sizes of all nodes."""
    claims = Claims(references.node_count)
    _claim_objects(claims, references)
    _claim_names(claims, references, program.image.data)
    _claim_records(claims, program, layout)
    stretches = claims.settle(program.image)
    return Sizes(
        function_footprints(program.module),
        stretches,
        claims.shares,
        cells_of(program.module, program.image.data, stretches.starts),
    )


def _claim_objects(claims: Claims, references: References) -> None:
    areas, first = references.areas, references.function_count
    for place, start in enumerate(references.objects.starts):
        if start in references.closures or not areas.is_in_table(start):
            claims.own(start, first + place)


def _claim_names(claims: Claims, references: References, data: bytes) -> None:
    """Names lie among objects; those that no type refers to are part of what they are behind."""
    for found in references.types.types.values():
        node = references.node_at(found.address)
        for name in found.names:
            claims.share(name, node)
    for name in {name for found in references.types.types.values() for name in found.names}:
        claims.end(name_end(data, name))


def _claim_records(claims: Claims, program: GoProgram, layout: ModuleData) -> None:
    table = program.pclntab
    gofunc = layout.gofunc or 0
    inlined = _inlined_names(program, gofunc)
    for position, (record, node) in enumerate(zip(table.records, program.indices, strict=True)):
        if node >= 0:
            claims.own(layout.ftab.address + _ENTRY_BYTES * position, node)
            claims.own(layout.findfunctab + _FIND_BYTES * position, node)
            claims.own(record.address, node)
            claims.share(table.unit_table + _UNIT_ENTRY_BYTES * record.unit, node)
            for name in {record.name, *inlined.get(_tree(record), ())}:
                claims.share(table.name_table + name, node)
            for offset in {record.stack, record.files, record.lines, *record.pcdata} - {0}:
                claims.share(table.value_table + offset, node)
            for offset in {offset for offset in record.funcdata if offset >= 0}:
                claims.share(gofunc + offset, node)
    _claim_files(claims, program, layout)
    for end in (table.unit_table, table.file_table, table.value_table, layout.ftab.address):
        claims.end(end)
    claims.end(layout.epclntab or layout.etypes)


def _claim_files(claims: Claims, program: GoProgram, layout: ModuleData) -> None:
    """Names of files, as part of the list of files of the first compilation unit that has them."""
    table = program.pclntab
    longs = words_of(program.image.data).longs
    last = table.file_table - table.unit_table >> 2
    # Functions of no unit, such as those in assembly, state a number beyond the last.
    units = sorted({record.unit for record in table.records if record.unit < last})
    for unit, end in pairwise([*units, last]):
        start = table.unit_table + _UNIT_ENTRY_BYTES * unit
        for offset in longs[start >> 2 : (table.unit_table >> 2) + end]:
            if offset < layout.filetab.length:
                claims.extend(table.file_table + offset, start)


def _tree(record: Record) -> int:
    """Offset of the tree of inlined calls, -1 where there is none."""
    return record.funcdata[_INLINE_TREE] if len(record.funcdata) > _INLINE_TREE else -1


def _inlined_names(program: GoProgram, gofunc: int) -> dict[int, tuple[int, ...]]:
    """Offsets of the names in each tree of inlined calls, by its offset.

    A tree reaches to the next funcdata.
    """
    longs = words_of(program.image.data).longs
    records = program.pclntab.records
    offsets = sorted({offset for record in records for offset in record.funcdata if offset >= 0})
    behind = dict(pairwise(offsets))
    found = {}
    for tree in {_tree(record) for record in records}:
        if tree in behind:
            start, end = gofunc + tree, gofunc + behind[tree]
            end -= (end - start) % _INLINED_BYTES
            found[tree] = tuple(longs[start + _INLINED_NAME >> 2 : end >> 2 : _INLINED_BYTES >> 2])
    return found
