"""What the spelling of a literal means: numbers, sizes, percentages and texts.

Each function takes the characters of one literal and the place of the first; `LangErrors` has the
place of what is wrong.
"""

import re

from wasmlint.core.units import parse_bytes
from wasmlint.lang.problem import refusal

_MAX_NUMBER = 2**64 - 1
_MAX_DIGITS = 40
_ESCAPE = re.compile(r"\\(?:u\{([0-9A-Fa-f]{1,6})\}|(.))")
_ESCAPED = {'"': '"', "\\": "\\", "n": "\n", "r": "\r", "t": "\t"}


def read_number(source: str, start: int) -> int:
    """A whole number, decimal or after `0x` hexadecimal, with `_` between digits."""
    digits = source.replace("_", "")
    if len(digits) <= _MAX_DIGITS:
        number = int(digits, 16 if digits.startswith("0x") else 10)
        if number <= _MAX_NUMBER:
            return number
    raise refusal(start, start + len(source), "the number does not fit 64 bits")


def read_size(source: str, start: int) -> int:
    """A size in bytes."""
    end = start + len(source)
    if len(source) > _MAX_DIGITS:
        raise refusal(start, end, "the size does not fit 64 bits")
    try:
        size = parse_bytes(source)
    except ValueError as error:
        raise refusal(start, end, str(error)) from None
    if size > _MAX_NUMBER:
        raise refusal(start, end, "the size does not fit 64 bits")
    return size


def read_percentage(source: str, start: int) -> float:
    """A ratio: `5%` is 0.05."""
    if len(source) > _MAX_DIGITS:
        raise refusal(start, start + len(source), "the percentage has too many digits")
    return float(source.rstrip("% \t").replace("_", "")) / 100


def read_text(source: str, start: int) -> str:
    r"""A text without its quotes, its escapes replaced: `\"`, `\\`, `\n`, `\r`, `\t`, `\u{1b}`."""

    def replace(match: re.Match[str]) -> str:
        code, char = match.groups()
        if code is not None and int(code, 16) <= 0x10FFFF and not 0xD800 <= int(code, 16) < 0xE000:
            return chr(int(code, 16))
        if char in _ESCAPED:
            return _ESCAPED[char]
        first = start + 1 + match.start()
        last = start + 1 + match.end()
        if code is not None:
            raise refusal(first, last, f"U+{code.upper()} is no character")
        advice = r"write one of `\"`, `\\`, `\n`, `\r`, `\t`, `\u{1b}`"
        raise refusal(first, last, f"`{match[0]}` is no escape", advice)

    return _ESCAPE.sub(replace, source[1:-1])
