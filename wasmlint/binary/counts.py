"""Sums over function bodies: instructions, branches and locals, each in a pass of its own."""

import re
from array import array
from functools import cache

from wasmlint.binary.locals import declared_locals
from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.patterns import any_of, run_of
from wasmlint.binary.runs import runs
from wasmlint.binary.scan import Scan

_BRANCHES = frozenset(
    {
        "if",
        "br_if",
        "br_table",
        "br_on_null",
        "br_on_non_null",
        "br_on_cast",
        "br_on_cast_fail",
        "br_on_cast_desc_eq",
        "br_on_cast_desc_eq_fail",
    }
)

# How many instructions are matched, and so counted, at a time; measured on Go, C++ and Rust.
_BLOCK = 8


def count_instructions(module: Module, scanned: Scan) -> "array[int]":
    """The number of instructions of each body, the final `end` among them."""
    counts = array("q", [0]) * len(module.bodies)
    findall = _block_or_instruction().findall
    for body, start, end in runs(module, scanned):
        found = findall(module.data, start, end)
        single_count = found.count(b"")
        counts[body] += _BLOCK * (len(found) - single_count) + single_count
    for body in scanned.stops.bodies:
        counts[body] += 1
    return counts


def count_branches(module: Module, scanned: Scan) -> "array[int]":
    """The number of branches of each body: instructions that choose where execution goes on.

    They are `if`, `br_if`, `br_table` and the `br_on_` family, each counted once whatever its
    number of targets. `br` and `return` always jump, so they are not among them.
    """
    counts = array("q", [0]) * len(module.bodies)
    findall = _branch().findall
    for body, start, end in runs(module, scanned):
        found = findall(module.data, start, end)
        counts[body] += len(found) - found.count(b"")
    for body, offset in zip(scanned.stops.bodies, scanned.stops.offsets, strict=True):
        counts[body] += opcodes()[None, module.data[offset]].name in _BRANCHES
    return counts


def count_locals(module: Module) -> "array[int]":
    """How many locals each body declares, parameters not among them.

    Raises `DecodeError` where a vector of locals does not decode.
    """
    bodies = zip(module.bodies.offsets, module.bodies.sizes, strict=True)
    counts = [declared_locals(module.data, start, start + size)[0] for start, size in bodies]
    return array("q", counts)


@cache
def _block_or_instruction() -> re.Pattern[bytes]:
    """A block of instructions, of which the group holds the last byte, or a single one."""
    one = any_of(opcodes().values())
    return re.compile(f"(?:{one}){{{_BLOCK}}}+(?<=(.))|{one}".encode("ascii"), re.DOTALL)


@cache
def _branch() -> re.Pattern[bytes]:
    """Up to a branch, which the group holds, or to the end."""
    known = opcodes().values()
    branch = any_of([opcode for opcode in known if opcode.name in _BRANCHES])
    others = run_of([opcode for opcode in known if opcode.name not in _BRANCHES])
    return re.compile(rf"{others}(?:({branch})|\Z)".encode("ascii"), re.DOTALL)
