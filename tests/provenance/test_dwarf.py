import gzip
import io
import re
from functools import cache
from pathlib import Path

import pytest
from elftools.dwarf.dwarfinfo import DebugSectionDescriptor, DwarfConfig, DWARFInfo
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.dwarf import dwarf_lines
from wasmlint.provenance.dwarfentries import entries_with_code

CORPUS = Path(__file__).parents[2] / "corpus"
SOURCE = CORPUS / "src" / "c-wasi-wordcount" / "wordcount.c"
SECTIONS = (".debug_info", ".debug_abbrev", ".debug_line", ".debug_str")


@cache
def content() -> bytes:
    return gzip.decompress((CORPUS / "modules" / "c-wasi-wordcount-debug.wasm.gz").read_bytes())


@cache
def wordcount() -> Module:
    return module_of(content())


def module_of(data: bytes) -> Module:
    decoded = decode(data)
    assert isinstance(decoded, Module)
    return decoded


def index_of(module: Module, name: str) -> int:
    return next(index for index, its in module.names.functions.items() if its == name)


@pytest.mark.parametrize(
    ("name", "declaration"), [("count", r"long count\("), ("main", r"int main")]
)
def test_a_function_is_where_the_source_declares_it(name, declaration):
    module = wordcount()
    found = dwarf_lines(module, module)
    place = found.lines[index_of(module, name)]
    source = SOURCE.read_text(encoding="utf-8").splitlines()
    assert (place.file, found.notes) == ("wordcount.c", ())
    assert re.search(declaration, source[place.line - 1])


def test_functions_of_the_library_are_where_it_was_compiled():
    module = wordcount()
    lines = dwarf_lines(module, module).lines
    place = lines[index_of(module, "__stdio_write")]
    assert (place.file, place.line) == ("./libc-top-half/musl/src/stdio/__stdio_write.c", 4)


def dwarf_info(module: Module, changed: dict[str, bytes] | None = None) -> DWARFInfo:
    parts = {name: module.payload(module.custom_sections(name)[0]) for name in SECTIONS}
    given_sections = {
        f"{name.removeprefix('.')}_sec": DebugSectionDescriptor(
            io.BytesIO(data), name, 0, len(data), 0
        )
        for name, data in {**parts, **(changed or {})}.items()
    }
    names = [name for name in DWARFInfo.__init__.__annotations__ if name.endswith(("_sec", "link"))]
    config = DwarfConfig(little_endian=True, machine_arch="wasm", default_address_size=4)
    return DWARFInfo(config=config, **{**dict.fromkeys(names), **given_sections})


def test_the_entries_stepped_over_are_those_that_the_library_decodes():
    module = wordcount()
    section = module.payload(module.custom_sections(".debug_info")[0])
    info = dwarf_info(module)
    count = 0
    for unit in info.iter_CUs():
        decoded = [
            entry.offset
            for entry in unit.iter_DIEs()
            if entry.tag == "DW_TAG_subprogram" and "DW_AT_low_pc" in entry.attributes
        ]
        assert list(entries_with_code(unit, section)) == decoded
        count += len(decoded)
    assert count > 100


def test_every_function_that_the_library_places_is_placed_so():
    module = wordcount()
    lines = dwarf_lines(module, module).lines
    code = next(section for section in module.sections if section.id == 10)
    first = len(module.imported("function"))
    starts = {
        offset - code.offset: index for index, offset in enumerate(module.bodies.offsets, first)
    }
    expected = {}
    for unit in dwarf_info(module).iter_CUs():
        for entry in unit.iter_DIEs():
            attributes = entry.attributes
            if entry.tag == "DW_TAG_subprogram" and "DW_AT_low_pc" in attributes:
                index = starts.get(attributes["DW_AT_low_pc"].value)
                if "DW_AT_abstract_origin" in attributes:
                    attributes = entry.get_DIE_from_attribute("DW_AT_abstract_origin").attributes
                if index is not None:
                    expected[index] = attributes["DW_AT_decl_line"].value
    assert {index: place.line for index, place in lines.items()} == expected
    assert len(expected) == 88


def test_debug_data_of_another_file_tells_as_much():
    module = wordcount()
    last = next(section for section in module.sections if section.name == ".debug_loc")
    bare = module_of(content()[: last.start])
    assert dwarf_lines(bare, bare).lines == {}
    assert dwarf_lines(bare, module) == dwarf_lines(module, module)


def with_section(name: str, payload: bytes) -> Module:
    """The module with the payload of a section replaced by one of the same length."""
    section = wordcount().custom_sections(name)[0]
    data = bytearray(content())
    data[section.payload_offset : section.end] = payload
    return module_of(bytes(data))


@settings(deadline=None, max_examples=10)
@given(
    st.sampled_from(SECTIONS[:3]),
    st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=16)), max_size=20),
)
def test_broken_debug_data_is_read_without_harm(name, changes):
    payload = bytearray(wordcount().payload(wordcount().custom_sections(name)[0]))
    size = len(payload)
    for place, new in changes:
        at = int(place * size)
        payload[at : at + len(new)] = new
    found = dwarf_lines(module := with_section(name, bytes(payload[:size])), module)
    assert set(found.lines) <= set(module.names.functions)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.tuples(st.floats(0, 0.999), st.binary(min_size=1, max_size=16)), max_size=20))
def test_broken_entries_are_refused_or_stepped_over(changes):
    module = wordcount()
    section = bytearray(module.payload(module.custom_sections(".debug_info")[0]))
    size = len(section)
    units = list(dwarf_info(module).iter_CUs())[:10]
    for place, new in changes:
        at = int(place * units[-1].cu_offset)
        section[at : at + len(new)] = new
    for unit in units:
        try:
            offsets = list(entries_with_code(unit, bytes(section[:size])))
        except (IndexError, KeyError, ValueError):
            continue
        assert offsets == sorted(set(offsets))


def test_debug_data_that_cannot_be_read_is_said_to_be_broken():
    module = with_section(
        ".debug_info",
        b"\x01" * len(wordcount().payload(wordcount().custom_sections(".debug_info")[0])),
    )
    found = dwarf_lines(module, module)
    assert found.lines == {}
    assert "was not read to its end" in found.notes[0]
