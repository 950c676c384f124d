"""Components: what they import and export, and the modules and components nested in them.

Types, instances, aliases and canonical functions are passed over by size.
Source: WebAssembly/component-model@6d28164 design/mvp/Binary.md.
"""

from collections.abc import Sequence

from wasmlint.binary.coremodule import decode_module
from wasmlint.binary.customs import custom_notes
from wasmlint.binary.externs import decode_exports, decode_imports
from wasmlint.binary.framing import Layer, decode_preamble, decode_sections
from wasmlint.binary.module import Component, ComponentExtern, Module, Note, Section
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan

DEPTH_LIMIT = 100
"""Deepest nesting of components, the outermost counted."""
NESTED_LIMIT = 10_000
"""Most modules and components nested in one file, at all depths."""

_CUSTOM, _MODULE, _COMPONENT, _START, _IMPORT, _EXPORT = 0, 1, 4, 9, 10, 11
_NAMES = {
    _CUSTOM: "custom",
    _MODULE: "core module",
    2: "core instance",
    3: "core type",
    _COMPONENT: "component",
    5: "instance",
    6: "alias",
    7: "type",
    8: "canon",
    _START: "start",
    _IMPORT: "import",
    _EXPORT: "export",
    12: "value",
}
_UNCOUNTED = frozenset({_MODULE, _COMPONENT, _START})
_NAME_SECTION = "component-name"


def decode_component(data: bytes, span: ByteSpan) -> Component:
    """The component in `span`, whose preamble has been read."""
    return _Decoder(data).component(span, depth=1)


class _Decoder:
    """Decodes a component with all that is nested in it, and counts that."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.nested_count = 0

    def component(self, span: ByteSpan, depth: int) -> Component:
        sections = []
        imports: list[ComponentExtern] = []
        exports: list[ComponentExtern] = []
        nested: list[Module | Component] = []
        for section in decode_sections(self.data, span, _NAMES, _UNCOUNTED):
            sections.append(section)
            reader = Reader(self.data, section.offset, section.end, section.name)
            if section.id in (_MODULE, _COMPONENT):
                nested.append(self.nested(section, depth + 1))
            elif section.id == _IMPORT:
                imports += decode_imports(reader)
                reader.done()
            elif section.id == _EXPORT:
                exports += decode_exports(reader)
                reader.done()
        name, faults = _component_name(self.data, sections)
        notes = sorted(faults + custom_notes(self.data, sections), key=lambda note: note.offset)
        return Component(
            self.data,
            span,
            tuple(sections),
            tuple(imports),
            tuple(exports),
            tuple(nested),
            tuple(notes),
            name,
        )

    def nested(self, section: Section, depth: int) -> Module | Component:
        self.nested_count += 1
        if self.nested_count > NESTED_LIMIT:
            problem = f"more than {NESTED_LIMIT} modules and components are nested in the file"
            raise DecodeError(section.start, problem)
        if depth > DEPTH_LIMIT:
            problem = f"components are nested more than {DEPTH_LIMIT} deep"
            raise DecodeError(section.start, problem)
        span = ByteSpan(section.offset, section.end)
        layer = decode_preamble(self.data, span)
        if layer is Layer.CORE and section.id == _MODULE:
            return decode_module(self.data, span)
        if layer is Layer.COMPONENT and section.id == _COMPONENT:
            return self.component(span, depth)
        actual = "core module" if layer is Layer.CORE else "component"
        raise DecodeError(section.offset, f"the section holds a {actual}", section.name)


def _component_name(
    data: bytes, sections: Sequence[Section]
) -> tuple[str | None, tuple[Note, ...]]:
    """The component's own name, and what is wrong with the sections that could state it."""
    name: str | None = None
    notes = []
    for section in sections:
        if section.id != _CUSTOM or section.name != _NAME_SECTION:
            continue
        reader = Reader(data, section.payload_offset, section.end, _NAME_SECTION)
        try:
            while reader.at < reader.end:
                subsection_id = reader.u8("subsection id")
                size = reader.u32("size of a subsection")
                offset = reader.skip(size, "subsection")
                if subsection_id == 0 and name is None:
                    inside = Reader(data, offset, reader.at, _NAME_SECTION)
                    name = inside.name("component name")
                    inside.done("subsection")
        except DecodeError as error:
            notes.append(Note(error.offset, _NAME_SECTION, error.problem))
    return name, tuple(notes)
