"""The table of instructions, from `opcodes.tsv` beside this file; read when first asked for."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

_TABLE = Path(__file__).with_name("opcodes.tsv")


class Opcode(NamedTuple):
    """One instruction of the table.

    `prefix` is 0xFB to 0xFE, `None` for an instruction of one byte; `code` is the byte, or the
    number behind the prefix. `immediates` are the kinds of its immediates in stream order.
    `proposal` is the proposal that brought it, `mvp` for WebAssembly 1.0. `const_expr` is the first
    release of the specification that allows it in constant expressions. `block` is `open`, `middle`
    or `close` of structured control. Code after a terminator is unreachable up to `else` or `end`.
    `natural_align` is a power of two, for accesses to memory.
    Names are those of the text format; `select`, `ref.test`, `ref.cast` and `ref.cast_desc_eq` have
    two encodings each.
    """

    prefix: int | None
    code: int
    name: str
    immediates: tuple[str, ...]
    proposal: str
    const_expr: str | None
    block: str | None
    is_terminator: bool
    natural_align: int | None


@cache
def opcodes() -> Mapping[tuple[int | None, int], Opcode]:
    """All instructions by prefix and code, in the order of their encoding."""
    lines = _TABLE.read_text("utf-8").splitlines()
    _columns, *rows = [line.split("\t") for line in lines if not line.startswith("#")]
    return {(opcode.prefix, opcode.code): opcode for opcode in map(_opcode, rows)}


def _opcode(row: list[str]) -> Opcode:
    prefix, code, name, immediates, proposal, const_expr, flow, align = row
    return Opcode(
        None if prefix == "-" else int(prefix, 16),
        int(code, 16),
        name,
        () if immediates == "-" else tuple(immediates.split(" ")),
        proposal,
        None if const_expr == "-" else const_expr,
        flow if flow in ("open", "middle", "close") else None,
        flow == "terminator",
        None if align == "-" else int(align),
    )
