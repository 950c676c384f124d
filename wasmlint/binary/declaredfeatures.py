"""The proposals that a module needs for what it declares: types, imports, memories, and so on.

Types and names carry no offsets of their own, so theirs is that of what holds them: the type
section, the subsection of names.
Source: bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/validator/core.rs and
crates/wasmparser/src/readers/core; WebAssembly/js-string-builtins
proposals/js-string-builtins/Overview.md; WebAssembly/tool-conventions@8e3191e CodeMetadata.md.
"""

from collections.abc import Iterator
from itertools import chain

from wasmlint.binary.constfeatures import const_features
from wasmlint.binary.module import (
    ArrayType,
    FuncType,
    Global,
    Import,
    Memory,
    Module,
    Section,
    StructType,
    SubType,
    Table,
)
from wasmlint.binary.reader import Reader
from wasmlint.binary.segmentfeatures import data_features, element_features
from wasmlint.binary.typefeatures import type_features
from wasmlint.binary.uses import EITHER_EXCEPTIONS, Use, Uses
from wasmlint.core.errors import DecodeError

_HAS_PAGE_SIZE = 0x08
_JS_STRINGS = "wasm:js-string"
_EXTENDED_NAMES = frozenset({3, 5, 6, 7, 8, 9})


def add_declared_features(module: Module, uses: Uses) -> None:
    """Counts what everything but code needs."""
    found = chain(
        _sections(module),
        _imports(module),
        _tables(module),
        _memories(module),
        _globals(module),
        _tags(module),
        _exports(module),
        element_features(module),
        data_features(module),
    )
    for names, offset in found:
        uses.add(names, offset)


def _sections(module: Module) -> Iterator[Use]:
    for section in module.sections:
        if section.id == 0:
            yield from _custom(module, section)
        elif section.name == "type":
            for defined in module.types:
                yield _type(defined), section.offset
        elif section.name == "datacount":
            yield ["bulk-memory"], section.offset


def _custom(module: Module, section: Section) -> Iterator[Use]:
    if section.name == "metadata.code.branch_hint":
        yield ["branch-hinting"], section.start
    elif section.name.startswith("metadata.code."):
        yield ["compilation-hints"], section.start
    elif section.name.startswith("component-type"):
        yield ["component-model"], section.start
    elif section.name == "name":
        for offset in _extended_names(module, section):
            yield ["extended-name-section"], offset


def _extended_names(module: Module, section: Section) -> Iterator[int]:
    """The offsets of subsections that core 3.0 does not have, up to the first that is broken."""
    reader = Reader(module.data, section.payload_offset, section.end, section.name)
    try:
        while reader.remaining:
            offset = reader.at
            subsection_id = reader.u8("subsection id")
            reader.skip(reader.u32("size of a subsection"), "subsection")
            if subsection_id in _EXTENDED_NAMES:
                yield offset
    except DecodeError:
        return


def _type(defined: SubType) -> list[str]:
    names = []
    if defined.is_explicit:
        names.append("gc")
    if defined.is_shared:
        names.append("shared-everything-threads")
    if defined.describes is not None or defined.descriptor is not None:
        names.append("custom-descriptors")
    match defined.composite:
        case FuncType(params, results):
            names += ["multi-value"] if len(results) > 1 else []
            types = params + results
        case StructType(fields):
            names.append("gc")
            types = tuple(field.storage for field in fields)
        case ArrayType(element):
            names.append("gc")
            types = (element.storage,)
        case _:
            names.append("stack-switching")
            types = ()
    return names + [name for text in types for name in type_features(text)]


def _imports(module: Module) -> Iterator[Use]:
    for item in module.imports:
        offset = item.span.start
        if item.module == _JS_STRINGS:
            yield ["js-string-builtins"], offset
        if item.is_compact:
            yield ["compact-imports"], offset
        if item.is_exact:
            yield ["custom-descriptors"], offset
        if _is_mutable_global(item):
            yield ["mutable-globals"], offset


def _is_mutable_global(item: Import) -> bool:
    return isinstance(item.description, Global) and item.description.is_mutable


def _tables(module: Module) -> Iterator[Use]:
    imported = [item.description for item in module.imported("table")]
    for index, table in enumerate([*imported, *module.tables]):
        if not isinstance(table, Table):
            continue
        names = [] if table.element_type == "funcref" else [*type_features(table.element_type)]
        names += ["reference-types"] if index > 0 else []
        names += ["memory64"] if table.limits.is_64 else []
        names += ["shared-everything-threads"] if table.limits.is_shared else []
        names += ["function-references"] if table.initial is not None else []
        yield names, table.span.start
        yield from const_features(module, table.initial)


def _memories(module: Module) -> Iterator[Use]:
    imported = [item.description for item in module.imported("memory")]
    for index, memory in enumerate([*imported, *module.memories]):
        if not isinstance(memory, Memory):
            continue
        # Before the limits of an imported memory stands its kind.
        flags = module.data[memory.span.start + (index < len(imported))]
        names = ["multi-memory"] if index > 0 else []
        names += ["memory64"] if memory.limits.is_64 else []
        names += ["threads"] if memory.limits.is_shared else []
        names += ["custom-page-sizes"] if flags & _HAS_PAGE_SIZE else []
        yield names, memory.span.start


def _globals(module: Module) -> Iterator[Use]:
    imported = [item.description for item in module.imported("global")]
    for found in [*imported, *module.globals]:
        if isinstance(found, Global):
            shared = ["shared-everything-threads"] if found.is_shared else []
            yield [*type_features(found.value_type), *shared], found.span.start
            yield from const_features(module, found.initial)


def _tags(module: Module) -> Iterator[Use]:
    for item in module.imported("tag"):
        yield [EITHER_EXCEPTIONS], item.span.start
    for tag in module.tags:
        yield [EITHER_EXCEPTIONS], tag.span.start


def _exports(module: Module) -> Iterator[Use]:
    imported = module.imported("global")
    mutable = [_is_mutable_global(item) for item in imported]
    mutable += [found.is_mutable for found in module.globals]
    for export in module.exports:
        if export.kind == "tag":
            yield [EITHER_EXCEPTIONS], export.span.start
        elif export.kind == "global" and export.index < len(mutable) and mutable[export.index]:
            yield ["mutable-globals"], export.span.start
