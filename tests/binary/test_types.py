"""Types: encodings and their text."""

import pytest

from wasmlint.binary.module import Limits
from wasmlint.binary.reader import Reader
from wasmlint.binary.types import (
    global_type,
    heap_type,
    memory_limits,
    reference_type,
    table_limits,
    value_type,
)
from wasmlint.core.errors import DecodeError

VALUE_TYPES = [
    ("7f", "i32"),
    ("7e", "i64"),
    ("7d", "f32"),
    ("7c", "f64"),
    ("7b", "v128"),
    ("70", "funcref"),
    ("6f", "externref"),
    ("6e", "anyref"),
    ("71", "nullref"),
    ("73", "nullfuncref"),
    ("74", "nullexnref"),
    ("75", "nullcontref"),
    ("63 70", "funcref"),
    ("63 71", "nullref"),
    ("64 70", "(ref func)"),
    ("63 03", "(ref null $3)"),
    ("64 83 80 00", "(ref $3)"),
    ("64 62 03", "(ref (exact $3))"),
    ("65 6e", "(ref null (shared any))"),
    ("64 65 6b", "(ref (shared struct))"),
]
MALFORMED = [
    (value_type, "", "value type is missing", 0),
    (value_type, "40", "0x40 is no value type", 0),
    (value_type, "78", "0x78 is no value type", 0),
    (value_type, "00", "0x00 is no value type", 0),
    (value_type, "63", "heap type is missing", 1),
    (value_type, "63 7f", "0x7f does not begin a heap type", 1),
    (value_type, "64 f0 7f", "0xf0 does not begin a heap type", 1),
    (value_type, "65 7f", "0x7f is no abstract heap type", 1),
    (reference_type, "7f", "0x7f is no reference type", 0),
    (reference_type, "62 00", "0x62 is no reference type", 0),
    (heap_type, "65 00", "0x00 is no abstract heap type", 1),
    (memory_limits, "10 00", "limits flags 0x10 are not those of a memory", 0),
    (memory_limits, "01 00", "maximum is cut short", 2),
    (memory_limits, "08 00 40", "a page of 2^64 bytes is no page size", 2),
    (table_limits, "08 00", "limits flags 0x08 are not those of a table", 0),
    (global_type, "7f 04", "0x04 is no mutability", 1),
]


@pytest.mark.parametrize(("encoded", "text"), VALUE_TYPES)
def test_a_value_type_has_one_text_however_it_is_encoded(encoded, text):
    reader = Reader(bytes.fromhex(encoded))
    assert (value_type(reader), reader.remaining) == (text, 0)


@pytest.mark.parametrize(("read", "encoded", "problem", "offset"), MALFORMED)
def test_a_malformed_type_is_refused(read, encoded, problem, offset):
    with pytest.raises(DecodeError) as caught:
        read(Reader(bytes.fromhex(encoded)))
    assert (caught.value.problem, caught.value.offset) == (problem, offset)


@pytest.mark.parametrize(
    ("encoded", "limits"),
    [
        ("00 01", Limits(1, None)),
        ("01 01 02", Limits(1, 2)),
        ("03 01 02", Limits(1, 2, is_shared=True)),
        ("04 80 80 80 80 10", Limits(2**32, None, is_64=True)),
        ("09 00 01 00", Limits(0, 1, page_bytes=1)),
        ("0f 00 01 10", Limits(0, 1, is_shared=True, is_64=True, page_bytes=65536)),
    ],
)
def test_limits_of_a_memory_are_read_by_their_flags(encoded, limits):
    assert memory_limits(Reader(bytes.fromhex(encoded))) == limits


def test_limits_of_a_table_count_entries_and_have_no_page_size():
    assert table_limits(Reader(b"\x05\x01\x02")) == Limits(1, 2, is_64=True, page_bytes=0)


@pytest.mark.parametrize(
    ("encoded", "expected"),
    [
        ("7f 00", ("i32", False, False)),
        ("7f 01", ("i32", True, False)),
        ("7e 03", ("i64", True, True)),
    ],
)
def test_a_global_type_has_mutability_and_sharing(encoded, expected):
    assert global_type(Reader(bytes.fromhex(encoded))) == expected
