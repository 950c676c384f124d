"""Which entries of a DWARF unit are functions that have code, found without decoding the others.

The library decodes some 40,000 entries a second, and a large program has a million, nearly all of
them variables, types and inlined calls. Here they are stepped over by the sizes of their forms.
Source: DWARF 5, sections 7.5.3 to 7.5.6.
"""

from collections.abc import Callable, Iterator, Sequence

from elftools.dwarf.abbrevtable import AbbrevDecl
from elftools.dwarf.compileunit import CompileUnit

_FUNCTION, _LOW_PC = "DW_TAG_subprogram", "DW_AT_low_pc"
_LONGEST_LEB128 = 10

_Step = int | Callable[[bytes, int], int]
"""How far to go behind an attribute: so many bytes, or to where the function says."""

_FIXED = {
    "DW_FORM_flag_present": 0,
    "DW_FORM_implicit_const": 0,
    "DW_FORM_addrx1": 1,
    "DW_FORM_data1": 1,
    "DW_FORM_flag": 1,
    "DW_FORM_ref1": 1,
    "DW_FORM_strx1": 1,
    "DW_FORM_addrx2": 2,
    "DW_FORM_data2": 2,
    "DW_FORM_ref2": 2,
    "DW_FORM_strx2": 2,
    "DW_FORM_addrx3": 3,
    "DW_FORM_strx3": 3,
    "DW_FORM_addrx4": 4,
    "DW_FORM_data4": 4,
    "DW_FORM_ref4": 4,
    "DW_FORM_ref_sup4": 4,
    "DW_FORM_strx4": 4,
    "DW_FORM_data8": 8,
    "DW_FORM_ref8": 8,
    "DW_FORM_ref_sig8": 8,
    "DW_FORM_ref_sup8": 8,
    "DW_FORM_data16": 16,
}
_OFFSETS = frozenset(
    {
        "DW_FORM_line_strp",
        "DW_FORM_ref_addr",
        "DW_FORM_sec_offset",
        "DW_FORM_strp",
        "DW_FORM_strp_sup",
    }
)


def entries_with_code(unit: CompileUnit, section: bytes) -> Iterator[int]:
    """Offsets in `.debug_info` of the functions of a unit that have an address, in order.

    Raises `KeyError`, `IndexError` or `ValueError` at what is no DWARF.
    """
    structs, table = unit.structs, unit.get_abbrev_table()
    sizes = {
        **_FIXED,
        "DW_FORM_addr": unit["address_size"],
        **dict.fromkeys(_OFFSETS, structs.dwarf_format // 8),
    }
    known: dict[int, tuple[bool, Sequence[_Step]]] = {}
    at = unit.cu_die_offset
    end = unit.cu_offset + unit["unit_length"] + structs.initial_length_field_size()
    while at < end:
        offset = at
        code = section[at]
        at += 1
        if code >= 0x80:
            code, at = _leb128(section, offset)
        if code == 0:
            continue
        plan = known.get(code)
        if plan is None:
            plan = known[code] = _plan(table.get_abbrev(code), sizes)
        has_code, steps = plan
        for step in steps:
            at = at + step if isinstance(step, int) else step(section, at)
        if has_code:
            yield offset


def _plan(abbreviation: AbbrevDecl, sizes: dict[str, int]) -> tuple[bool, Sequence[_Step]]:
    attributes = abbreviation["attr_spec"]
    steps: list[_Step] = [0]
    for attribute in attributes:
        size = sizes.get(attribute.form)
        if size is None:
            steps += [_VARIABLE[attribute.form], 0]
        elif isinstance(steps[-1], int):
            steps[-1] += size
    names = {attribute.name for attribute in attributes}
    has_code = abbreviation["tag"] == _FUNCTION and _LOW_PC in names
    return has_code, tuple(step for step in steps if step != 0)


def _leb128(section: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place in range(_LONGEST_LEB128):
        byte = section[at + place]
        value |= (byte & 0x7F) << (7 * place)
        if byte < 0x80:
            return value, at + place + 1
    raise IndexError("an integer has more than 64 bits")


def _behind_leb128(section: bytes, at: int) -> int:
    return _leb128(section, at)[1]


def _behind_string(section: bytes, at: int) -> int:
    return section.index(0, at) + 1


def _behind_block(section: bytes, at: int) -> int:
    size, at = _leb128(section, at)
    return at + size


def _behind_sized_block(length_bytes: int) -> Callable[[bytes, int], int]:
    def step(section: bytes, at: int) -> int:
        start = at + length_bytes
        return start + int.from_bytes(section[at:start], "little")

    return step


_VARIABLE: dict[str, Callable[[bytes, int], int]] = {
    "DW_FORM_addrx": _behind_leb128,
    "DW_FORM_loclistx": _behind_leb128,
    "DW_FORM_ref_udata": _behind_leb128,
    "DW_FORM_rnglistx": _behind_leb128,
    "DW_FORM_sdata": _behind_leb128,
    "DW_FORM_strx": _behind_leb128,
    "DW_FORM_udata": _behind_leb128,
    "DW_FORM_string": _behind_string,
    "DW_FORM_block": _behind_block,
    "DW_FORM_exprloc": _behind_block,
    "DW_FORM_block1": _behind_sized_block(1),
    "DW_FORM_block2": _behind_sized_block(2),
    "DW_FORM_block4": _behind_sized_block(4),
}
