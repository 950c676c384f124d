"""The type section: recursion groups, subtypes, proposals' prefixes."""

import pytest

from wasmlint.binary.module import ArrayType, ContType, FieldType, FuncType, StructType, SubType
from wasmlint.binary.reader import Reader
from wasmlint.binary.typesection import decode_types
from wasmlint.core.errors import DecodeError

EMPTY = FuncType((), ())


def types(encoded: str) -> tuple[SubType, ...]:
    reader = Reader(bytes.fromhex(encoded))
    found = decode_types(reader)
    reader.done()
    return found


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("60 02 7f 7e 01 7d", SubType(FuncType(("i32", "i64"), ("f32",)))),
        (
            "5f 02 78 00 77 01",
            SubType(StructType((FieldType("i8", False), FieldType("i16", True)))),
        ),
        ("5e 63 00 01", SubType(ArrayType(FieldType("(ref null $0)", True)))),
        ("5d 00", SubType(ContType(0))),
        ("50 01 07 60 00 00", SubType(EMPTY, (7,), is_final=False, is_explicit=True)),
        ("4f 00 60 00 00", SubType(EMPTY, is_explicit=True)),
        # Two supertypes are invalid, not malformed.
        ("50 02 00 01 60 00 00", SubType(EMPTY, (0, 1), is_final=False, is_explicit=True)),
        ("65 60 00 00", SubType(EMPTY, is_shared=True)),
        ("4c 01 4d 02 5f 00", SubType(StructType(()), describes=1, descriptor=2)),
    ],
)
def test_a_type_is_decoded_with_all_it_states(entry, expected):
    assert types("01" + entry) == (expected,)


def test_a_recursion_group_is_one_entry_and_many_types():
    found = types("02 60 00 00 4e 02 60 00 00 5f 00")
    assert [(type_.group, type_.is_explicit) for type_ in found] == [
        (0, False),
        (1, True),
        (1, True),
    ]


def test_an_empty_recursion_group_defines_nothing():
    assert types("01 4e 00") == ()


@pytest.mark.parametrize(
    ("encoded", "problem", "offset"),
    [
        ("01 5c 00", "0x5c does not begin a type", 1),
        ("01 60", "there is no room for 1 types", 0),
        ("01 60 05 7f", "there is no room for 5 parameters", 2),
        ("01 5f 01 7f 02", "0x02 is no mutability", 4),
        ("01 5d 7f", "a continuation type must name its function type", 1),
        ("01 4e 01 4e 00", "0x4e does not begin a type", 3),
    ],
)
def test_a_malformed_type_is_refused(encoded, problem, offset):
    with pytest.raises(DecodeError) as caught:
        types(encoded)
    assert (caught.value.problem, caught.value.offset) == (problem, offset)
