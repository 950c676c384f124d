"""The element and data sections: segments that fill tables and memories.

Source: core specification 3.0, sections 5.5.12 "Element Section" and 5.5.14 "Data Section".
"""

from array import array

from wasmlint.binary.constexpr import const_expr
from wasmlint.binary.module import ConstExpr, ElementSegment, Segments
from wasmlint.binary.reader import Reader
from wasmlint.binary.sections import decode_indices
from wasmlint.binary.types import reference_type
from wasmlint.core.places import ByteSpan

# Bits of an element segment's flags; the first two together mean declarative.
_IS_NOT_ACTIVE, _HAS_INDEX, _HAS_EXPRESSIONS = 1, 2, 4
_FUNCTION_KIND = 0x00
# Source: WebAssembly JavaScript Interface 3.0, "Implementation-defined Limits" (table entries).
_ELEMENT_LIMIT = 10_000_000

_ACTIVE, _PASSIVE, _ACTIVE_WITH_MEMORY = 0, 1, 2
_I32_CONST, _END = 0x41, 0x0B
# Flags, i32.const, address of at most 5 bytes, end, size of at most 5 bytes.
_PLAIN_HEADER_BYTES = 13


def decode_elements(reader: Reader) -> tuple[ElementSegment, ...]:
    """The element segments."""
    count = reader.count("element segments", minimum_bytes=2)
    return tuple([_element_segment(reader) for _ in range(count)])


def _element_segment(reader: Reader) -> ElementSegment:
    start = reader.at
    flags = reader.u32("flags of an element segment")
    if flags > (_IS_NOT_ACTIVE | _HAS_INDEX | _HAS_EXPRESSIONS):
        raise reader.fail(f"flags {flags:#x} are not those of an element segment", start)
    table_index, offset, mode = 0, None, "declarative" if flags & _HAS_INDEX else "passive"
    if not flags & _IS_NOT_ACTIVE:
        mode = "active"
        table_index = reader.u32("table index") if flags & _HAS_INDEX else 0
        offset = const_expr(reader)
    # Flags 0 and 4 state neither kind nor type.
    has_type = bool(flags & (_IS_NOT_ACTIVE | _HAS_INDEX))
    if flags & _HAS_EXPRESSIONS:
        element_type = reference_type(reader) if has_type else "funcref"
        functions = _expressions(reader)
    else:
        element_type = _element_kind(reader) if has_type else "(ref func)"
        count = reader.count("elements", limit=_ELEMENT_LIMIT)
        functions = array("q", decode_indices(reader, count, "function index"))
    span = ByteSpan(start, reader.at)
    return ElementSegment(mode, table_index, offset, element_type, functions, span)


def _element_kind(reader: Reader) -> str:
    at = reader.at
    kind = reader.u8("kind of elements")
    if kind != _FUNCTION_KIND:
        raise reader.fail(f"{kind:#04x} is no kind of elements", at)
    return "(ref func)"


def _expressions(reader: Reader) -> "array[int]":
    functions = array("q")
    for _ in range(reader.count("elements", minimum_bytes=2, limit=_ELEMENT_LIMIT)):
        expression = const_expr(reader)
        is_function = expression.operators == ("ref.func",)
        functions.append(expression.functions[0] if is_function else -1)
    return functions


def decode_segments(reader: Reader) -> Segments:
    """Where the bytes of each data segment lie and where they go."""
    count = reader.count("data segments", minimum_bytes=2)
    found = Segments(array("q"), array("q"), array("q"), array("q"))
    while True:
        _plain_segments(reader, count, found)
        if len(found) == count:
            return found
        memory, address = _target(reader)
        size = reader.u32("size of a data segment")
        found.memories.append(memory)
        found.addresses.append(address)
        found.offsets.append(reader.skip(size, "data segment"))
        found.sizes.append(size)


def _plain_segments(reader: Reader, count: int, found: Segments) -> None:
    """Takes up segments until there are `count` or one is not as compilers write nearly all.

    Those are 0x00, `i32.const`, address, `end`, size, bytes. A large Go module has 100,000 of them,
    so their integers are decoded here, and anything odd is left for the general way to refuse.
    """
    data, at, end = reader.data, reader.at, reader.end
    offsets, sizes, addresses = [], [], []
    for _ in range(count - len(found)):
        start = at
        # So many bytes can be read without a look at the bound.
        if end - at < _PLAIN_HEADER_BYTES or data[at] or data[at + 1] != _I32_CONST:
            break
        byte = data[at + 2]
        at += 3
        address, shift = byte & 0x7F, 7
        while byte > 0x7F and shift < 35:
            byte = data[at]
            at += 1
            address |= (byte & 0x7F) << shift
            shift += 7
        # Five bytes must repeat the sign in the bits beyond the 32nd.
        if data[at] != _END or byte > 0x7F or (shift == 35 and 0x07 < byte < 0x78):
            at = start
            break
        if byte & 0x40:
            address -= 1 << shift
        byte = data[at + 1]
        at += 2
        size, shift = byte & 0x7F, 7
        while byte > 0x7F and shift < 35:
            byte = data[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
        if byte > 0x7F or size > end - at:
            at = start
            break
        offsets.append(at)
        sizes.append(size)
        addresses.append(address & 0xFFFFFFFF)
        at += size
    reader.at = at
    found.offsets.extend(offsets)
    found.sizes.extend(sizes)
    found.addresses.extend(addresses)
    found.memories.extend([0] * len(offsets))


def _target(reader: Reader) -> tuple[int, int]:
    at = reader.at
    match reader.u32("flags of a data segment"):
        case 0:
            return 0, _address(const_expr(reader))
        case 1:
            return -1, -1
        case 2:
            memory = reader.u32("memory index")
            return memory, _address(const_expr(reader))
        case flags:
            raise reader.fail(f"flags {flags:#x} are not those of a data segment", at)


def _address(offset: ConstExpr) -> int:
    """The unsigned address, -1 where it is no constant or beyond any memory that can be."""
    if offset.value is None:
        return -1
    if offset.operators == ("i32.const",):
        return offset.value & 0xFFFFFFFF
    return offset.value if offset.value >= 0 else -1
