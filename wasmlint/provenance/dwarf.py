"""Where functions are declared, by DWARF.

pyelftools reads it, in a process of its own (`dwarfchild.py`): it puts no bounds on integers and
counts, so that a few bytes can keep it busy for ever.
Source: DWARF 5, section 3.3; WebAssembly/tool-conventions@8e3191e Debugging.md and "DWARF for
WebAssembly" (addresses are relative to the contents of the code section).
"""

import json

from wasmlint.binary.module import Module
from wasmlint.core.units import format_bytes
from wasmlint.provenance.apart import answers_of
from wasmlint.provenance.sourcelines import FunctionLines, SourceLine

_CHILD = "wasmlint.provenance.dwarfchild"
_SECTIONS = (
    ".debug_info",
    ".debug_abbrev",
    ".debug_line",
    ".debug_line_str",
    ".debug_str",
    ".debug_str_offsets",
    ".debug_addr",
)
_MOST_BYTES = 512 * 1024 * 1024
_SECONDS = 30.0
_UNFINISHED = (
    f"debug data was not read to its end: it is broken, or takes more than {_SECONDS:.0f} s"
)
_CODE = 10


def dwarf_lines(module: Module, debug: Module) -> FunctionLines:
    """Where the functions of `module` are declared, by the DWARF of `debug`: itself or another."""
    starts = _starts(module)
    sections = {
        name: debug.payload(found[0])
        for name in _SECTIONS
        if (found := debug.custom_sections(name))
    }
    if not starts or ".debug_info" not in sections:
        return FunctionLines()
    total = sum(map(len, sections.values()))
    if total > _MOST_BYTES:
        note = f"debug data of {format_bytes(total)} is not read, only up to"
        return FunctionLines(notes=(f"{note} {format_bytes(_MOST_BYTES)}",))
    import elftools

    head = {"sizes": {name: len(data) for name, data in sections.items()}, "starts": list(starts)}
    request = b"".join([json.dumps(head).encode("ascii"), b"\n", *sections.values()])
    answers, is_done = answers_of(_CHILD, [elftools], request, _SECONDS)
    lines: dict[int, SourceLine] = {}
    for answer in answers:
        for address, file, line in json.loads(answer):
            lines.setdefault(starts[address], SourceLine(file, line))
    notes = () if is_done else (_UNFINISHED,)
    return FunctionLines(lines, notes)


def _starts(module: Module) -> dict[int, int]:
    """Function indices by the address of their bodies."""
    code = next((section for section in module.sections if section.id == _CODE), None)
    if code is None:
        return {}
    first = len(module.imported("function"))
    return {
        offset - code.offset: index for index, offset in enumerate(module.bodies.offsets, first)
    }
