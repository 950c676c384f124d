"""The name section: names for debugging, whose faults do not make a module malformed.

What cannot be read is left unnamed and noted; what lies before and behind it is kept.
Source: core specification 3.0, appendix "Custom Sections", Name Section; the extended-name-section
proposal for subsections 3 and 5 to 9.
"""

from collections.abc import Callable, Sequence
from typing import Any

from wasmlint.binary import leb128
from wasmlint.binary.module import Names, Note, Section
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError

_SECTION = "name"
_CUSTOM, _DATA = 0, 11
_NAME_LIMIT = 5_000_000
_Faults = dict[str, int]
"""Where each kind of fault occurs first in a subsection."""


def module_names(data: bytes, sections: Sequence[Section]) -> tuple[Names, tuple[Note, ...]]:
    """What the first name section says, and what is wrong with all of them."""
    names: Names | None = None
    notes: list[Note] = []
    for place, section in enumerate(sections):
        if section.id != _CUSTOM or section.name != _SECTION:
            continue
        if names is not None:
            notes.append(Note(section.start, _SECTION, "section header occurs a second time"))
            continue
        if any(later.id == _DATA for later in sections[place:]):
            notes.append(
                Note(section.start, _SECTION, "section header comes before the data section")
            )
        names, faults = decode_names(data, section)
        notes += faults
    return names or Names(), tuple(notes)


def decode_names(data: bytes, section: Section) -> tuple[Names, tuple[Note, ...]]:
    """All names of a name section, and what is wrong with it, in file order."""
    found: dict[str, Any] = {}
    notes: list[Note] = []
    reader = Reader(data, section.payload_offset, section.end, _SECTION)
    last_id = -1
    while reader.at < reader.end:
        start = reader.at
        try:
            subsection_id = reader.u8("subsection id")
            size = reader.u32("size of a subsection")
            offset = reader.skip(size, "subsection")
        except DecodeError as error:
            notes.append(Note(error.offset, _SECTION, error.problem))
            break
        if subsection_id <= last_id:
            problem = f"subsection {subsection_id} comes after subsection {last_id}"
            notes.append(Note(start, _SECTION, problem))
        last_id = max(last_id, subsection_id)
        if subsection_id not in _SUBSECTIONS:
            continue  # a later proposal's, such as the parameter names that wasm-tools writes as 12
        field, decode = _SUBSECTIONS[subsection_id]
        faults: _Faults = {}
        names = decode(Reader(data, offset, reader.at, _SECTION), faults)
        found.setdefault(field, names)
        notes += [Note(at, _SECTION, f"{field}: {problem}") for problem, at in faults.items()]
    return Names(**found), tuple(notes)


def _module_name(reader: Reader, faults: _Faults) -> str | None:
    try:
        name = reader.name()
        reader.done("subsection")
    except DecodeError as error:
        faults[error.problem] = error.offset
        return None
    return name


def _name_map(reader: Reader, faults: _Faults) -> dict[int, str]:
    names: dict[int, str] = {}
    try:
        _read_map(reader, names, faults)
        reader.done("subsection")
    except DecodeError as error:
        faults[error.problem] = error.offset
    return names


def _indirect_name_map(reader: Reader, faults: _Faults) -> dict[int, dict[int, str]]:
    names: dict[int, dict[int, str]] = {}
    last, total = -1, 0
    try:
        for _ in range(reader.count("name maps", minimum_bytes=2)):
            at = reader.at
            index = reader.u32("index")
            if index <= last:
                faults.setdefault("indices do not increase", at)
            last = max(last, index)
            total += _read_map(reader, names.setdefault(index, {}), faults)
            if total > _NAME_LIMIT:
                raise reader.fail(f"there are more than {_NAME_LIMIT} names")
        reader.done("subsection")
    except DecodeError as error:
        faults[error.problem] = error.offset
    return names


def _read_map(reader: Reader, names: dict[int, str], faults: _Faults) -> int:
    """Fills `names` as far as it can, and returns how many the map states.

    Of several names for one index the first counts.
    """
    count = reader.count("names", minimum_bytes=2)
    data, at, end = reader.data, reader.at, reader.end
    last = -1
    for _ in range(count):
        start = at
        index, at = leb128.unsigned(data, at, end, 32, _SECTION, "index")
        length, at = leb128.unsigned(data, at, end, 32, _SECTION, "length of name")
        if length > end - at:
            raise DecodeError(start, f"name states a size of {length} and reaches beyond the end")
        if index <= last:
            faults.setdefault("indices do not increase", start)
        last = max(last, index)
        try:
            names.setdefault(index, data[at : at + length].decode())
        except UnicodeDecodeError:
            faults.setdefault("name is not UTF-8", at)
        at += length
    reader.at = at
    return count


_SUBSECTIONS: dict[int, tuple[str, Callable[[Reader, _Faults], object]]] = {
    0: ("module", _module_name),
    1: ("functions", _name_map),
    2: ("locals", _indirect_name_map),
    3: ("labels", _indirect_name_map),
    4: ("types", _name_map),
    5: ("tables", _name_map),
    6: ("memories", _name_map),
    7: ("globals", _name_map),
    8: ("elements", _name_map),
    9: ("segments", _name_map),
    10: ("fields", _indirect_name_map),
    11: ("tags", _name_map),
}
