"""Kinds of values, how they are written in rules and settings, and how they are shown.

A kind is what the expression language checks: values of different kinds do not mix.
"""

import re
from enum import Enum

Value = str | bool | int | float | None
"""One cell of a fact table. `None` means absent, never zero or empty."""


class Kind(Enum):
    """What sort of quantity a value is."""

    TEXT = "text"
    FLAG = "flag"
    COUNT = "count"  # how many
    INDEX = "index"  # a place in an index space of a module, or a line of a file
    OFFSET = "offset"  # bytes from the start of the file, or an address in linear memory
    BYTES = "bytes"  # a size
    RATIO = "ratio"  # 0.05 is 5 %

    def __str__(self) -> str:
        return self.value


# kB is 1000 bytes and KiB 1024, as IEC 80000-13 has it; the bare letters that size tools use for
# 1024 are refused because readers disagree on them.
UNITS = {
    "B": 1,
    "kB": 1000,
    "KB": 1000,
    "KiB": 1024,
    "MB": 1000**2,
    "MiB": 1024**2,
    "GB": 1000**3,
    "GiB": 1024**3,
}
_SIZE = re.compile(r"\s*([0-9]+(?:_[0-9]{3})*(?:\.[0-9]+)?)\s*([A-Za-z]+)\s*")


def parse_bytes(text: str) -> int:
    """The size that `text` states, in bytes, rounded to a whole byte: `64 KiB` is 65536.

    Raises `ValueError`, with a message fit for users, where the text is no size.
    """
    match = _SIZE.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not a size; write a number and a unit, such as `64 KiB`")
    number, unit = match.groups()
    if unit not in UNITS:
        raise ValueError(f"`{unit}` is not a unit of size; use one of {', '.join(UNITS)}")
    return round(float(number.replace("_", "")) * UNITS[unit])


def format_bytes(size: int) -> str:
    """A size for people: exact below 10 KiB, else three significant digits: `1.2 MiB`, `-340 B`."""
    magnitude = abs(size)
    if magnitude < 10 * 1024:
        return f"{size:,} B"
    for unit in ("GiB", "MiB", "KiB"):
        if magnitude >= UNITS[unit]:
            break
    scaled = size / UNITS[unit]
    digits = 0 if abs(scaled) >= 100 else 1 if abs(scaled) >= 10 else 2
    return f"{scaled:,.{digits}f} {unit}"


def format_ratio(ratio: float) -> str:
    """A ratio as a percentage with one digit after the point: `5.2%`."""
    return f"{ratio * 100:.1f}%"


def format_value(kind: Kind, value: Value) -> str:
    """A value as messages show it; an absent one is `none`."""
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return value
    match kind:
        case Kind.BYTES:
            return format_bytes(int(value))
        case Kind.RATIO:
            return format_ratio(value)
        case Kind.OFFSET:
            return f"{int(value):#x}"
        case Kind.COUNT:
            return f"{int(value):,}"
        case _:
            return str(value)
