"""Sections, and imports and exports of components, as `wasm-tools` prints them."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.binary.oracles.question import Facts, Question, by_place
from tests.binary.oracles.tool import output
from wasmlint.binary.module import Component, Module, Section

# What it calls the sections that it does not call by their name.
_OF_MODULE = (
    *(("type", "types"), ("import", "imports"), ("function", "functions"), ("table", "tables")),
    *(("memory", "memories"), ("tag", "tags"), ("global", "globals"), ("export", "exports")),
    *(("element", "elements"), ("datacount", "data count")),
)
_OF_COMPONENT = (
    *(("type", "component types"), ("import", "component imports"), ("core module", "module")),
    *(("core instance", "core instances"), ("instance", "component instances")),
    *(("alias", "component alias"), ("canon", "canonical functions")),
    *(("export", "component exports"), ("core type", "core types")),
)
_SECTION = re.compile(r" *(.+?) *\| *0x([0-9a-f]+) - *0x([0-9a-f]+) \|[^|]*\| (\d+) count")
_EXTERN = re.compile(r"^  \((import|export) (?:.*\(;\d+;\) )?\"([^\"]+)\" \((\w+)", re.MULTILINE)

_Row = tuple[str, int, int, int]


def _sections(path: Path) -> Facts:
    found = _SECTION.findall(output("wasm-tools", "objdump", path))
    return {
        "sections": by_place(
            (title, int(start, 16), int(end, 16), int(count)) for title, start, end, count in found
        )
    }


def _our_sections(decoded: Module | Component) -> Facts:
    return {"sections": by_place(_rows(decoded, decoded.span.start))}


def _rows(decoded: Module | Component, base: int) -> Iterator[_Row]:
    if isinstance(decoded, Module):
        yield from (_row(section, dict(_OF_MODULE), base) for section in decoded.sections)
        return
    nested = iter(decoded.nested)
    for section in decoded.sections:
        yield _row(section, dict(_OF_COMPONENT), base)
        if section.name in ("core module", "component"):
            yield from _rows(next(nested), base)


def _row(section: Section, names: dict[str, str], base: int) -> _Row:
    start, end = section.payload_offset - base, section.end - base
    if section.id == 0:
        return f'custom "{section.name}"', start, end, 1
    # Where a section is no vector it counts 1.
    count = 1 if section.count is None or section.name == "datacount" else section.count
    return names.get(section.name, section.name), start, end, count


def _externs(path: Path) -> Facts:
    found = _EXTERN.findall(output("wasm-tools", "print", "--skeleton", path))
    return {
        f"{direction}s": by_place((kind, name) for way, name, kind in found if way == direction)
        for direction in ("import", "export")
    }


def _our_externs(component: Component) -> Facts:
    return {
        "imports": by_place((item.kind, item.name) for item in component.imports),
        "exports": by_place((item.kind, item.name) for item in component.exports),
    }


SECTIONS: Question[Module | Component] = Question(
    "wasm-tools", ("sections",), _sections, _our_sections
)
"""All sections, in a component also those of what is nested in it."""

EXTERNS: Question[Component] = Question(
    "wasm-tools", ("imports", "exports"), _externs, _our_externs
)
"""What a component imports and exports."""
