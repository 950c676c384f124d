"""Floating-point constants in the text format, exactly: NaNs keep their payload.

Source: core specification 3.0, section 6.3.2 "Floating-Point".
"""

import math
import struct

_FRACTION_BITS = {4: 23, 8: 52}
# As many significant digits as any number of the width needs to be told from all others.
_DIGITS = {4: 9, 8: 17}


def float_text(encoded: bytes) -> str:
    """The shortest text of a constant of 4 or 8 bytes: `1.5`, `-0.0`, `inf`, `nan:0x200000`."""
    width = len(encoded)
    form = "<f" if width == 4 else "<d"
    value = struct.unpack(form, encoded)[0]
    if math.isnan(value):
        return _nan_text(int.from_bytes(encoded, "little"), width)
    if math.isinf(value) or value == 0:
        return str(value)
    for digits in range(1, _DIGITS[width]):
        text = f"{value:.{digits}g}"
        if _is(encoded, form, text):
            return text
    return f"{value:.{_DIGITS[width]}g}"


def _is(encoded: bytes, form: str, text: str) -> bool:
    try:
        return struct.pack(form, float(text)) == encoded
    except OverflowError:
        return False


def _nan_text(bits: int, width: int) -> str:
    fraction_bits = _FRACTION_BITS[width]
    sign = "-" if bits >> (8 * width - 1) else ""
    payload = bits & ((1 << fraction_bits) - 1)
    canonical = 1 << (fraction_bits - 1)
    return f"{sign}nan" if payload == canonical else f"{sign}nan:{payload:#x}"
