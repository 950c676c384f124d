"""Immediates of an instruction as the text format writes them, with numbers for indices.

Source: core specification 3.0, section 6.5 "Instructions"; bytecodealliance/wasm-tools@a7ef4778
crates/wasmprinter/src/operator.rs for the proposals.
"""

import struct
from collections.abc import Callable

from wasmlint.binary.floats import float_text
from wasmlint.binary.instructions import Clause, Immediate, Instruction, MemArg
from wasmlint.binary.opcodes import Opcode

_NULLABLE_TARGETS = frozenset({0x15, 0x17, 0x24})
_SOURCE_IS_NULLABLE, _TARGET_IS_NULLABLE = 1, 2
_ORDERINGS = ("seqcst", "acqrel")

_Values = tuple[Immediate, ...]


def operands(instruction: Instruction) -> list[str]:
    """The words behind the mnemonic; immediates that the text format leaves out are not there."""
    opcode, values = instruction.opcode, instruction.immediates
    special = _SPECIAL.get(opcode.immediates)
    if special is not None:
        return special(opcode, values)
    words = []
    for kind, value in zip(opcode.immediates, values, strict=True):
        words += _words(opcode, kind, value)
    return words


def _words(opcode: Opcode, kind: str, value: Immediate) -> list[str]:
    match value:
        case MemArg():
            return _access(opcode, value)
        case bytes():
            return _constant(kind, value)
        case tuple():
            return _vector(kind, value)
        case str():
            return [f"(result {_numbered(value)})" if kind == "blocktype" else _numbered(value)]
        case int() if kind == "blocktype":
            return [f"(type {value})"]
        case int() if kind == "ordering":
            return [_ORDERINGS[value]]
        case int() if kind != "zero":
            return [str(value)]
        case _:
            return []


def _numbered(text: str) -> str:
    return text.replace("$", "")


def _access(opcode: Opcode, access: MemArg) -> list[str]:
    words = [str(access.memory)] if access.memory else []
    words += [f"offset={access.offset}"] if access.offset else []
    words += [f"align={1 << access.align}"] if access.align != opcode.natural_align else []
    return words


def _constant(kind: str, encoded: bytes) -> list[str]:
    if kind in ("f32", "f64"):
        return [float_text(encoded)]
    if kind == "v128":
        return ["i32x4", *(f"{lane:#010x}" for lane in struct.unpack("<4I", encoded))]
    return [str(lane) for lane in encoded]


def _vector(kind: str, items: tuple[int, ...] | tuple[str, ...] | tuple[Clause, ...]) -> list[str]:
    if kind == "valtypes":
        return [f"(result {' '.join(_numbered(str(item)) for item in items)})"]
    return [_clause(item) if isinstance(item, Clause) else str(item) for item in items]


def _clause(clause: Clause) -> str:
    kind = "on" if clause.kind == "on_switch" else clause.kind
    label = "switch" if clause.kind == "on_switch" else clause.label
    tag = "" if clause.tag is None else f" {clause.tag}"
    return f"({kind}{tag} {label})"


def _call_indirect(_: Opcode, values: _Values) -> list[str]:
    type_index, table = values
    return [*_unless_zero(table), f"(type {type_index!r})"]


def _init(_: Opcode, values: _Values) -> list[str]:
    segment, target = values
    return [*_unless_zero(target), str(segment)]


def _unless_zero(*indices: Immediate) -> list[str]:
    return [str(index) for index in indices] if any(indices) else []


def _reference(heap_type: Immediate, *, is_nullable: bool) -> str:
    null = "null " if is_nullable else ""
    return f"(ref {null}{_numbered(str(heap_type))})"


def _heap_type(opcode: Opcode, values: _Values) -> list[str]:
    if opcode.name == "ref.null":
        return [_numbered(str(values[0]))]
    return [_reference(values[0], is_nullable=opcode.code in _NULLABLE_TARGETS)]


def _branch_on_cast(_: Opcode, values: _Values) -> list[str]:
    flags, label, source, target = values
    nullable = flags if isinstance(flags, int) else 0
    return [
        str(label),
        _reference(source, is_nullable=bool(nullable & _SOURCE_IS_NULLABLE)),
        _reference(target, is_nullable=bool(nullable & _TARGET_IS_NULLABLE)),
    ]


# Kinds of immediates whose text is not theirs one by one, in the order of the binary format.
_SPECIAL: dict[tuple[str, ...], Callable[[Opcode, _Values], list[str]]] = {
    ("typeidx", "tableidx"): _call_indirect,
    ("dataidx", "memidx"): _init,
    ("elemidx", "tableidx"): _init,
    ("memidx",): lambda _, values: _unless_zero(*values),
    ("memidx", "memidx"): lambda _, values: _unless_zero(*values),
    ("tableidx", "tableidx"): lambda _, values: _unless_zero(*values),
    ("heaptype",): _heap_type,
    ("castflags", "labelidx", "heaptype", "heaptype"): _branch_on_cast,
}
