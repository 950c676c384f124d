"""The smaller sections of a core module: function to start, data count and code, in module order.

Each function takes a reader bounded by its section and leaves the cursor behind the last entry.
Source: core specification 3.0, section 5.5 "Modules".
"""

from array import array

from wasmlint.binary import leb128
from wasmlint.binary.constexpr import const_expr
from wasmlint.binary.module import Bodies, Export, Global, Memory, Table, Tag
from wasmlint.binary.reader import Reader
from wasmlint.binary.types import (
    global_type,
    memory_limits,
    reference_type,
    table_limits,
    tag_type,
)
from wasmlint.core.places import ByteSpan

_EXPORT_KINDS = ("function", "table", "memory", "global", "tag")
_TABLE_WITH_INITIALISER = 0x40


def decode_functions(reader: Reader) -> "array[int]":
    """The type index of each function."""
    count = reader.count("functions")
    return array("q", decode_indices(reader, count, "type index"))


def decode_indices(reader: Reader, count: int, what: str) -> list[int]:
    """So many indices in a row; `what` names one in errors."""
    data, at, end, section = reader.data, reader.at, reader.end, reader.section
    indices = []
    for _ in range(count):
        if at < end and (index := data[at]) < 0x80:
            at += 1
        else:
            index, at = leb128.unsigned(data, at, end, 32, section, what)
        indices.append(index)
    reader.at = at
    return indices


def decode_tables(reader: Reader) -> tuple[Table, ...]:
    """The defined tables."""
    return tuple([_table(reader) for _ in range(reader.count("tables", minimum_bytes=3))])


def _table(reader: Reader) -> Table:
    start = reader.at
    has_initialiser = reader.peek() == _TABLE_WITH_INITIALISER
    if has_initialiser:
        reader.u8()
        at = reader.at
        if reader.u8("second byte of a table with an initialiser"):
            raise reader.fail("0x40 must be followed by 0x00 in a table", at)
    element_type = reference_type(reader)
    limits = table_limits(reader)
    initial = const_expr(reader) if has_initialiser else None
    return Table(element_type, limits, initial, ByteSpan(start, reader.at))


def decode_memories(reader: Reader) -> tuple[Memory, ...]:
    """The defined memories."""
    memories = []
    for _ in range(reader.count("memories", minimum_bytes=2)):
        start = reader.at
        limits = memory_limits(reader)
        memories.append(Memory(limits, ByteSpan(start, reader.at)))
    return tuple(memories)


def decode_tags(reader: Reader) -> tuple[Tag, ...]:
    """The defined tags."""
    tags = []
    for _ in range(reader.count("tags", minimum_bytes=2)):
        start = reader.at
        type_index = tag_type(reader)
        tags.append(Tag(type_index, ByteSpan(start, reader.at)))
    return tuple(tags)


def decode_globals(reader: Reader) -> tuple[Global, ...]:
    """The defined globals."""
    found = []
    for _ in range(reader.count("globals", minimum_bytes=3)):
        start = reader.at
        value, is_mutable, is_shared = global_type(reader)
        initial = const_expr(reader)
        found.append(Global(value, is_mutable, initial, ByteSpan(start, reader.at), is_shared))
    return tuple(found)


def decode_exports(reader: Reader) -> tuple[Export, ...]:
    """The exports; that their names differ is for validation to say."""
    exports = []
    for _ in range(reader.count("exports", minimum_bytes=3)):
        start = reader.at
        name = reader.name("name of an export")
        at = reader.at
        kind = reader.u8("kind of an export")
        if kind >= len(_EXPORT_KINDS):
            raise reader.fail(f"{kind:#04x} is no kind of export", at)
        index = reader.u32(f"{_EXPORT_KINDS[kind]} index")
        exports.append(Export(name, _EXPORT_KINDS[kind], index, ByteSpan(start, reader.at)))
    return tuple(exports)


def decode_start(reader: Reader) -> int:
    """The index of the start function."""
    return reader.u32("function index")


def decode_data_count(reader: Reader) -> int:
    """The number of data segments."""
    return reader.u32("number of data segments")


def decode_bodies(reader: Reader) -> Bodies:
    """Where each function body lies; the bodies themselves are not read."""
    count = reader.count("function bodies")
    data, at, end, section = reader.data, reader.at, reader.end, reader.section
    offsets, sizes = array("q"), array("q")
    for _ in range(count):
        size, body = leb128.unsigned(data, at, end, 32, section, "size of a function body")
        if size > end - body:
            problem = f"function body states a size of {size} and reaches beyond the end"
            raise reader.fail(problem, at)
        offsets.append(body)
        sizes.append(size)
        at = body + size
    reader.at = at
    return Bodies(offsets, sizes)
