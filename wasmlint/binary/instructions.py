"""Instructions one by one, decoded strictly: the exact path, for a few instructions at a time.

Whole code sections are for the scanner. What only validation can tell (index bounds, types, lane
numbers, alignment, nesting) is not looked at.
Source: core specification 3.0, section 5.4 "Instructions"; threads, shared-everything-threads,
stack-switching and custom-descriptors proposals; bytecodealliance/wasm-tools@a7ef4778
crates/wasmparser/src/binary_reader.rs.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from msgspec import Struct

from wasmlint.binary.opcodes import Opcode, opcodes
from wasmlint.binary.reader import Reader
from wasmlint.binary.types import SINGLE_BYTE, heap_type, value_type, value_types
from wasmlint.core.errors import DecodeError

PREFIXES = frozenset({0xFB, 0xFC, 0xFD, 0xFE})
"""Bytes that begin an instruction whose number follows as a LEB128 integer."""

EMPTY_BLOCK_TYPE = 0x40
MEMORY_INDEX_FLAG = 0x40
"""The bit of a memory access's flags that says that a memory index follows."""

_REF_TYPES = frozenset({0x63, 0x64, 0x65})


class MemArg(NamedTuple):
    """Immediate of a memory access; `align` is a power of two."""

    align: int
    memory: int
    offset: int


class Clause(NamedTuple):
    """A handler of `try_table` or of `resume`: its keyword, and the tag and label it has."""

    kind: str
    tag: int | None
    label: int | None


BlockType = str | int | None
Immediate = (
    int | bytes | MemArg | BlockType | tuple[int, ...] | tuple[str, ...] | tuple[Clause, ...]
)
"""What an immediate decodes to.

Indices, integers, lanes, flags and orderings: `int`. `f32`, `f64`, `v128` and the 16 lanes of a
shuffle: `bytes`. Heap types and a block's value type: text of the text format; a block type is a
type index or `None` (empty) else. `br_table`: all labels, the default one last. Types of `select`:
tuple of texts. Clauses of `try_table` and `resume`: tuple of `Clause`.
"""


class Instruction(Struct, frozen=True):
    """One decoded instruction; `offset` and `end` are file offsets, half open."""

    offset: int
    opcode: Opcode
    immediates: tuple[Immediate, ...]
    end: int


def decode_instruction(data: bytes, at: int, end: int) -> Instruction:
    """The instruction at `at`, which must end at `end` or before.

    Raises `DecodeError` where the bytes are no instruction of the table.
    """
    return _read(Reader(data, at, end, "code"))


def instructions(data: bytes, start: int, end: int) -> Iterator[Instruction]:
    """The instructions from `start` to `end`, where one of them must end.

    Raises `DecodeError` at the first that does not decode.
    """
    reader = Reader(data, start, end, "code")
    while reader.at < end:
        yield _read(reader)


def _read(reader: Reader) -> Instruction:
    start = reader.at
    opcode = _read_opcode(reader)
    immediates = tuple([_READ[kind](reader) for kind in opcode.immediates])
    return Instruction(start, opcode, immediates, reader.at)


def _read_opcode(reader: Reader) -> Opcode:
    start = reader.at
    byte = reader.u8("opcode")
    prefix, code = (byte, reader.u32("opcode")) if byte in PREFIXES else (None, byte)
    opcode = opcodes().get((prefix, code))
    if opcode is None:
        shown = f"{code:#04x}" if prefix is None else f"{prefix:#04x} {code:#04x}"
        raise DecodeError(start, f"{shown} is no known opcode", reader.section)
    return opcode


def _block_type(reader: Reader) -> BlockType:
    at = reader.at
    first = reader.peek()
    if first == EMPTY_BLOCK_TYPE:
        reader.u8()
        return None
    if first in SINGLE_BYTE or first in _REF_TYPES:
        return value_type(reader)
    index = reader.s33("block type")
    if index < 0:
        raise reader.fail(f"block type cannot begin with {first:#04x}", at)
    return index


