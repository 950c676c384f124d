"""LEB128 integers: values, widths, unused bits."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.binary.leb128 import signed, unsigned
from wasmlint.core.errors import DecodeError

UNSIGNED = [
    (32, "00", 0),
    (32, "7f", 127),
    (32, "80 01", 128),
    (32, "e5 8e 26", 624485),
    (32, "80 80 80 80 00", 0),
    (32, "ff ff ff ff 0f", 2**32 - 1),
    (64, "ff ff ff ff ff ff ff ff ff 01", 2**64 - 1),
]
SIGNED = [
    (32, "3f", 63),
    (32, "40", -64),
    (32, "7f", -1),
    (32, "ff ff ff ff 7f", -1),
    (32, "80 80 80 80 78", -(2**31)),
    (32, "ff ff ff ff 07", 2**31 - 1),
    (33, "ff ff ff ff 0f", 2**32 - 1),
    (33, "80 80 80 80 70", -(2**32)),
    (64, "80 80 80 80 80 80 80 80 80 7f", -(2**63)),
]
MALFORMED = [
    (unsigned, 32, "", "integer is cut short"),
    (unsigned, 32, "80", "integer is cut short"),
    (unsigned, 32, "80 80 80 80 10", "integer does not fit 32 bits"),
    (unsigned, 32, "80 80 80 80 80 00", "integer is longer than 5 bytes"),
    (unsigned, 64, "ff ff ff ff ff ff ff ff ff 02", "integer does not fit 64 bits"),
    (unsigned, 64, "80 80 80 80 80 80 80 80 80 80 00", "integer is longer than 10 bytes"),
    (signed, 32, "ff ff", "integer is cut short"),
    (signed, 32, "ff ff ff ff 0f", "integer does not fit 32 signed bits"),
    (signed, 32, "ff ff ff ff 4f", "integer does not fit 32 signed bits"),
    (signed, 32, "80 80 80 80 08", "integer does not fit 32 signed bits"),
    (signed, 33, "ff ff ff ff 1f", "integer does not fit 33 signed bits"),
    (signed, 64, "ff ff ff ff ff ff ff ff ff 3f", "integer does not fit 64 signed bits"),
    (signed, 32, "ff ff ff ff ff 7f", "integer is longer than 5 bytes"),
]


@pytest.mark.parametrize(("bits", "encoded", "value"), UNSIGNED)
def test_an_unsigned_integer_is_read_with_the_offset_behind_it(bits, encoded, value):
    data = bytes.fromhex(encoded)
    assert unsigned(data + b"\xff", 0, len(data), bits) == (value, len(data))


@pytest.mark.parametrize(("bits", "encoded", "value"), SIGNED)
def test_a_signed_integer_is_read_with_the_offset_behind_it(bits, encoded, value):
    data = bytes.fromhex(encoded)
    assert signed(data + b"\xff", 0, len(data), bits) == (value, len(data))


@pytest.mark.parametrize(("read", "bits", "encoded", "problem"), MALFORMED)
def test_a_malformed_integer_is_refused(read, bits, encoded, problem):
    data = b"\x00" + bytes.fromhex(encoded)
    with pytest.raises(DecodeError) as caught:
        read(data + b"\x00", 1, len(data), bits, "code")
    assert (caught.value.problem, caught.value.offset, caught.value.section) == (problem, 1, "code")


def test_an_integer_is_not_read_beyond_its_bound():
    with pytest.raises(DecodeError, match="cut short"):
        unsigned(b"\x80\x01", 0, 1)


def encode(value: int) -> bytes:
    """The shortest signed encoding, by the definition."""
    encoded = bytearray()
    while not -64 <= value < 64:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value & 0x7F)
    return bytes(encoded)


@given(st.integers(-(2**63), 2**63 - 1))
def test_every_signed_integer_survives_encoding(value):
    assert signed(encode(value), 0, 10, 64) == (value, len(encode(value)))
