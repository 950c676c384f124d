"""Source files and lines of functions and of points in them.

Source: golang/go src/runtime/symtab.go (funcfile, funcline1) and symtabinl.go (inlineUnwinder); of
go1.12 to go1.15 src/cmd/link/internal/ld/pcln.go.
"""

from functools import cached_property
from typing import NamedTuple

from msgspec import Struct

from wasmlint.provenance.golang.inlining import InlineTrees
from wasmlint.provenance.golang.pclntab import NO_OFFSET, Pclntab, Record, Strings
from wasmlint.provenance.golang.valuetables import ValueTables


class Position(NamedTuple):
    """A line of a source file; the path is as the compiler recorded it.

    With `-trimpath` it begins with an import path, else it is one of the machine of the build.
    """

    file: str
    line: int


class Frame(NamedTuple):
    """A function, and where in it something happens; `None` where that is not on record."""

    function: str
    position: Position | None


class Lines(Struct, frozen=True, eq=False, dict=True):
    """Where functions, known by position in their table, and the points in them stand in source."""

    pclntab: Pclntab
    tables: ValueTables
    trees: InlineTrees

    def position(self, position: int, pc_b: int) -> Position | None:
        """Where the last instruction of those before the resume point behind `pc_b` stands.

        That is the call which returns there, if one does: look up one less than the PC_B of its
        return address. Inside an inlined call, it is a line of the function called.
        """
        record = self.pclntab.record(position)
        file = self._file(record, self.tables[record.files].at(pc_b))
        line = self.tables[record.lines].at(pc_b)
        return Position(file, line) if file is not None and line > 0 else None

    def frames(self, position: int, pc_b: int) -> tuple[Frame, ...]:
        """The function that `position` would be in without inlining, then its callers.

        The last frame is the function itself.
        """
        found = []
        places = self.trees.places(position)
        calls = self.trees.calls(position)
        place = places.at(pc_b)
        while 0 <= place < len(calls):
            call = calls[place]
            found.append(Frame(call.name, self.position(position, pc_b)))
            pc_b = call.pc_b
            parent = places.at(pc_b)
            place = parent if parent < place else -1  # anything else would not end
        return (*found, Frame(self.pclntab.names[position], self.position(position, pc_b)))

    def declaration(self, position: int) -> Position | None:
        """Where a function begins; `None` where it is in no source file.

        The line is exact from go1.20 on. Before, no such line is on record, and it is the least
        one of the function's own, which is in its body.
        """
        record = self.pclntab.record(position)
        number = self._own_file(position, record)
        file = self._file(record, number)
        line = record.start_line
        if line is None:
            line = self._least_line(position, record, number)
        return Position(file, line) if file is not None and line > 0 else None

    def _own_file(self, position: int, record: Record) -> int:
        """The number of the file of the first point that is in no inlined call.

        There is one in every function: its return.
        """
        files = self.tables[record.files]
        if len(set(files.values)) == 1:
            return files.values[0]
        places = self.trees.places(position)
        points = sorted({0, *files.ends, *places.ends})
        return files.at(next((point for point in points if places.at(point) < 0), 0))

    def _least_line(self, position: int, record: Record, file: int) -> int:
        files, lines = self.tables[record.files], self.tables[record.lines]
        places = self.trees.places(position)
        points = {0, *files.ends, *lines.ends, *places.ends}
        own = (
            lines.at(point)
            for point in points
            if places.at(point) < 0 and files.at(point) == file and lines.at(point) > 0
        )
        return min(own, default=0)

    def _file(self, record: Record, number: int) -> str | None:
        """The file that the tables of a function call by this number; `None` where it is none."""
        pclntab = self.pclntab
        if pclntab.layout.has_unit:
            at = pclntab.unit_table + 4 * (record.unit + number)
        else:
            at = pclntab.file_table + 4 * number
        if number < 0 or record.unit == NO_OFFSET or at + 4 > len(pclntab.data):
            return None
        offset = int.from_bytes(pclntab.data[at : at + 4], "little")
        return self._files[offset] or None if offset != NO_OFFSET else None

    @cached_property
    def _files(self) -> Strings:
        pclntab = self.pclntab
        start = pclntab.file_table if pclntab.layout.has_unit else pclntab.address
        return Strings(pclntab.data, start)
