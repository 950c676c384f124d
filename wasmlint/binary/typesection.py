"""The type section: recursion groups, subtypes, and function, struct, array and continuation types.

Source: core specification 3.0, sections 5.3.6 "Composite Types" and 5.3.7 "Recursive Types"; the
stack-switching (0x5D) and custom-descriptors (0x4C, 0x4D) proposals.
"""

from wasmlint.binary.module import ArrayType, ContType, FuncType, StructType, SubType
from wasmlint.binary.reader import VECTOR_LIMIT, Reader
from wasmlint.binary.types import field_type, value_types

_REC = 0x4E
_SUB, _SUB_FINAL = 0x50, 0x4F
_DESCRIBES, _DESCRIPTOR = 0x4C, 0x4D
_SHARED = 0x65


def decode_types(reader: Reader) -> tuple[SubType, ...]:
    """All defined types by index.

    A recursion group is one entry and defines as many types as it holds.
    """
    entry_count = reader.count("types", minimum_bytes=2)
    types: list[SubType] = []
    for _ in range(entry_count):
        group = len(types)
        if reader.peek() == _REC:
            reader.u8()
            for _ in range(reader.count("types of a recursion group", minimum_bytes=2)):
                types.append(_sub_type(reader, group, is_explicit=True))  # noqa: PERF401  groups nest
        else:
            types.append(_sub_type(reader, group, is_explicit=False))
        if len(types) > VECTOR_LIMIT:
            raise reader.fail(f"there are more than the {VECTOR_LIMIT} types that engines take")
    return tuple(types)


def _sub_type(reader: Reader, group: int, *, is_explicit: bool) -> SubType:
    form = reader.peek()
    supertypes: tuple[int, ...] = ()
    is_final = True
    if form in (_SUB, _SUB_FINAL):
        reader.u8()
        is_explicit, is_final = True, form == _SUB_FINAL
        count = reader.count("supertypes")
        supertypes = tuple([reader.u32("type index") for _ in range(count)])
    is_shared = _prefix(reader, _SHARED)
    describes = reader.u32("type index") if _prefix(reader, _DESCRIBES) else None
    descriptor = reader.u32("type index") if _prefix(reader, _DESCRIPTOR) else None
    return SubType(
        _composite(reader),
        supertypes,
        is_final,
        group,
        is_explicit,
        is_shared,
        describes,
        descriptor,
    )


def _prefix(reader: Reader, byte: int) -> bool:
    if reader.peek() != byte:
        return False
    reader.u8()
    return True


def _composite(reader: Reader) -> FuncType | StructType | ArrayType | ContType:
    at = reader.at
    match reader.u8("form of a type"):
        case 0x60:
            params = value_types(reader, "parameters")
            return FuncType(params, value_types(reader, "results"))
        case 0x5F:
            count = reader.count("fields", minimum_bytes=2)
            return StructType(tuple([field_type(reader) for _ in range(count)]))
        case 0x5E:
            return ArrayType(field_type(reader))
        case 0x5D:
            index = reader.s33("type index")
            if index < 0:
                raise reader.fail("a continuation type must name its function type", at)
            return ContType(index)
        case form:
            raise reader.fail(f"{form:#04x} does not begin a type", at)
