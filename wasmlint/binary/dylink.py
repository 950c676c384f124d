"""The `dylink.0` section of shared libraries: what the dynamic loader is told.

Source: WebAssembly/tool-conventions@8e3191e DynamicLinking.md.
"""

from msgspec import Struct

from wasmlint.binary.module import Section
from wasmlint.binary.reader import Reader

_MEMORY, _NEEDED, _EXPORTS, _IMPORTS, _RUNTIME_PATHS = 1, 2, 3, 4, 5


class Dylink(Struct, frozen=True):
    """Contents of a `dylink.0` section.

    Alignments are powers of two, as exponents. `needed` names libraries. `export_flags` goes by
    name, `import_flags` by module and name.
    """

    memory_bytes: int
    memory_alignment: int
    table_entries: int
    table_alignment: int
    needed: tuple[str, ...]
    export_flags: dict[str, int]
    import_flags: dict[tuple[str, str], int]
    runtime_paths: tuple[str, ...]


def decode_dylink(data: bytes, section: Section) -> Dylink:
    """The contents of a `dylink.0` section; subsections not known are passed over."""
    reader = Reader(data, section.payload_offset, section.end, section.name)
    memory = (0, 0, 0, 0)
    needed: tuple[str, ...] = ()
    exports: dict[str, int] = {}
    imports: dict[tuple[str, str], int] = {}
    paths: tuple[str, ...] = ()
    while reader.at < reader.end:
        subsection_id = reader.u8("subsection id")
        size = reader.u32("size of a subsection")
        offset = reader.skip(size, "subsection")
        inside = Reader(data, offset, reader.at, section.name)
        if subsection_id == _MEMORY:
            memory = inside.u32(), inside.u32(), inside.u32(), inside.u32()
        elif subsection_id == _NEEDED:
            needed = _names(inside)
        elif subsection_id == _EXPORTS:
            for _ in range(inside.count("exports", minimum_bytes=2)):
                name = inside.name()
                exports[name] = inside.u32("flags")
        elif subsection_id == _IMPORTS:
            for _ in range(inside.count("imports", minimum_bytes=3)):
                key = inside.name("module name"), inside.name()
                imports[key] = inside.u32("flags")
        elif subsection_id == _RUNTIME_PATHS:
            paths = _names(inside)
        else:
            continue
        inside.done("subsection")
    return Dylink(*memory, needed, exports, imports, paths)


def _names(reader: Reader) -> tuple[str, ...]:
    return tuple([reader.name() for _ in range(reader.count("names"))])
