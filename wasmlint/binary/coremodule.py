"""Core modules: their sections in order, and the counts that must agree between them.

Source: core specification 3.0, section 5.5.16 "Modules".
"""

from collections.abc import Callable, Sequence
from typing import Any

from msgspec import Struct

from wasmlint.binary.customs import custom_notes
from wasmlint.binary.framing import decode_sections
from wasmlint.binary.imports import decode_imports
from wasmlint.binary.module import Module, Section
from wasmlint.binary.names import module_names
from wasmlint.binary.reader import Reader
from wasmlint.binary.sections import (
    decode_bodies,
    decode_data_count,
    decode_exports,
    decode_functions,
    decode_globals,
    decode_memories,
    decode_start,
    decode_tables,
    decode_tags,
)
from wasmlint.binary.segments import decode_elements, decode_segments
from wasmlint.binary.typesection import decode_types
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan


class _Kind(Struct, frozen=True):
    """A kind of section: its id and name, the field of `Module` it fills, how it is decoded."""

    id: int
    name: str
    field: str
    decode: Callable[[Reader], Any]


# In the order that the specification demands, which is not that of the ids.
_KINDS = (
    _Kind(1, "type", "types", decode_types),
    _Kind(2, "import", "imports", decode_imports),
    _Kind(3, "function", "functions", decode_functions),
    _Kind(4, "table", "tables", decode_tables),
    _Kind(5, "memory", "memories", decode_memories),
    _Kind(13, "tag", "tags", decode_tags),
    _Kind(6, "global", "globals", decode_globals),
    _Kind(7, "export", "exports", decode_exports),
    _Kind(8, "start", "start", decode_start),
    _Kind(9, "element", "elements", decode_elements),
    _Kind(12, "datacount", "data_count", decode_data_count),
    _Kind(10, "code", "bodies", decode_bodies),
    _Kind(11, "data", "segments", decode_segments),
)
_PLACES = {kind.id: place for place, kind in enumerate(_KINDS)}
_NAMES = {0: "custom"} | {kind.id: kind.name for kind in _KINDS}
_UNCOUNTED = frozenset({8})


def decode_module(data: bytes, span: ByteSpan) -> Module:
    """The core module in `span`, whose preamble has been read."""
    # An absent section stands for an empty vector (core specification 5.5.2).
    fields: dict[str, Any] = {kind.field: kind.decode(Reader(b"\0")) for kind in _KINDS}
    fields["start"] = fields["data_count"] = None
    sections = []
    last: Section | None = None
    for section in decode_sections(data, span, _NAMES, _UNCOUNTED):
        sections.append(section)
        if section.id == 0:
            continue
        _check_order(last, section)
        kind = _KINDS[_PLACES[section.id]]
        reader = Reader(data, section.offset, section.end, section.name)
        fields[kind.field] = kind.decode(reader)
        reader.done()
        last = section
    _check_counts(sections, fields)
    names, faults = module_names(data, sections)
    notes = sorted(faults + custom_notes(data, sections), key=lambda note: note.offset)
    return Module(data, span, tuple(sections), **fields, names=names, notes=tuple(notes))


def _check_order(last: Section | None, section: Section) -> None:
    if last is None or _PLACES[section.id] > _PLACES[last.id]:
        return
    if section.id == last.id:
        problem = "section header occurs a second time"
    else:
        problem = f"section header comes after the {last.name} section"
    raise DecodeError(section.start, problem, section.name)


def _check_counts(sections: Sequence[Section], fields: dict[str, Any]) -> None:
    functions, bodies = len(fields["functions"]), len(fields["bodies"])
    if functions != bodies:
        problem = f"{functions} functions are declared and {bodies} have bodies"
        raise _disagreement(sections, problem, ("code", "function"))
    stated, segments = fields["data_count"], len(fields["segments"])
    if stated is not None and stated != segments:
        problem = f"{stated} data segments are announced and there are {segments}"
        raise _disagreement(sections, problem, ("data", "datacount"))


def _disagreement(sections: Sequence[Section], problem: str, names: tuple[str, str]) -> DecodeError:
    """An error in the first of the sections of these names that there is."""
    section = next(s for name in names for s in sections if s.id != 0 and s.name == name)
    return DecodeError(section.offset, problem, section.name)
