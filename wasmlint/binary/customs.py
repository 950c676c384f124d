"""Known custom sections but for names: who made the module, and where its debug data lies.

Each `decode_` function raises `DecodeError` where the section is not what its convention says. The
functions over a whole module give the first such section's value, and nothing where it is missing
or broken: its fault is then one of the module's notes.
Source: WebAssembly/tool-conventions@8e3191e ProducersSection.md, Linking.md ("Target Features
Section"), Debugging.md, BuildId.md; golang/go src/cmd/link/internal/wasm/asm.go (`go:buildid`).
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec import Struct

from wasmlint.binary.dylink import Dylink, decode_dylink
from wasmlint.binary.module import Component, Module, Note, Section
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError

_Value = TypeVar("_Value")

_GO_BUILD_ID = re.compile(rb'\xff Go build ID: "([ !#-~]*)"\n \xff')

Producers = dict[str, tuple[tuple[str, str], ...]]
"""Name and version of each producer by field (`language`, `processed-by`, `sdk`), in file order."""


class TargetFeature(Struct, frozen=True):
    """A feature the code was compiled with (`+`), must not be linked with (`-`), or needs (`=`).

    `name` is the toolchain's, such as `simd128`; it differs from the proposal's at times.
    """

    prefix: str
    name: str


def decode_producers(data: bytes, section: Section) -> Producers:
    """The fields of a `producers` section."""
    reader = _reader(data, section)
    fields: Producers = {}
    for _ in range(reader.count("fields", minimum_bytes=2)):
        at = reader.at
        field = reader.name("field")
        if field in fields:
            raise reader.fail("a field occurs twice", at)
        count = reader.count("producers", minimum_bytes=2)
        fields[field] = tuple([(reader.name(), reader.name("version")) for _ in range(count)])
    reader.done()
    return fields


def decode_target_features(data: bytes, section: Section) -> tuple[TargetFeature, ...]:
    """The entries of a `target_features` section, in file order."""
    reader = _reader(data, section)
    features = []
    for _ in range(reader.count("features", minimum_bytes=2)):
        at = reader.at
        prefix = chr(reader.u8("prefix"))
        if prefix not in "+-=":
            raise reader.fail(f"{ord(prefix):#04x} is no prefix of a feature", at)
        features.append(TargetFeature(prefix, reader.name("feature")))
    reader.done()
    return tuple(features)


def decode_url(data: bytes, section: Section) -> str:
    """The URL in a `sourceMappingURL` or `external_debug_info` section."""
    reader = _reader(data, section)
    url = reader.name("URL")
    reader.done()
    return url


def decode_build_id(data: bytes, section: Section) -> bytes:
    """The bytes of a `build_id` section."""
    reader = _reader(data, section)
    build_id = reader.take(reader.u32("length of the build id"), "build id")
    reader.done()
    return build_id


def decode_go_build_id(data: bytes, section: Section) -> str:
    """The build id in a `go:buildid` section, without the words the Go linker puts around it."""
    match = _GO_BUILD_ID.fullmatch(data, section.payload_offset, section.end)
    if match is None:
        problem = "the section does not hold a Go build id"
        raise DecodeError(section.payload_offset, problem, section.name)
    return match[1].decode("ascii")


_KNOWN: dict[str, Callable[[bytes, Section], object]] = {
    "producers": decode_producers,
    "target_features": decode_target_features,
    "sourceMappingURL": decode_url,
    "external_debug_info": decode_url,
    "build_id": decode_build_id,
    "dylink.0": decode_dylink,
    "go:buildid": decode_go_build_id,
}


def custom_notes(data: bytes, sections: Sequence[Section]) -> tuple[Note, ...]:
    """What is wrong with the known custom sections among `sections`, in file order."""
    notes = []
    seen: set[str] = set()
    for section in sections:
        if section.id != 0 or section.name not in _KNOWN:
            continue
        if section.name in seen:
            notes.append(Note(section.start, section.name, "section header occurs a second time"))
        seen.add(section.name)
        try:
            _KNOWN[section.name](data, section)
        except DecodeError as error:
            notes.append(Note(error.offset, section.name, error.problem))
    return tuple(notes)


def producers(module: Module | Component) -> Producers:
    """The producers that the module names, by field."""
    return _first(module, "producers", decode_producers) or {}


def target_features(module: Module | Component) -> tuple[TargetFeature, ...]:
    """The features that the toolchain recorded."""
    return _first(module, "target_features", decode_target_features) or ()


def source_map_url(module: Module | Component) -> str | None:
    """Where the source map lies."""
    return _first(module, "sourceMappingURL", decode_url)


def external_debug_url(module: Module | Component) -> str | None:
    """Where the file with the DWARF lies."""
    return _first(module, "external_debug_info", decode_url)


def build_id(module: Module | Component) -> bytes | None:
    """The build id that the linker wrote."""
    return _first(module, "build_id", decode_build_id)


def go_build_id(module: Module | Component) -> str | None:
    """The build id that the Go linker wrote."""
    return _first(module, "go:buildid", decode_go_build_id)


def dylink(module: Module | Component) -> Dylink | None:
    """What a dynamic loader is told, in a shared library."""
    return _first(module, "dylink.0", decode_dylink)


def is_relocatable(module: Module | Component) -> bool:
    """Whether this is an object file for the linker, not a finished module."""
    return bool(module.custom_sections("linking"))


def _first(
    module: Module | Component, name: str, decode: Callable[[bytes, Section], _Value]
) -> _Value | None:
    for section in module.custom_sections(name)[:1]:
        try:
            return decode(module.data, section)
        except DecodeError:
            return None
    return None


def _reader(data: bytes, section: Section) -> Reader:
    return Reader(data, section.payload_offset, section.end, section.name)