def _memory_argument(reader: Reader) -> MemArg:
    at = reader.at
    flags = reader.u32("flags of a memory access")
    align = flags & ~MEMORY_INDEX_FLAG
    if align >= MEMORY_INDEX_FLAG:
        raise reader.fail(f"flags of a memory access cannot be {flags:#x}", at)
    memory = reader.u32("memory index") if flags & MEMORY_INDEX_FLAG else 0
    # 64 bits also for 32-bit memories: that the offset fits is validation.
    return MemArg(align, memory, reader.u64("offset of a memory access"))


def _labels(reader: Reader) -> tuple[int, ...]:
    count = reader.count("labels") + 1
    # Go jumps to every place where a function can resume by one table of hundreds of labels, so
    # those of one or two bytes are taken here, and the rest is left for the general way.
    data, at, end = reader.data, reader.at, reader.end - 1
    labels: list[int] = []
    while len(labels) < count and at < end:
        label = data[at]
        if label < 0x80:
            at += 1
        elif (high := data[at + 1]) < 0x80:
            label += (high - 1) << 7
            at += 2
        else:
            break
        labels.append(label)
    reader.at = at
    labels += [reader.u32("label index") for _ in range(count - len(labels))]
    return tuple(labels)


# Keyword, whether a tag follows, whether a label follows; by the byte that begins the clause.
_CATCHES = (
    ("catch", True, True),
    ("catch_ref", True, True),
    ("catch_all", False, True),
    ("catch_all_ref", False, True),
)
_HANDLERS = (("on", True, True), ("on_switch", True, False))


def _clauses(
    forms: tuple[tuple[str, bool, bool], ...], what: str
) -> Callable[[Reader], tuple[Clause, ...]]:
    def read(reader: Reader) -> tuple[Clause, ...]:
        return tuple([clause(reader) for _ in range(reader.count(f"{what}s", minimum_bytes=2))])

    def clause(reader: Reader) -> Clause:
        kind, has_tag, has_label = forms[_below(len(forms), what)(reader)]
        tag = reader.u32("tag index") if has_tag else None
        return Clause(kind, tag, reader.u32("label index") if has_label else None)

    return read


def _below(limit: int, what: str) -> Callable[[Reader], int]:
    def read(reader: Reader) -> int:
        at = reader.at
        byte = reader.u8(what)
        if byte >= limit:
            raise reader.fail(f"{what} cannot be {byte:#04x}", at)
        return byte

    return read


def _u32(what: str) -> Callable[[Reader], int]:
    return lambda reader: reader.u32(what)


def _raw(size: int, what: str) -> Callable[[Reader], bytes]:
    def read(reader: Reader) -> bytes:
        if reader.remaining < size:
            raise reader.fail(f"{what} is cut short")
        return reader.take(size, what)

    return read


def _ordering(reader: Reader) -> int:
    at = reader.at
    ordering = reader.u32("memory ordering")
    if ordering > 1:
        raise reader.fail(f"memory ordering cannot be {ordering:#x}", at)
    return ordering


_INDICES = {
    "labelidx": "label index",
    "funcidx": "function index",
    "typeidx": "type index",
    "tableidx": "table index",
    "localidx": "local index",
    "globalidx": "global index",
    "memidx": "memory index",
    "dataidx": "data index",
    "elemidx": "element index",
    "tagidx": "tag index",
    "fieldidx": "field index",
    "u32": "number of operands",
}

_READ: dict[str, Callable[[Reader], Immediate]] = {
    kind: _u32(what) for kind, what in _INDICES.items()
} | {
    "blocktype": _block_type,
    "br_table": _labels,
    "memarg": _memory_argument,
    "i32": lambda reader: reader.s32("i32 constant"),
    "i64": lambda reader: reader.s64("i64 constant"),
    "f32": _raw(4, "f32 constant"),
    "f64": _raw(8, "f64 constant"),
    "v128": _raw(16, "v128 constant"),
    "lanes16": _raw(16, "lane indices"),
    "lane": lambda reader: reader.u8("lane index"),
    "valtypes": lambda reader: value_types(reader, "types of a select"),
    "heaptype": heap_type,
    "castflags": _below(4, "cast flags"),
    "catches": _clauses(_CATCHES, "catch clause"),
    "handlers": _clauses(_HANDLERS, "handler"),
    "ordering": _ordering,
    "zero": _below(1, "zero byte"),
}
