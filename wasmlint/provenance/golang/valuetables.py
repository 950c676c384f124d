"""Tables of values by program counter, in which Go keeps files, lines and inlined calls.

Source: golang/go src/runtime/symtab.go (pcvalue, step) and src/cmd/internal/obj/pcln.go
(funcpctab). On WebAssembly the counter is PC_B, and a value holds for all instructions up to the
point at which the program can be resumed: of the last instruction, a call, it is exact.
"""

from array import array
from bisect import bisect_right

from msgspec import Struct

_PC_B_LIMIT = 1 << 16


class ValueTable(Struct, frozen=True):
    """`values[i]` holds for the counters below `ends[i]` and not below the end before.

    -1 means that there is no value.
    """

    ends: "array[int]"
    values: "array[int]"

    def at(self, pc_b: int) -> int:
        """The value at a counter, -1 beyond the last."""
        place = bisect_right(self.ends, pc_b)
        return self.values[place] if place < len(self.values) else -1


_EMPTY = ValueTable(array("q"), array("q"))


class ValueTables(dict[int, ValueTable]):
    """Tables by their offset from `start`, each decoded when first asked for.

    Offset 0 means that there is no table. A broken table is empty from the fault on. Different
    tables do not overlap in a real module; once those asked for are longer than all there is,
    others are empty.
    """

    def __init__(self, data: bytes, start: int) -> None:
        super().__init__({0: _EMPTY})
        self._data = data
        self._start = start
        self._left = len(data)

    def __missing__(self, offset: int) -> ValueTable:
        start = self._start + offset
        table = _EMPTY
        if 0 <= start < len(self._data) and self._left > 0:
            table, end = _decode(self._data, start)
            self._left -= end - start
        self[offset] = table
        return table


def _decode(data: bytes, at: int) -> tuple[ValueTable, int]:
    """The table at `at` and the offset behind it.

    Pairs of varints, of which the first is zigzag: by how much the value changes, and for how many
    counters it then holds. A change of 0 ends the table, except in the first pair.
    """
    ends, values = array("q"), array("q")
    value, pc_b = -1, 0
    try:
        while pc_b < _PC_B_LIMIT:
            change = data[at]
            at += 1
            if change > 0x7F:
                change, at = _varint(data, at - 1)
            if change == 0 and values:
                break
            value += -(change + 1 >> 1) if change & 1 else change >> 1
            length = data[at]
            at += 1
            if length > 0x7F:
                length, at = _varint(data, at - 1)
            if length == 0:
                break
            pc_b += length
            ends.append(pc_b)
            values.append(value)
    except (IndexError, OverflowError):
        pass
    return ValueTable(ends, values), at


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 35, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            break
    return value, at
