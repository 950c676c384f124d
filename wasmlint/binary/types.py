"""Types as the binary format writes them: value, heap and reference types, limits, extern types.

Types come back in the text format, with `$` before an index: `i32`, `funcref`, `(ref null $3)`.
A reference type has one text, however it was encoded.
Source: core specification 3.0, section 5.3 "Types"; the shared-everything-threads (0x65, shared
globals and tables), custom-descriptors (0x62) and stack-switching (0x68, 0x75) proposals;
bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/readers/core/types.rs.
"""

from wasmlint.binary.module import FieldType, Limits
from wasmlint.binary.reader import Reader

_NUMBERS = {0x7F: "i32", 0x7E: "i64", 0x7D: "f32", 0x7C: "f64", 0x7B: "v128"}
_PACKED = {0x78: "i8", 0x77: "i16"}
_HEAP = {
    0x75: "nocont",
    0x74: "noexn",
    0x73: "nofunc",
    0x72: "noextern",
    0x71: "none",
    0x70: "func",
    0x6F: "extern",
    0x6E: "any",
    0x6D: "eq",
    0x6C: "i31",
    0x6B: "struct",
    0x6A: "array",
    0x69: "exn",
    0x68: "cont",
}
# Bottom types are named for the hierarchy in short form: (ref null none) is nullref.
_SHORT = {heap: f"null{heap[2:]}ref" for heap in ("nocont", "noexn", "nofunc", "noextern")} | {
    "none": "nullref"
}
_NULLABLE = {heap: _SHORT.get(heap, f"{heap}ref") for heap in _HEAP.values()}

SINGLE_BYTE = _NUMBERS | {byte: _NULLABLE[heap] for byte, heap in _HEAP.items()}
"""Value types of one byte, which nearly all are."""

_SHARED = 0x65
_EXACT = 0x62
_NULL_REF, _REF = 0x63, 0x64

_DEFAULT_PAGE_BYTES = 65536
_HAS_MAXIMUM, _IS_SHARED, _IS_64, _HAS_PAGE_SIZE = 1, 2, 4, 8


def heap_type(reader: Reader) -> str:
    """The heap type at the cursor: `func`, `$3`, `(shared any)`, `(exact $3)`."""
    at = reader.at
    byte = reader.peek()
    if byte == _SHARED:
        reader.u8()
        return f"(shared {_abstract(reader)})"
    if byte == _EXACT:
        reader.u8()
        return f"(exact ${reader.u32('type index')})"
    if byte is None or byte in _HEAP:
        return _abstract(reader)
    index = reader.s33("heap type")
    if index < 0:
        raise reader.fail(f"{byte:#04x} does not begin a heap type", at)
    return f"${index}"


def _abstract(reader: Reader) -> str:
    at = reader.at
    byte = reader.u8("heap type")
    heap = _HEAP.get(byte)
    if heap is None:
        raise reader.fail(f"{byte:#04x} is no abstract heap type", at)
    return heap


def reference_type(reader: Reader) -> str:
    """The reference type at the cursor."""
    at = reader.at
    byte = reader.u8("reference type")
    if byte in _HEAP:
        return SINGLE_BYTE[byte]
    if byte == _NULL_REF:
        heap = heap_type(reader)
        return _NULLABLE.get(heap, f"(ref null {heap})")
    if byte == _REF:
        return f"(ref {heap_type(reader)})"
    if byte == _SHARED:
        return f"(ref null (shared {_abstract(reader)}))"
    raise reader.fail(f"{byte:#04x} is no reference type", at)


def value_type(reader: Reader) -> str:
    """The value type at the cursor."""
    at = reader.at
    byte = reader.u8("value type")
    known = SINGLE_BYTE.get(byte)
    if known is not None:
        return known
    if byte in (_NULL_REF, _REF, _SHARED):
        reader.at = at
        return reference_type(reader)
    raise reader.fail(f"{byte:#04x} is no value type", at)


def value_types(reader: Reader, what: str) -> tuple[str, ...]:
    """A vector of value types."""
    count = reader.count(what)
    return tuple([value_type(reader) for _ in range(count)])


def field_type(reader: Reader) -> FieldType:
    """The field type at the cursor."""
    packed = _PACKED.get(reader.peek() or 0)
    if packed is not None:
        reader.u8()
    storage = packed or value_type(reader)
    at = reader.at
    mutability = reader.u8("mutability")
    if mutability > 1:
        raise reader.fail(f"{mutability:#04x} is no mutability", at)
    return FieldType(storage, mutability == 1)


def global_type(reader: Reader) -> tuple[str, bool, bool]:
    """The global type at the cursor: value type, whether it is mutable, whether it is shared."""
    value = value_type(reader)
    at = reader.at
    flags = reader.u8("mutability")
    if flags > 3:
        raise reader.fail(f"{flags:#04x} is no mutability", at)
    return value, bool(flags & 1), bool(flags & 2)


def memory_limits(reader: Reader) -> Limits:
    """The limits of a memory at the cursor, in pages."""
    flags = _limits_flags(reader, 0x0F, "memory")
    minimum, maximum = _range(reader, flags)
    page_bytes = _DEFAULT_PAGE_BYTES
    if flags & _HAS_PAGE_SIZE:
        at = reader.at
        exponent = reader.u32("page size")
        if exponent > 63:
            raise reader.fail(f"a page of 2^{exponent} bytes is no page size", at)
        page_bytes = 1 << exponent
    return Limits(minimum, maximum, bool(flags & _IS_SHARED), bool(flags & _IS_64), page_bytes)


def table_limits(reader: Reader) -> Limits:
    """The limits of a table at the cursor, in entries."""
    flags = _limits_flags(reader, 0x07, "table")
    minimum, maximum = _range(reader, flags)
    return Limits(minimum, maximum, bool(flags & _IS_SHARED), bool(flags & _IS_64), 0)


def _limits_flags(reader: Reader, known: int, what: str) -> int:
    at = reader.at
    flags = reader.u8("limits")
    if flags & ~known:
        raise reader.fail(f"limits flags {flags:#04x} are not those of a {what}", at)
    return flags


def _range(reader: Reader, flags: int) -> tuple[int, int | None]:
    # 64 bits also for 32-bit memories: that the number fits is validation.
    minimum = reader.u64("minimum")
    return minimum, reader.u64("maximum") if flags & _HAS_MAXIMUM else None


def tag_type(reader: Reader) -> int:
    """The tag type at the cursor: the index of its function type."""
    at = reader.at
    attribute = reader.u8("tag attribute")
    if attribute:
        raise reader.fail(f"{attribute:#04x} is no tag attribute", at)
    return reader.u32("type index")
