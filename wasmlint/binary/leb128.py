"""LEB128 integers, strict in width and in the unused bits of the last byte.

Longer encodings than needed are legal up to the width (relocatable code has them), so lengths are
never taken to be minimal.
Source: core specification 3.0, section 5.2.2 "Integers".
"""

from wasmlint.core.errors import DecodeError


def unsigned(
    data: bytes,
    at: int,
    end: int,
    bits: int = 32,
    section: str | None = None,
    what: str = "integer",
) -> tuple[int, int]:
    """The unsigned integer at `at`, and the offset behind it.

    `end` bounds the reading and must not lie beyond `data`. Raises `DecodeError`, in whose message
    `what` stands for the integer, where it is cut short, too long or too large.
    """
    if at < end and data[at] < 0x80:
        return data[at], at + 1
    value = 0
    for length in range(-(-bits // 7)):
        if at + length >= end:
            raise DecodeError(at, f"{what} is cut short", section)
        byte = data[at + length]
        value |= (byte & 0x7F) << (7 * length)
        if byte < 0x80:
            if value >> bits:
                raise DecodeError(at, f"{what} does not fit {bits} bits", section)
            return value, at + length + 1
    raise DecodeError(at, f"{what} is longer than {-(-bits // 7)} bytes", section)


def signed(
    data: bytes,
    at: int,
    end: int,
    bits: int = 32,
    section: str | None = None,
    what: str = "integer",
) -> tuple[int, int]:
    """The signed integer at `at`, and the offset behind it; otherwise as `unsigned`."""
    if at < end and data[at] < 0x80:
        return (data[at] ^ 0x40) - 0x40, at + 1
    value = 0
    for length in range(-(-bits // 7)):
        if at + length >= end:
            raise DecodeError(at, f"{what} is cut short", section)
        byte = data[at + length]
        value |= (byte & 0x7F) << (7 * length)
        if byte < 0x80:
            if byte & 0x40:
                value -= 1 << (7 * (length + 1))
            # Bits above the width must repeat the sign.
            if not -(1 << (bits - 1)) <= value < 1 << (bits - 1):
                raise DecodeError(at, f"{what} does not fit {bits} signed bits", section)
            return value, at + length + 1
    raise DecodeError(at, f"{what} is longer than {-(-bits // 7)} bytes", section)


def unsigned_size(value: int) -> int:
    """Bytes of the shortest encoding of an unsigned integer."""
    return max(-(-value.bit_length() // 7), 1)
