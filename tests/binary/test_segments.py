"""Element and data segments in all their forms."""

import pytest

from wasmlint.binary.module import Segments
from wasmlint.binary.reader import Reader
from wasmlint.binary.segments import decode_elements, decode_segments
from wasmlint.core.errors import DecodeError

ELEMENTS = [
    ("00 41 05 0b 02 07 81 01", ("active", 0, 5, "(ref func)", [7, 129])),
    ("01 00 01 07", ("passive", 0, None, "(ref func)", [7])),
    ("02 03 41 05 0b 00 01 07", ("active", 3, 5, "(ref func)", [7])),
    ("03 00 01 07", ("declarative", 0, None, "(ref func)", [7])),
    ("04 41 05 0b 02 d2 07 0b d0 70 0b", ("active", 0, 5, "funcref", [7, -1])),
    ("05 6f 01 d0 6f 0b", ("passive", 0, None, "externref", [-1])),
    ("06 03 41 05 0b 70 01 d2 07 0b", ("active", 3, 5, "funcref", [7])),
    ("07 70 01 23 00 0b", ("declarative", 0, None, "funcref", [-1])),
]


@pytest.mark.parametrize(("encoded", "expected"), ELEMENTS)
def test_an_element_segment_is_decoded_in_each_form(encoded, expected):
    reader = Reader(bytes.fromhex("01" + encoded))
    (segment,) = decode_elements(reader)
    reader.done()
    assert (
        segment.mode,
        segment.table_index,
        segment.offset and segment.offset.value,
        segment.element_type,
        list(segment.functions),
    ) == expected


@pytest.mark.parametrize(
    ("encoded", "problem", "offset"),
    [
        ("08 00", "flags 0x8 are not those of an element segment", 1),
        ("01 01 00", "0x01 is no kind of elements", 2),
        ("01 00 05 00", "there is no room for 5 elements", 3),
        ("05 7f 00", "0x7f is no reference type", 2),
    ],
)
def test_a_malformed_element_segment_is_refused(encoded, problem, offset):
    with pytest.raises(DecodeError) as caught:
        decode_elements(Reader(bytes.fromhex("01" + encoded)))
    assert (caught.value.problem, caught.value.offset) == (problem, offset)


def segments(encoded: str, padding: int = 0) -> Segments:
    """`padding` zero bytes follow the section in the file."""
    data = bytes.fromhex(encoded)
    reader = Reader(data + bytes(padding), 0, len(data))
    found = decode_segments(reader)
    reader.done()
    return found


def rows(found: Segments) -> list[tuple[int, int, int, int]]:
    return list(zip(found.memories, found.addresses, found.offsets, found.sizes, strict=True))


DATA = [
    ("00 41 05 0b 02 aa bb", (0, 5, 6, 2)),
    ("00 41 7f 0b 00", (0, 2**32 - 1, 6, 0)),  # addresses are unsigned
    ("00 41 80 80 80 80 78 0b 00", (0, 2**31, 10, 0)),
    ("00 42 05 0b 01 aa", (0, 5, 6, 1)),
    ("00 42 7f 0b 00", (0, -1, 6, 0)),  # beyond any memory
    ("00 23 00 0b 00", (0, -1, 6, 0)),
    ("00 41 01 41 01 6a 0b 00", (0, -1, 9, 0)),
    ("01 02 aa bb", (-1, -1, 3, 2)),
    ("02 03 41 05 0b 00", (3, 5, 7, 0)),
    ("80 00 41 05 0b 00", (0, 5, 7, 0)),
    ("00 41 05 0b 82 80 80 80 00 aa bb", (0, 5, 10, 2)),
]
PLAIN = "00 41 05 0b 09" + "00" * 9


@pytest.mark.parametrize("padding", [0, 64])
@pytest.mark.parametrize(("encoded", "row"), DATA)
def test_a_data_segment_is_decoded_in_each_form(encoded, row, padding):
    assert rows(segments("01" + encoded, padding)) == [row]


@pytest.mark.parametrize(("encoded", "row"), DATA)
def test_forms_may_follow_each_other(encoded, row):
    memory, address, offset, size = row
    shift = len(bytes.fromhex(PLAIN))
    found = rows(segments("03" + PLAIN + encoded + PLAIN))
    assert found[:2] == [(0, 5, 6, 9), (memory, address, offset + shift, size)]
    assert found[2][:2] == (0, 5)


@pytest.mark.parametrize("padding", [0, 64])
@pytest.mark.parametrize(
    ("encoded", "problem", "offset"),
    [
        ("03 00", "flags 0x3 are not those of a data segment", 1),
        ("00 41 05 0b 03 aa bb", "data segment states a size of 3 and reaches beyond the end", 6),
        ("00 41 ff ff ff ff 0f 0b 00", "integer does not fit 32 signed bits", 3),
        ("00 41 ff ff ff ff ff 7f 0b 00", "integer is longer than 5 bytes", 3),
        ("00 41 05 0b 80 80 80 80 10", "size of a data segment does not fit 32 bits", 5),
        ("00 41 05 0b 80 80 80 80 80 00", "size of a data segment is longer than 5 bytes", 5),
        ("00 41 05 0b 80", "size of a data segment is cut short", 5),
        ("00 41 05", "constant expression has no end", 4),
        ("01 05 aa", "data segment states a size of 5 and reaches beyond the end", 3),
    ],
)
def test_a_malformed_data_segment_is_refused(encoded, problem, offset, padding):
    with pytest.raises(DecodeError) as caught:
        segments("01" + encoded, padding)
    assert (caught.value.problem, caught.value.offset) == (problem, offset)
