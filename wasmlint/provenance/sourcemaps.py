"""Where functions are in their source, by a source map.

Source: ECMA-426, "Source map format"; WebAssembly/tool-conventions@8e3191e Debugging.md: a map of a
module has one line, whose columns are offsets in the module.
"""

from bisect import bisect_left
from collections.abc import Iterator
from operator import itemgetter

import msgspec
from msgspec import Struct

from wasmlint.binary.module import Module
from wasmlint.core.units import format_bytes
from wasmlint.provenance.sourcelines import FunctionLines, SourceLine

_MOST_BYTES = 128 * 1024 * 1024
_MOST_DIGITS = 7
"""Base64 digits of a number of 32 bits."""
_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_VALUES = {ord(digit): value for value, digit in enumerate(_DIGITS)}
_CONTINUES, _PAYLOAD = 0x20, 0x1F


class _Map(Struct, frozen=True):
    version: int
    sources: tuple[str | None, ...]
    mappings: str
    sourceRoot: str | None = None  # noqa: N815 - the format's name


def source_map_lines(module: Module, text: bytes) -> FunctionLines:
    """The first line of source that a map (JSON) knows of each function of `module`."""
    if len(text) > _MOST_BYTES:
        note = f"a source map of {format_bytes(len(text))} is not read, only up to"
        return FunctionLines(notes=(f"{note} {format_bytes(_MOST_BYTES)}",))
    try:
        found = msgspec.json.decode(text, type=_Map)
        segments = sorted(_segments(found.mappings), key=itemgetter(0))
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        return FunctionLines(notes=(f"the source map cannot be read: {error}",))
    columns = [column for column, _, _ in segments]
    root = found.sourceRoot or ""
    lines = {}
    bodies = module.bodies
    first = len(module.imported("function"))
    for index, start in enumerate(bodies.offsets, first):
        at = bisect_left(columns, start - module.span.start)
        end = start - module.span.start + bodies.sizes[index - first]
        if at == len(columns) or columns[at] >= end:
            continue
        _, source, line = segments[at]
        path = found.sources[source] if 0 <= source < len(found.sources) else None
        if path and line >= 0:
            lines[index] = SourceLine(_below(root, path), line + 1)
    return FunctionLines(lines)


def _below(root: str, path: str) -> str:
    return f"{root.rstrip('/')}/{path}" if root and not path.startswith("/") else path


def _segments(mappings: str) -> Iterator[tuple[int, int, int]]:
    """Column, source and line of the segments of the first line that have a source; from 0.

    Raises `ValueError` where the text is not what it should be.
    """
    column = source = line = 0
    for segment in mappings.partition(";")[0].split(","):
        numbers = _numbers(segment)
        if not numbers:
            continue
        column += numbers[0]
        if len(numbers) >= 4:
            source += numbers[1]
            line += numbers[2]
            yield column, source, line


def _numbers(segment: str) -> list[int]:
    numbers = []
    value = shift = 0
    for character in segment:
        digit = _VALUES.get(ord(character))
        if digit is None or shift > 5 * _MOST_DIGITS:
            raise ValueError(f"{character!r} is out of place in its mappings")
        value |= (digit & _PAYLOAD) << shift
        shift += 5
        if not digit & _CONTINUES:
            # The lowest bit is the sign.
            numbers.append(-(value >> 1) if value & 1 else value >> 1)
            value = shift = 0
    return numbers
