"""Whether code moves references to functions between tables, segments, arrays and calls."""

import re
from functools import cache

from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.patterns import any_of, run_of
from wasmlint.binary.runs import runs
from wasmlint.binary.scan import Scan

_MOVES = frozenset(
    {
        "table.get",
        "table.set",
        "table.init",
        "table.copy",
        "table.grow",
        "table.fill",
        "array.new_elem",
        "array.init_elem",
        "call_ref",
        "return_call_ref",
    }
)


def moves_references(module: Module, scanned: Scan) -> bool:
    """Whether any body has an instruction by which what one table holds may get elsewhere.

    Tables of other references than functions count too. A pass over all code, up to the first.
    """
    match = _move().match
    spans = ((start, end) for _, start, end in runs(module, scanned))
    return any(match(module.data, start, end) for start, end in spans)


@cache
def _move() -> re.Pattern[bytes]:
    """Instructions up to one that moves references, and this one."""
    known = opcodes().values()
    others = run_of([opcode for opcode in known if opcode.name not in _MOVES])
    move = any_of([opcode for opcode in known if opcode.name in _MOVES])
    return re.compile(f"{others}(?:{move})".encode("ascii"), re.DOTALL)
