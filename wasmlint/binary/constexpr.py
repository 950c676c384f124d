"""Constant expressions: initialisers of globals and tables, offsets and elements of segments.

Any instruction decodes, also one that is not constant: that is for validation to refuse.
Source: core specification 3.0, sections 3.4.13 "Constant Expressions" and 5.4.10 "Expressions".
"""

from wasmlint.binary import leb128
from wasmlint.binary.instructions import decode_instruction
from wasmlint.binary.module import ConstExpr
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan

_END = 0x0B
_I32_CONST, _I64_CONST, _GLOBAL_GET, _REF_FUNC = 0x41, 0x42, 0x23, 0xD2
_I32, _I64 = ("i32.const",), ("i64.const",)


def const_expr(reader: Reader) -> ConstExpr:
    """The constant expression at the cursor, which stops behind its `end`."""
    return _single(reader) or _sequence(reader)


def _single(reader: Reader) -> ConstExpr | None:
    """The expression if it is one plain instruction, as nearly all are; else the cursor stays."""
    data, start, end, section = reader.data, reader.at, reader.end, reader.section
    opcode = reader.peek()
    if opcode == _I32_CONST:
        value, at = leb128.signed(data, start + 1, end, 32, section)
    elif opcode == _I64_CONST:
        value, at = leb128.signed(data, start + 1, end, 64, section)
    elif opcode in (_GLOBAL_GET, _REF_FUNC):
        value, at = leb128.unsigned(data, start + 1, end, 32, section)
    else:
        return None
    if at >= end or data[at] != _END:
        return None
    reader.at = at + 1
    span = ByteSpan(start, at + 1)
    if opcode == _GLOBAL_GET:
        return ConstExpr(span, None, value, (), ("global.get",))
    if opcode == _REF_FUNC:
        return ConstExpr(span, None, None, (value,), ("ref.func",))
    return ConstExpr(span, value, None, (), _I32 if opcode == _I32_CONST else _I64)


def _sequence(reader: Reader) -> ConstExpr:
    start = reader.at
    found: list[tuple[str, object]] = []
    opened: list[str] = []
    while True:
        if reader.at >= reader.end:
            raise reader.fail("constant expression has no end")
        try:
            instruction = decode_instruction(reader.data, reader.at, reader.end)
        except DecodeError as error:
            raise DecodeError(error.offset, error.problem, reader.section) from None
        name, role = instruction.opcode.name, instruction.opcode.block
        if name == "end" and not opened:
            reader.at = instruction.end
            operators = tuple([operator for operator, _ in found])
            functions = tuple([x for op, x in found if op == "ref.func" and isinstance(x, int)])
            span = ByteSpan(start, reader.at)
            return ConstExpr(span, functions=functions, operators=operators)
        if role == "open":
            opened.append(name)
        elif role and (not opened or (name == "else" and opened.pop() != "if")):
            raise reader.fail(f"`{name}` is outside of its block")
        elif name == "else":
            opened.append(name)
        elif role == "close":
            opened.pop()
        reader.at = instruction.end
        found.append((name, instruction.immediates[0] if instruction.immediates else None))
