"""Sections, contents and code of a module as `wasm-objdump` prints them."""

import re
from collections.abc import Iterator
from pathlib import Path

from tests.binary.oracles import code
from tests.binary.oracles.code import Disassembly, by_function, code_facts
from tests.binary.oracles.question import Facts, Question, by_place
from tests.binary.oracles.tool import RefusedError, output, parts, stream
from wasmlint.binary.module import Module

_TOOL = "wasm-objdump"
# What it calls the sections that it does not call by their name.
_TITLES = {"element": "elem"}
_SECTION = re.compile(
    r"^ *(\w+) start=0x([0-9a-f]+) end=0x([0-9a-f]+) \(size=0x[0-9a-f]+\)(?: count: (\d+))?"
    r"(?: \"(.*)\")?",
    re.MULTILINE,
)
_IMPORT = re.compile(r"^ - (\w+)\[(\d+)\].* <- (.*)", re.MULTILINE)
_EXPORT = re.compile(r"^ - (\w+)\[(\d+)\].* -> (\".*\")", re.MULTILINE)
_BODY_SIZE = re.compile(r"^ - func\[(\d+)\] size=(\d+)", re.MULTILINE)
_SEGMENT = re.compile(
    r"^ - segment\[\d+\].* (?:passive|memory=(\d+)) size=(\d+)(?: - init i(?:32|64)=(\d+)$)?",
    re.MULTILINE,
)
_FUNCTION = re.compile(r"^([0-9a-f]{6,} func\[\d+\]).*:\n", re.MULTILINE)
_HEADER = re.compile(r"([0-9a-f]+) func\[(\d+)\]")
_INSTRUCTION = re.compile(
    r"^ [0-9a-f]{6,}: [0-9a-f ]+\| +((?!local\[)[a-z][a-z0-9_.]*)(?: (\d+))?", re.MULTILINE
)


def _details(section: str, path: Path) -> str:
    """What it prints of a section, nothing where there is no such section."""
    try:
        return output(_TOOL, "-x", "-j", section, path)
    except RefusedError as refusal:
        if "Section not found" in str(refusal):
            return ""
        raise


def _sections(path: Path) -> Facts:
    found = _SECTION.findall(output(_TOOL, "-h", path))
    return {
        "sections": by_place(
            (title.lower(), int(start, 16), int(end, 16), int(count or -1), name)
            for title, start, end, count, name in found
        )
    }


def _our_sections(module: Module) -> Facts:
    base = module.span.start
    return {
        "sections": by_place(
            (
                "custom" if section.id == 0 else _TITLES.get(section.name, section.name),
                section.offset - base,
                section.end - base,
                -1 if section.count is None else section.count,
                section.name if section.id == 0 else "",
            )
            for section in module.sections
        )
    }


def _imports(path: Path) -> Facts:
    found = _IMPORT.findall(_details("Import", path))
    return {"imports": by_place((kind, int(index), name) for kind, index, name in found)}


def _our_imports(module: Module) -> Facts:
    return {
        "imports": by_place(
            (_kind(item.kind), item.index, f"{item.module}.{item.name}") for item in module.imports
        )
    }


def _exports(path: Path) -> Facts:
    found = _EXPORT.findall(_details("Export", path))
    return {"exports": by_place((kind, int(index), name) for kind, index, name in found)}


def _our_exports(module: Module) -> Facts:
    return {
        "exports": by_place(
            (_kind(item.kind), item.index, f'"{item.name}"') for item in module.exports
        )
    }


def _kind(kind: str) -> str:
    return "func" if kind == "function" else kind


def _segments(path: Path) -> Facts:
    found = _SEGMENT.findall(_details("Data", path))
    return {
        "segments": by_place(
            (int(memory or -1), int(address or -1), int(size)) for memory, size, address in found
        )
    }


def _our_segments(module: Module) -> Facts:
    found = module.segments
    columns = (found.memories, found.addresses, found.sizes)
    return {"segments": by_place(zip(*columns, strict=True))}


def _body_sizes(path: Path) -> Facts:
    found = _BODY_SIZE.findall(_details("Code", path))
    return {"body sizes": {int(function): int(size) for function, size in found}}


def _our_body_sizes(module: Module) -> Facts:
    return {"body sizes": by_function(module, module.bodies.sizes)}


def disassembled(path: Path) -> Iterator[tuple[int, int, str]]:
    """Each defined function's index, the offset of its body, and the lines of its instructions.

    Raises `RefusedError` behind the last where the tool cannot read the file.
    """
    for title, text in parts(stream(_TOOL, "-d", path), _FUNCTION):
        if header := _HEADER.fullmatch(title):
            yield int(header[2]), int(header[1], 16), text


def _disassembly(path: Path) -> Facts:
    offsets: dict[int, int] = {}
    found = Disassembly()
    for function, offset, text in disassembled(path):
        offsets[function] = offset
        found.add(function, _INSTRUCTION.findall(text))
    return {"body offsets": offsets, **found.facts()}


def _our_code(module: Module) -> Facts:
    offsets = [at - module.span.start for at in module.bodies.offsets]
    facts = {"body offsets": by_function(module, offsets), **code_facts(module)}
    # It tells locals by their types, not by their groups.
    del facts[code.LOCALS]
    return facts


SECTIONS: Question[Module] = Question(_TOOL, ("sections",), _sections, _our_sections)

QUESTIONS: tuple[Question[Module], ...] = (
    SECTIONS,
    Question(_TOOL, ("imports",), _imports, _our_imports),
    Question(_TOOL, ("exports",), _exports, _our_exports),
    Question(_TOOL, ("segments",), _segments, _our_segments),
    Question(_TOOL, ("body sizes",), _body_sizes, _our_body_sizes),
    Question(_TOOL, ("body offsets", *code.SUBJECTS), _disassembly, _our_code),
)
"""All that it tells of a module but types, globals and elements."""
