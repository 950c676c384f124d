"""Where the fields of Go's function tables lie, by the magic number of the table.

Source: golang/go src/internal/abi/symtab.go (magic numbers), src/runtime/symtab.go (pcHeader,
functab) and src/runtime/runtime2.go (_func) of go1.12, go1.16, go1.18, go1.20 and go1.27.
"""

from msgspec import Struct


class Layout(Struct, frozen=True):
    """One layout of the tables.

    `version` is the first Go version that wrote it. `entry_bytes` is the size of a program counter,
    and of an offset beside it. `first_table_word` is the place in the header, counted in words of
    eight bytes, of the offsets of the tables; without it the header ends with the number of
    functions, and all offsets are relative to the header. `funcdata_bytes` is the size of an entry
    of the last array of a record: an address where it is 8, else an offset.
    """

    version: str
    magic: int
    entry_bytes: int
    first_table_word: int | None
    has_unit: bool
    has_start_line: bool
    funcdata_bytes: int

    @property
    def record_format(self) -> str:
        """`struct` format of a record before its arrays.

        Entry, name, size of arguments, `deferreturn`, tables of stack depths, files and lines,
        number of pcdata tables, then the unit and the start line if there are any, then id of the
        function, flags and number of funcdata entries.
        """
        entry = "Q" if self.entry_bytes == 8 else "I"
        return f"<{entry}iiI3Ii{'I' * self.has_unit}{'i' * self.has_start_line}BBxB"


LAYOUTS = (
    Layout("1.20", 0xFFFFFFF1, 4, 4, has_unit=True, has_start_line=True, funcdata_bytes=4),
    Layout("1.18", 0xFFFFFFF0, 4, 4, has_unit=True, has_start_line=False, funcdata_bytes=4),
    Layout("1.16", 0xFFFFFFFA, 8, 3, has_unit=True, has_start_line=False, funcdata_bytes=8),
    Layout("1.2", 0xFFFFFFFB, 8, None, has_unit=False, has_start_line=False, funcdata_bytes=8),
)
"""All layouts that can be in a WebAssembly module, the newest first."""
