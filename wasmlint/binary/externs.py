"""Imports and exports of components.

Source: WebAssembly/component-model@6d28164 design/mvp/Binary.md ("Import and Export Definitions",
"Type Definitions").
"""

from wasmlint.binary.module import ComponentExtern
from wasmlint.binary.reader import Reader
from wasmlint.core.places import ByteSpan

_CORE_SORTS = {
    0x00: "core func",
    0x01: "core table",
    0x02: "core memory",
    0x03: "core global",
    0x04: "core tag",
    0x10: "core type",
    0x11: "core module",
    0x12: "core instance",
}
_SORTS = {1: "func", 2: "value", 3: "type", 4: "component", 5: "instance"}
_CORE_SORT = 0x00
_ATTRIBUTES = {0: "implements", 1: "version_suffix", 2: "external_id"}
_PRIMITIVE_TYPES = frozenset([0x64, *range(0x73, 0x80)])


def decode_imports(reader: Reader) -> tuple[ComponentExtern, ...]:
    """The imports of one import section."""
    imports = []
    for _ in range(reader.count("imports", minimum_bytes=4)):
        start = reader.at
        name, attributes = _name(reader)
        kind = _extern_type(reader)
        imports.append(_extern(name, attributes, kind, ByteSpan(start, reader.at)))
    return tuple(imports)


def decode_exports(reader: Reader) -> tuple[ComponentExtern, ...]:
    """The exports of one export section."""
    exports = []
    for _ in range(reader.count("exports", minimum_bytes=5)):
        start = reader.at
        name, attributes = _name(reader)
        kind = _sort(reader)
        reader.u32(f"{kind} index")
        if _flag(reader, "type of an export"):
            _extern_type(reader)
        exports.append(_extern(name, attributes, kind, ByteSpan(start, reader.at)))
    return tuple(exports)


def _extern(name: str, attributes: dict[str, str], kind: str, span: ByteSpan) -> ComponentExtern:
    implements = attributes.get("implements")
    return ComponentExtern(name, kind, span, implements, attributes.get("version_suffix"))


def _name(reader: Reader) -> tuple[str, dict[str, str]]:
    at = reader.at
    form = reader.u8("form of a name")
    # 0x00 and 0x01 mean the same; 0x02 is followed by attributes.
    if form > 2:
        raise reader.fail(f"{form:#04x} is no form of a name", at)
    name = reader.name()
    attributes: dict[str, str] = {}
    for _ in range(reader.count("attributes", minimum_bytes=2) if form == 2 else 0):
        at = reader.at
        kind = reader.u8("attribute")
        if kind not in _ATTRIBUTES:
            raise reader.fail(f"{kind:#04x} is no attribute of a name", at)
        attributes[_ATTRIBUTES[kind]] = reader.name("attribute")
    return name, attributes


def _sort(reader: Reader) -> str:
    at = reader.at
    sort = reader.u8("sort")
    if sort == _CORE_SORT:
        core_sort = reader.u8("core sort")
        if core_sort in _CORE_SORTS:
            return _CORE_SORTS[core_sort]
        raise reader.fail(f"{core_sort:#04x} is no core sort", at + 1)
    if sort in _SORTS:
        return _SORTS[sort]
    raise reader.fail(f"{sort:#04x} is no sort", at)


def _extern_type(reader: Reader) -> str:
    kind = _sort(reader)
    match kind:
        case "type":
            if not _flag(reader, "bound of a type"):
                reader.u32("type index")
        case "value":
            if _flag(reader, "bound of a value"):
                _value_type(reader)
            else:
                reader.u32("value index")
        case _:
            reader.u32("type index")
    return kind


def _flag(reader: Reader, what: str) -> bool:
    at = reader.at
    flag = reader.u8(what)
    if flag > 1:
        raise reader.fail(f"{flag:#04x} is no {what}", at)
    return flag == 1


def _value_type(reader: Reader) -> None:
    at = reader.at
    first = reader.peek()
    if first is not None and first in _PRIMITIVE_TYPES:
        reader.u8()
    elif reader.s33("value type") < 0:
        raise reader.fail("a value type is a primitive type or an index", at)
