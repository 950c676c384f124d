"""Stretches of scanned code that hold nothing but instructions which the patterns match."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.patterns import any_of
from wasmlint.binary.scan import Scan

# Neither a run of so many bytes nor one of so many instructions holds more than 2^20.
_WHOLE_BYTES = 1 << 20
_PIECE_INSTRUCTIONS = 1 << 16


class Run(NamedTuple):
    """Whole instructions from file offset `start` to `end`; `body` is a place in the section."""

    body: int
    start: int
    end: int


def runs(module: Module, scanned: Scan) -> Iterator[Run]:
    """The runs of all bodies, in file order; with the stops of the scan they are all the code.

    None holds more than 2^20 instructions, so a list of what lies in one at a time stays small.
    """
    stops = scanned.stops
    stop = 0
    for body, start in enumerate(scanned.code_offsets):
        end = module.bodies.offsets[body] + module.bodies.sizes[body]
        at = start
        while stop < len(stops) and stops.bodies[stop] == body:
            yield from _runs(module.data, body, at, stops.offsets[stop])
            at = stops.ends[stop]
            stop += 1
        yield from _runs(module.data, body, at, end)


def _runs(data: bytes, body: int, start: int, end: int) -> Iterator[Run]:
    at = start
    while end - at > _WHOLE_BYTES and (piece := _piece().match(data, at, end)):
        yield Run(body, at, piece.end())
        at = piece.end()
    if at < end:
        yield Run(body, at, end)


@cache
def _piece() -> re.Pattern[bytes]:
    text = f"(?:{any_of(opcodes().values())}){{1,{_PIECE_INSTRUCTIONS}}}+"
    return re.compile(text.encode("ascii"), re.DOTALL)
