"""Writes tables of functions as Go's linker does, in every layout, to read them back.

Source: golang/go src/cmd/link/internal/ld/pcln.go of go1.15, go1.17, go1.19 and go1.20.
"""

import struct
from dataclasses import dataclass

MAGIC = {"1.2": 0xFFFFFFFB, "1.16": 0xFFFFFFFA, "1.18": 0xFFFFFFF0, "1.20": 0xFFFFFFF1}
FIRST_FUNCTION = 0x1000


@dataclass(frozen=True)
class Function:
    """A function, and by PC_B its file (a number) and line."""

    name: str
    start_line: int = 1
    points: tuple[tuple[int, int], ...] = ((0, 1),)


def varint(value: int) -> bytes:
    encoded = bytearray()
    while value > 0x7F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*encoded, value])


def value_table(values: list[int]) -> bytes:
    """The table that holds a value for each PC_B."""
    runs: list[list[int]] = []
    for value in values:
        if runs and runs[-1][0] == value:
            runs[-1][1] += 1
        else:
            runs.append([value, 1])
    encoded, before = b"", -1
    for value, length in runs:
        change = value - before
        encoded += varint(change << 1 if change >= 0 else ((-change) << 1) - 1) + varint(length)
        before = value
    return encoded + b"\0"


class Pool:
    """Bytes that grow, and where what was put in them lies."""

    def __init__(self, first: bytes = b"") -> None:
        self.content = bytearray(first)

    def put(self, piece: bytes, alignment: int = 1) -> int:
        self.content += bytes(-len(self.content) % alignment)
        self.content += piece
        return len(self.content) - len(piece)


def table(
    version: str, functions: list[Function], files: list[str], *, shift: bool = True
) -> bytes:
    """The whole table, from its header on; `shift` tells program counters from PC_F alone."""
    entries = [(FIRST_FUNCTION + at) << (16 if shift else 0) for at in range(len(functions) + 1)]
    header = struct.pack("<IHBBQ", MAGIC[version], 0, 1, 8, len(functions))
    if version == "1.2":
        return _go_1_2(header, entries, functions, files)
    names, units, texts, values = Pool(), Pool(), Pool(), Pool(b"\0")
    for file in files:
        units.put(struct.pack("<I", texts.put(file.encode() + b"\0")))
    wide = version == "1.16"
    records, places = Pool(), []
    # The entries come first, with the end of the last function behind.
    records.put(bytes((16 if wide else 8) * len(functions) + (8 if wide else 4)))
    for entry, function in zip(entries, functions, strict=False):
        places.append(
            records.put(
                _record(
                    version, entry, names.put(function.name.encode() + b"\0"), function, values
                ),
                8 if wide else 4,
            )
        )
    form = "<QQ" if wide else "<II"
    for at, place in enumerate(places):
        struct.pack_into(form, records.content, struct.calcsize(form) * at, entries[at], place)
    parts = [names, units, texts, values, records]
    words = [len(files)] if wide else [len(files), 0]
    start = len(header) + 8 * (len(words) + len(parts))
    body = Pool()
    offsets = [start + body.put(bytes(part.content), 8) for part in parts]
    return header + struct.pack(f"<{len(words) + len(parts)}Q", *words, *offsets) + body.content


def _record(version: str, entry: int, name: int, function: Function, values: Pool) -> bytes:
    """A record with no arrays; from go1.16 on with a unit that begins at file 0."""
    numbers = values.put(value_table([file for file, _ in function.points]))
    lines = values.put(value_table([line for _, line in function.points]))
    record = struct.pack("<Q" if version in ("1.2", "1.16") else "<I", entry)
    record += struct.pack("<iiIIIII", name, 0, 0, 0, numbers, lines, 0)
    if version != "1.2":
        record += struct.pack("<I", 0)
    if version == "1.20":
        record += struct.pack("<i", function.start_line)
    return record + bytes(4)


def _go_1_2(
    header: bytes, entries: list[int], functions: list[Function], files: list[str]
) -> bytes:
    """All in one piece, offsets from its start; files are numbered from 1."""
    pool = Pool(header + bytes(16 * len(functions) + 12))
    places = []
    for entry, function in zip(entries, functions, strict=False):
        name = pool.put(function.name.encode() + b"\0")
        moved = Function(
            function.name, 0, tuple((file + 1, line) for file, line in function.points)
        )
        # Offset 0 is the header, so that no table is there.
        record = _record("1.2", entry, name, moved, pool)
        places.append(pool.put(record, 8))
    offsets = [pool.put(file.encode() + b"\0") for file in files]
    numbers = pool.put(struct.pack(f"<{len(files) + 1}I", len(files) + 1, *offsets), 4)
    for at, place in enumerate(places):
        struct.pack_into("<QQ", pool.content, 16 + 16 * at, entries[at], place)
    end = 16 + 16 * len(functions)
    struct.pack_into("<QI", pool.content, end, entries[-1], numbers)
    return bytes(pool.content)
