"""Byte patterns of instructions, generated from the table: what walks code at the speed of `re`.

The bytes of an instruction are a regular language, except for the counted vectors of `br_table`,
`select`, `try_table` and `resume`. Short vectors are spelled out; an instruction with a longer one
matches no pattern and is for `decode_instruction`. What matches does so exactly as the instruction
decodes, down to the unused bits of integers.
All texts are patterns over bytes for `re.DOTALL`, and none but those said to has a group.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from wasmlint.binary.opcodes import Opcode
from wasmlint.binary.types import SINGLE_BYTE


class Form(NamedTuple):
    """How an immediate is matched: the whole language, and the forms that nearly all have.

    `short` is `None` where trying it first would gain nothing.
    """

    full: str
    short: str | None = None


def byte_class(values: Iterable[int]) -> str:
    """A class of bytes."""
    spans: list[list[int]] = []
    for value in sorted(set(values)):
        if spans and spans[-1][1] == value - 1:
            spans[-1][1] = value
        else:
            spans.append([value, value])
    return "[" + "".join(rf"\x{first:02x}-\x{last:02x}" for first, last in spans) + "]"


def _leb128(bits: int, last: str, single: str = r"[\x00-\x7f]") -> str:
    """Integers of so many bits; `last` is the last byte of the longest encoding.

    `single` is the last byte of any other.
    """
    return rf"[\x80-\xff]{{0,{-(-bits // 7) - 2}}}+(?:{single}|[\x80-\xff]{last})"


def _small(values: Iterable[int]) -> str:
    """Unsigned integers of 32 bits that are one of `values` below 128."""
    padded = byte_class(value | 0x80 for value in values)
    return rf"(?:{byte_class(values)}|{padded}\x80{{0,3}}+\x00)"


def _vector(item: str, limit: int, more: int = 0) -> str:
    """A vector of at most `limit` items, with so many `more` items behind it."""
    forms = [rf"\x{count:02x}(?:{item}){{{count + more}}}" for count in range(limit + 1)]
    return f"(?:{'|'.join(forms)})"


U32 = _leb128(32, r"[\x00-\x0f]")
"""An index."""

_U64 = _leb128(64, r"[\x00-\x01]")
_S32 = _leb128(32, r"[\x00-\x07\x78-\x7f]")
_S64 = _leb128(64, r"[\x00\x7f]")
_TYPE_INDEX = _leb128(33, r"[\x00-\x0f]", single=r"[\x00-\x3f]")  # signed, and not negative

_ABSTRACT = byte_class(byte for byte, text in SINGLE_BYTE.items() if text.endswith("ref"))
_HEAP_TYPE = rf"(?:{_ABSTRACT}|\x65{_ABSTRACT}|\x62{U32}|{_TYPE_INDEX})"
_VALUE_TYPE = rf"(?:{byte_class(SINGLE_BYTE)}|[\x63\x64]{_HEAP_TYPE}|\x65{_ABSTRACT})"

_WITHOUT_MEMORY, _WITH_MEMORY = _small(range(0x40)), _small(range(0x40, 0x80))
_CATCH = rf"(?:[\x00\x01]{U32}{U32}|[\x02\x03]{U32})"
_HANDLER = rf"(?:\x00{U32}{U32}|\x01{U32})"
_SPELLED_OUT = 4

_ONE_BYTE = r"[\x00-\x7f]"
_INDEX = Form(U32, _ONE_BYTE)
_SHORT_ACCESS = r"[\x00-\x3f][\x00-\x7f]"

WITHOUT_MEMORY_INDEX = Form(f"{_WITHOUT_MEMORY}{_U64}", _SHORT_ACCESS)
"""A memory access that states no memory index, as all did before there could be several."""

IMMEDIATES: Mapping[str, Form] = {
    "localidx": _INDEX,
    "i32": Form(_S32, _ONE_BYTE),
    "memarg": Form(f"(?:{_WITHOUT_MEMORY}|{_WITH_MEMORY}{U32}){_U64}", r"[\x00-\x3f][\x00-\x7f]"),
    "i64": Form(_S64, _ONE_BYTE),
    "labelidx": _INDEX,
    "globalidx": _INDEX,
    "blocktype": Form(rf"(?:\x40|{_VALUE_TYPE}|{_TYPE_INDEX})", r"[\x40\x7c-\x7f]"),
    "f64": Form(".{8}"),
    "f32": Form(".{4}"),
    "funcidx": _INDEX,
    "typeidx": _INDEX,
    "tableidx": _INDEX,
    "memidx": _INDEX,
    "tagidx": _INDEX,
    "fieldidx": _INDEX,
    "dataidx": _INDEX,
    "elemidx": _INDEX,
    "u32": _INDEX,
    # Labels of one byte; br_table is the only vector that is often long.
    "br_table": Form(_vector(_ONE_BYTE, 127, more=1)),
    "valtypes": Form(_vector(_VALUE_TYPE, _SPELLED_OUT)),
    "catches": Form(_vector(_CATCH, _SPELLED_OUT)),
    "handlers": Form(_vector(_HANDLER, _SPELLED_OUT)),
    "heaptype": Form(_HEAP_TYPE),
    "castflags": Form(r"[\x00-\x03]"),
    "v128": Form(".{16}"),
    "lanes16": Form(".{16}"),
    "lane": Form("."),
    "ordering": Form(_small((0, 1))),
    "zero": Form(r"\x00"),
}
"""Immediates by kind, the most frequent first."""

_TWO_BYTES = Form(r"[\x80-\xff]?[\x00-\x7f]", _ONE_BYTE)
SHORT_INTEGERS: Mapping[str, Form] = {"i32": _TWO_BYTES, "i64": _TWO_BYTES}
"""In place of those in `IMMEDIATES`, to leave integers of three bytes and more to others."""


def any_of(opcodes: Iterable[Opcode], immediates: Mapping[str, Form] = IMMEDIATES) -> str:
    """One instruction of `opcodes`, as alternatives that are tried in order of real frequency."""
    return "|".join([*_short_forms(opcodes, immediates), *_full_forms(opcodes, immediates)])


def run_of(opcodes: Iterable[Opcode], immediates: Mapping[str, Form] = IMMEDIATES) -> str:
    """As many instructions of `opcodes` as there are in a row, none included."""
    # The alternative that is empty keeps Python 3.11.0 to 3.11.4 from ending within an instruction
    # that fails half-way (python/cpython#106052).
    return f"(?:{any_of(opcodes, immediates)}|)*+"


_Codes = dict[str, list[int]]
"""Codes of instructions by the pattern of all their immediates."""


def _short_forms(opcodes: Iterable[Opcode], immediates: Mapping[str, Form]) -> list[str]:
    """Instructions of one byte with no immediate, or with one in its short form."""
    codes: _Codes = {_ONE_BYTE: [], "": []}
    for opcode in opcodes:
        forms = [immediates[kind].short for kind in opcode.immediates]
        if opcode.prefix is None and len(forms) <= 1 and None not in forms:
            codes.setdefault("".join(filter(None, forms)), []).append(opcode.code)
    return [f"{byte_class(found)}{tail}" for tail, found in codes.items() if found]


def _full_forms(opcodes: Iterable[Opcode], immediates: Mapping[str, Form]) -> list[str]:
    """All instructions with immediates, then those with a prefix, one alternative a prefix."""
    order = {kind: place for place, kind in enumerate(immediates)}
    codes: defaultdict[int | None, _Codes] = defaultdict(dict)
    for opcode in sorted(opcodes, key=lambda found: [order[kind] for kind in found.immediates]):
        tail = "".join(immediates[kind].full for kind in opcode.immediates)
        codes[opcode.prefix].setdefault(tail, []).append(opcode.code)
    plain = [f"{byte_class(found)}{tail}" for tail, found in codes.pop(None, {}).items() if tail]
    return plain + [
        rf"\x{prefix:02x}(?:%s)" % "|".join(_code(found) + tail for tail, found in tails.items())
        for prefix, tails in codes.items()
    ]


def _code(codes: Iterable[int]) -> str:
    """One of `codes`, all below 2^14, as the LEB128 integer behind a prefix."""
    lows: defaultdict[int, list[int]] = defaultdict(list)
    for code in codes:
        lows[code >> 7].append(code & 0x7F)
    forms = []
    for high, found in lows.items():
        if high == 0:
            forms.append(_small(found))
        else:
            first = byte_class(low | 0x80 for low in found)
            forms.append(rf"{first}(?:\x{high:02x}|\x{high | 0x80:02x}\x80{{0,2}}+\x00)")
    return f"(?:{'|'.join(forms)})"
