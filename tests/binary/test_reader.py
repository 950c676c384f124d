"""The cursor: bounds, names, counts."""

import pytest

from wasmlint.binary.reader import VECTOR_LIMIT, Reader
from wasmlint.core.errors import DecodeError


def test_reading_moves_the_cursor_to_the_byte_behind():
    reader = Reader(b"\x05\x80\x01\x02hi\x7f", section="type")
    read = [reader.u8(), reader.u32(), reader.name(), reader.s32(), reader.at, reader.remaining]
    assert read == [5, 128, "hi", -1, 7, 0]


def test_nothing_is_read_beyond_the_bound():
    reader = Reader(b"\x00\x00\x00", 0, 1)
    reader.u8()
    assert reader.peek() is None
    with pytest.raises(DecodeError, match="byte is missing, at byte 0x1"):
        reader.u8()


@pytest.mark.parametrize(
    ("name", "problem", "offset"),
    [
        (b"", "length of name is cut short", 0),
        (b"\x03ab", "name states a size of 3 and reaches beyond the end", 1),
        (b"\x01\xff", "name is not UTF-8", 1),
        (b"\x03a\xed\xa0", "name is not UTF-8", 2),
        (b"\x03\xed\xa0\x80", "name is not UTF-8", 1),  # a surrogate
        (b"\x02\xc0\x80", "name is not UTF-8", 1),  # over-long
    ],
)
def test_a_malformed_name_is_refused(name, problem, offset):
    with pytest.raises(DecodeError) as caught:
        Reader(name).name()
    assert (caught.value.problem, caught.value.offset) == (problem, offset)


@pytest.mark.parametrize(
    ("vector", "minimum_bytes", "problem"),
    [
        (b"\x02\x00", 1, "there is no room for 2 types"),
        (b"\x02\x00\x00\x00", 2, "there is no room for 2 types"),
        (b"\xff\xff\xff\xff\x0f", 1, "there is no room for 4294967295 types"),
    ],
)
def test_a_count_that_the_bytes_left_cannot_hold_is_refused(vector, minimum_bytes, problem):
    with pytest.raises(DecodeError) as caught:
        Reader(vector).count("types", minimum_bytes)
    assert (caught.value.problem, caught.value.offset) == (problem, 0)


def test_a_count_no_engine_takes_is_refused_though_the_bytes_could_hold_it():
    with pytest.raises(DecodeError, match="1000001 types are more than the 1000000"):
        Reader(b"\xc1\x84\x3d" + bytes(VECTOR_LIMIT + 1)).count("types")


def test_left_over_bytes_are_refused():
    with pytest.raises(DecodeError, match="section does not end with its content"):
        Reader(b"\x00\x00").done()
