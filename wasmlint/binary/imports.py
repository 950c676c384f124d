"""The import section, whose entries may share a module name, and a type, by the compact form.

Source: core specification 3.0, section 5.5.5 "Import Section"; the compact-import-section proposal;
bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/readers/core/imports.rs.
"""

from collections.abc import Iterator

from wasmlint.binary.module import Global, Import, Memory, Table, Tag
from wasmlint.binary.reader import VECTOR_LIMIT, Reader
from wasmlint.binary.types import (
    global_type,
    memory_limits,
    reference_type,
    table_limits,
    tag_type,
)
from wasmlint.core.places import ByteSpan

_KINDS = {0: "function", 1: "table", 2: "memory", 3: "global", 4: "tag", 0x20: "function"}
_EXACT_FUNCTION = 0x20
_ONE_MODULE, _ONE_MODULE_AND_TYPE = 0x7F, 0x7E

Entity = int | Table | Memory | Global | Tag
# Module name, name, kind byte, entity, start of the entry, whether it is part of a compact one.
_Entry = tuple[str, str, int, Entity, int, int, bool]


def decode_imports(reader: Reader) -> tuple[Import, ...]:
    """All imports; an entry of the compact form makes any number of them, also none."""
    taken = dict.fromkeys(_KINDS.values(), 0)
    imports = []
    for _ in range(reader.count("imports", minimum_bytes=4)):
        for module, name, byte, entity, start, end, is_compact in _entry(reader):
            kind = _KINDS[byte]
            imports.append(
                Import(
                    module,
                    name,
                    kind,
                    taken[kind],
                    entity,
                    ByteSpan(start, end),
                    byte == _EXACT_FUNCTION,
                    is_compact,
                )
            )
            taken[kind] += 1
        if len(imports) > VECTOR_LIMIT:
            raise reader.fail(f"there are more than the {VECTOR_LIMIT} imports that engines take")
    return tuple(imports)


def _entry(reader: Reader) -> Iterator[_Entry]:
    start = reader.at
    module = reader.name("module name of an import")
    name = reader.name("name of an import")
    form = reader.peek()
    if name == "" and form == _ONE_MODULE:
        reader.u8()
        for _ in range(reader.count("imports of one module", minimum_bytes=3)):
            start = reader.at
            name = reader.name("name of an import")
            kind, entity = _extern_type(reader)
            yield module, name, kind, entity, start, reader.at, True
    elif name == "" and form == _ONE_MODULE_AND_TYPE:
        reader.u8()
        kind, entity = _extern_type(reader)
        for _ in range(reader.count("imports of one module and type")):
            start = reader.at
            name = reader.name("name of an import")
            yield module, name, kind, entity, start, reader.at, True
    else:
        kind, entity = _extern_type(reader)
        yield module, name, kind, entity, start, reader.at, False


def _extern_type(reader: Reader) -> tuple[int, Entity]:
    start = reader.at
    kind = reader.u8("kind of an import")
    entity: Entity
    match _KINDS.get(kind):
        case "function":
            entity = reader.u32("type index")
        case "table":
            element_type = reference_type(reader)
            limits = table_limits(reader)
            entity = Table(element_type, limits, None, ByteSpan(start, reader.at))
        case "memory":
            entity = Memory(memory_limits(reader), ByteSpan(start, reader.at))
        case "global":
            value, is_mutable, is_shared = global_type(reader)
            entity = Global(value, is_mutable, None, ByteSpan(start, reader.at), is_shared)
        case "tag":
            entity = Tag(tag_type(reader), ByteSpan(start, reader.at))
        case _:
            raise reader.fail(f"{kind:#04x} is no kind of import", start)
    return kind, entity
