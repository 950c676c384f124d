"""The proposals that the code of a module needs, by its instructions and the types of its locals.

One pass stops at the instructions of proposals and at those whose immediates WebAssembly 1.0 does
not have: a second memory or table, block types that are type indices or reference types.
Source: bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/validator/operators.rs.
"""

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wasmlint.binary import leb128
from wasmlint.binary.instructions import EMPTY_BLOCK_TYPE, PREFIXES
from wasmlint.binary.locals import local_groups
from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import Opcode, opcodes
from wasmlint.binary.patterns import (
    IMMEDIATES,
    U32,
    WITHOUT_MEMORY_INDEX,
    Form,
    any_of,
    byte_class,
    run_of,
)
from wasmlint.binary.reader import Reader
from wasmlint.binary.runs import runs
from wasmlint.binary.scan import Scan
from wasmlint.binary.typefeatures import type_features
from wasmlint.binary.types import SINGLE_BYTE, value_type
from wasmlint.binary.uses import EITHER_EXCEPTIONS, Uses

_NUMBERS = frozenset({0x7C, 0x7D, 0x7E, 0x7F})
_REF_NULL_TYPE = 0x63
# First bytes of value types; other block types are indices or empty.
_VALUE_TYPES = frozenset({*SINGLE_BYTE, 0x63, 0x64, 0x65})

# Instructions that need a second proposal beside the one that brought them.
_ALSO = {"return_call_ref": "tail-call"}
_CALL_INDIRECT = frozenset({"call_indirect", "return_call_indirect"})
_REF_NULL = frozenset({"ref.null"})


class _Token(NamedTuple):
    """What the pattern captures of an instruction, of which there are not many forms.

    `code` is the opcode, empty behind the last instruction. `type` begins the immediate type where
    the instruction has one that is no number type, `zero` is a table index of zero that takes more
    than one byte. `last` is the last byte where an immediate is not as in WebAssembly 1.0.
    """

    code: bytes
    type: bytes
    zero: bytes
    last: bytes


def add_code_features(module: Module, scanned: Scan, uses: Uses) -> None:
    """Counts what the bodies use; `scanned` is the scan of the module."""
    _add_instructions(module, scanned, uses)
    _add_stops(module, scanned, uses)
    _add_locals(module, scanned, uses)


def _add_instructions(module: Module, scanned: Scan, uses: Uses) -> None:
    counts: Counter[tuple[bytes, ...]] = Counter()
    first_offsets: dict[tuple[bytes, ...], int] = {}
    for _, start, end in runs(module, scanned):
        found = _token().findall(module.data, start, end)
        counts.update(found)
        if len(counts) > len(first_offsets):
            for match in _token().finditer(module.data, start, end):
                first_offsets.setdefault(match.groups(b""), match.start(1))
    for token, count in counts.items():
        uses.add(_token_features(_Token(*token)), first_offsets[token], count)


def _token_features(token: _Token) -> Iterator[str]:
    if not token.code:
        return
    opcode = _opcode(token.code)
    yield from _opcode_features(opcode)
    if token.zero:
        yield "call-indirect-overlong"
    elif token.type:
        yield from _immediate_type_features(opcode, token.type)
    elif token.last:
        yield "reference-types" if "tableidx" in opcode.immediates else "multi-memory"


def _opcode(code: bytes) -> Opcode:
    if code[0] in PREFIXES:
        return opcodes()[code[0], leb128.unsigned(code, 1, len(code))[0]]
    return opcodes()[None, code[0]]


def _opcode_features(opcode: Opcode) -> Iterator[str]:
    if opcode.name == "throw":
        yield EITHER_EXCEPTIONS
    elif opcode.proposal != "mvp":
        yield opcode.proposal
    if opcode.name in _ALSO:
        yield _ALSO[opcode.name]


def _immediate_type_features(opcode: Opcode, encoded: bytes) -> Iterator[str]:
    """What a block type or the heap type of `ref.null` needs, by the bytes it begins with."""
    if opcode.name in _REF_NULL:
        encoded = bytes([_REF_NULL_TYPE]) + encoded
    elif encoded[0] == EMPTY_BLOCK_TYPE:
        return
    elif encoded[0] not in _VALUE_TYPES:
        yield "multi-value"
        return
    # An index may have been cut off; which it is does not matter.
    yield from type_features(value_type(Reader(encoded + b"\0")))


def _add_stops(module: Module, scanned: Scan, uses: Uses) -> None:
    for offset in scanned.stops.offsets:
        opcode = opcodes()[None, module.data[offset]]
        names = list(_opcode_features(opcode))
        if "blocktype" in opcode.immediates:
            names += _immediate_type_features(opcode, module.data[offset + 1 : offset + 4])
        uses.add(names, offset)


def _add_locals(module: Module, scanned: Scan, uses: Uses) -> None:
    notable = re.compile(byte_class(_VALUE_TYPES - _NUMBERS).encode())
    bodies = zip(module.bodies.offsets, module.bodies.sizes, scanned.code_offsets, strict=True)
    for start, size, code_offset in bodies:
        # A count may be such a byte too; that costs time and nothing else.
        if notable.search(module.data, start + 1, code_offset):
            groups, _ = local_groups(module.data, start, start + size)
            for group in groups:
                uses.add(type_features(group.value_type), group.offset)


# Immediates that WebAssembly 1.0 has. Types of ref.null are looked at one and all.
_FAMILIAR = {
    **IMMEDIATES,
    "memarg": WITHOUT_MEMORY_INDEX,
    "memidx": Form(r"\x00", r"\x00"),
    "tableidx": Form(r"\x00", r"\x00"),
    "blocktype": Form(byte_class({0x40, *_NUMBERS}), byte_class({0x40, *_NUMBERS})),
}
_NOTABLE = frozenset({"memarg", "memidx", "tableidx"})


@cache
def _token() -> re.Pattern[bytes]:
    """Up to an instruction of interest, or to the end; see `_Token` for the groups."""
    known = opcodes().values()
    skipped = run_of([found for found in known if found.proposal == "mvp"], _FAMILIAR)
    brought = any_of(
        [found for found in known if found.proposal != "mvp" and found.name not in _REF_NULL],
        _FAMILIAR,
    )
    typed = any_of(
        [found for found in known if "blocktype" in found.immediates or found.name in _REF_NULL]
    )
    call = byte_class(found.code for found in known if found.name in _CALL_INDIRECT)
    indexed = any_of(
        [
            found
            for found in known
            if not _NOTABLE.isdisjoint(found.immediates) and found.name not in _CALL_INDIRECT
        ]
    )
    code = rf"(?=({byte_class(PREFIXES)}[\x80-\xff]*+[\x00-\x7f]|.))"
    unfamiliar = (
        rf"(?=.([\x63\x64]?+\x65?+.))(?:{typed})"
        rf"|{call}{U32}(?:(\x80{{1,4}}+\x00)|{U32})"
        rf"|(?:{indexed})"
    )
    text = rf"{skipped}(?:{code}(?:{brought}|(?:{unfamiliar})(?<=(.)))|\Z)"
    return re.compile(text.encode("ascii"), re.DOTALL)
