"""Paths of the build machine that a module still holds, gathered by where they begin."""

from collections.abc import Iterator

from msgspec import Struct

from wasmlint.binary.customs import dylink, external_debug_url, producers, source_map_url
from wasmlint.binary.module import Module
from wasmlint.provenance.buildpaths import (
    PathPrefix,
    path_prefix,
    paths_in_bytes,
    paths_in_text,
    source_paths_in_segments,
)

# Where DWARF 4 and 5 keep names of files and folders.
_DEBUG_STRINGS = frozenset({".debug_str", ".debug_line", ".debug_line_str"})


class LeftPath(Struct, frozen=True):
    """The paths of a module that share a prefix.

    `sections` holds the names of the sections where they are, in the order in which they are met.
    `offset` is where the first path, `example`, lies in the file, as nearly as is known; `count` is
    the number of different paths.
    """

    prefix: PathPrefix
    sections: tuple[str, ...]
    offset: int | None
    example: str
    count: int


def left_paths(module: Module) -> list[LeftPath]:
    """One entry per prefix, in the order in which they are met."""
    found: dict[PathPrefix, dict[str, int | None]] = {}
    sections: dict[PathPrefix, dict[str, None]] = {}
    for section, offset, path in _all_paths(module):
        prefix = path_prefix(path)
        found.setdefault(prefix, {}).setdefault(path, offset)
        sections.setdefault(prefix, {}).setdefault(section)
    left = []
    for prefix, paths in found.items():
        example, offset = next(iter(paths.items()))
        left.append(LeftPath(prefix, tuple(sections[prefix]), offset, example, len(paths)))
    return left


def _all_paths(module: Module) -> Iterator[tuple[str, int | None, str]]:
    for section, text in _texts(module):
        for path in paths_in_text(text):
            yield section, _offset_of(module, section, path), path
    for item in module.sections:
        if item.id == 0 and item.name in _DEBUG_STRINGS:
            for offset, path in paths_in_bytes(module.data, item.payload_offset, item.end):
                yield item.name, offset, path
    segments = module.segments
    for offset, path in source_paths_in_segments(module.data, segments.offsets, segments.sizes):
        yield "data", offset, path


def _texts(module: Module) -> Iterator[tuple[str, str]]:
    for entries in producers(module).values():
        for name, version in entries:
            yield "producers", name
            yield "producers", version
    for name, url in (
        ("sourceMappingURL", source_map_url(module)),
        ("external_debug_info", external_debug_url(module)),
    ):
        if url is not None:
            yield name, url
    shared = dylink(module)
    if shared is not None:
        for library in (*shared.needed, *shared.runtime_paths):
            yield "dylink.0", library
    if module.names.module is not None:
        yield "name", module.names.module
    for function in module.names.functions.values():
        yield "name", function


def _offset_of(module: Module, name: str, path: str) -> int | None:
    text = path.encode("utf-8", "surrogatepass")
    for section in module.custom_sections(name):
        at = module.data.find(text, section.payload_offset, section.end)
        if at >= 0:
            return at
    return None
