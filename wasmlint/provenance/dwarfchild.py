"""The program that reads DWARF apart: sections and addresses to files and lines.

`wasmlint.provenance.apart` runs it, with no more on its path than it imports here. The request is
a line of JSON, sizes of sections by name and addresses wanted, then the sections one behind the
other. There is an answer for each compile unit: addresses with file and line.
"""

import io
import json
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress

from elftools.dwarf.compileunit import CompileUnit
from elftools.dwarf.die import DIE
from elftools.dwarf.dwarfinfo import DebugSectionDescriptor, DwarfConfig, DWARFInfo
from elftools.dwarf.lineprogram import LineProgram

from wasmlint.provenance.apart import answer, bound_memory
from wasmlint.provenance.dwarfentries import entries_with_code

_MOST_BYTES = 2 * 1024 * 1024 * 1024
_SECTIONS = ("info", "abbrev", "line", "line_str", "str", "str_offsets", "addr")
_OTHERS = (
    *("debug_aranges_sec", "debug_frame_sec", "eh_frame_sec", "debug_loc_sec", "debug_ranges_sec"),
    *("debug_pubtypes_sec", "debug_pubnames_sec", "debug_loclists_sec", "debug_rnglists_sec"),
    *("debug_sup_sec", "gnu_debugaltlink_sec", "debug_types_sec"),
)
_LOW_PC, _LINE, _FILE = "DW_AT_low_pc", "DW_AT_decl_line", "DW_AT_decl_file"
_REFERENCES = ("DW_AT_specification", "DW_AT_abstract_origin")
_MOST_REFERENCES = 4
_LONGEST_PATH = 4096


def main() -> None:
    """Answers for each compile unit that can be read."""
    bound_memory(_MOST_BYTES)
    stream = sys.stdin.buffer
    head = json.loads(stream.readline())
    data = {name: stream.read(size) for name, size in head["sizes"].items()}
    starts = frozenset(head["starts"])
    info = _info(data)
    for unit in info.iter_CUs():
        found: list[tuple[int, str, int]] = []
        # The library may fail in any way where the bytes are wrong; other units may be right.
        with suppress(Exception):
            found.extend(_functions(info, unit, data[".debug_info"], starts))
        if found:
            answer(json.dumps(found).encode("ascii"))


def _info(data: dict[str, bytes]) -> DWARFInfo:
    sections = {f"debug_{name}_sec": data.get(f".debug_{name}") for name in _SECTIONS}
    given = {
        name: DebugSectionDescriptor(io.BytesIO(content), name, 0, len(content), 0)
        for name, content in sections.items()
        if content is not None
    }
    config = DwarfConfig(little_endian=True, machine_arch="wasm", default_address_size=4)
    return DWARFInfo(config=config, **{**dict.fromkeys((*sections, *_OTHERS)), **given})


def _functions(
    info: DWARFInfo, unit: CompileUnit, section: bytes, starts: Collection[int]
) -> Iterator[tuple[int, str, int]]:
    """Address, file and line of each function of a unit that begins at a wanted address."""
    unit.get_top_DIE()  # holds the bases that other entries' indices refer to
    program: LineProgram | None = None
    for offset in entries_with_code(unit, section):
        entry = unit.get_DIE_from_refaddr(offset)
        address = entry.attributes[_LOW_PC].value
        declaration = _declaration(entry) if address in starts else None
        if declaration is None:
            continue
        program = program or info.line_program_for_CU(unit)
        file = _file(program, declaration.attributes[_FILE].value) if program else None
        if file is not None:
            yield address, file, declaration.attributes[_LINE].value


def _declaration(entry: DIE) -> DIE | None:
    """The entry that says where a function is declared: itself, or one that it completes."""
    for _ in range(_MOST_REFERENCES):
        if _LINE in entry.attributes and _FILE in entry.attributes:
            return entry
        name = next((name for name in _REFERENCES if name in entry.attributes), None)
        if name is None:
            return None
        entry = entry.get_DIE_from_attribute(name)
    return None


def _file(program: LineProgram, number: int) -> str | None:
    """The path of a file; without its folder where that is where the compiler ran."""
    # DWARF 5, 6.2.4: files and folders count from 0 since version 5; folder 0 is where it ran.
    first = 0 if program["version"] >= 5 else 1
    files, folders = program["file_entry"], program["include_directory"]
    if not first <= number < len(files) + first:
        return None
    entry = files[number - first]
    path, folder = _text(entry["name"]), entry["dir_index"] or 0
    if folder and not path.startswith("/") and folder < len(folders) + first:
        path = f"{_text(folders[folder - first])}/{path}"
    return path if len(path) <= _LONGEST_PATH else None


def _text(name: bytes) -> str:
    return name.decode("utf-8", "replace")
