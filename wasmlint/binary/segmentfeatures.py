"""The proposals that element and data segments need.

Source: core specification 3.0, sections 5.5.12 "Element Section" and 5.5.14 "Data Section";
bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/validator/core.rs.
"""

from collections.abc import Iterator
from operator import add

from wasmlint.binary import leb128
from wasmlint.binary.constexpr import const_expr
from wasmlint.binary.constfeatures import const_features
from wasmlint.binary.module import ElementSegment, Module
from wasmlint.binary.reader import Reader
from wasmlint.binary.typefeatures import type_features
from wasmlint.binary.uses import Use

_FLAGS = 0x07
_HAS_EXPRESSIONS = 0x04
_ACTIVE_WITH_MEMORY = 2


def element_features(module: Module) -> Iterator[Use]:
    """What each element segment needs for its form, its type and its offset."""
    for segment in module.elements:
        yield _element_form(module.data[segment.span.start] & _FLAGS, segment), segment.span.start
        yield from const_features(module, segment.offset)


def _element_form(flags: int, segment: ElementSegment) -> list[str]:
    names = []
    # Passive, declarative, or with a table index behind the flags.
    if flags & ~_HAS_EXPRESSIONS:
        names.append("bulk-memory")
    if flags & _HAS_EXPRESSIONS or segment.table_index:
        names.append("reference-types")
    if flags > _HAS_EXPRESSIONS:
        names += type_features(segment.element_type)
    return names


def data_features(module: Module) -> Iterator[Use]:
    """What each data segment needs for its form and its offset."""
    starts = _data_starts(module)
    flags = bytes([module.data[start] & _FLAGS for start in starts])
    segments = module.segments
    if not any(flags) and -1 not in segments.addresses:
        return
    for start, flag, memory, address in zip(
        starts, flags, segments.memories, segments.addresses, strict=True
    ):
        if flag:
            yield ["bulk-memory", "multi-memory"] if memory > 0 else ["bulk-memory"], start
        if memory >= 0 and address < 0:
            yield from _data_offset(module, start)


def _data_starts(module: Module) -> list[int]:
    """The offset of each segment's flags: the first comes behind the count of them."""
    segments = module.segments
    for section in module.sections:
        if section.id != 0 and section.name == "data":
            _, first = leb128.unsigned(module.data, section.offset, section.end)
            return [first, *map(add, segments.offsets, segments.sizes)][: len(segments)]
    return []


def _data_offset(module: Module, start: int) -> Iterator[Use]:
    reader = Reader(module.data, start, module.span.end, "data")
    if reader.u32("flags of a data segment") == _ACTIVE_WITH_MEMORY:
        reader.u32("memory index")
    yield from const_features(module, const_expr(reader))
