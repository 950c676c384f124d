"""The import section: kinds, index spaces, compact entries."""

import pytest

from wasmlint.binary.imports import decode_imports
from wasmlint.binary.module import Global, Limits, Memory, Table, Tag
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan

ENV_F = "03 65 6e 76 01 66 "  # "env" "f"


def imports(encoded: str):
    reader = Reader(bytes.fromhex(encoded))
    found = decode_imports(reader)
    reader.done()
    return found


@pytest.mark.parametrize(
    ("extern", "kind", "description"),
    [
        ("00 07", "function", 7),
        (
            "01 70 00 05",
            "table",
            Table("funcref", Limits(5, None, page_bytes=0), None, ByteSpan(7, 11)),
        ),
        ("02 01 01 02", "memory", Memory(Limits(1, 2), ByteSpan(7, 11))),
        ("03 7f 01", "global", Global("i32", True, None, ByteSpan(7, 10))),
        ("04 00 03", "tag", Tag(3, ByteSpan(7, 10))),
    ],
)
def test_each_kind_of_import_carries_what_it_imports(extern, kind, description):
    (found,) = imports("01" + ENV_F + extern)
    assert (found.module, found.name, found.kind, found.description) == (
        "env",
        "f",
        kind,
        description,
    )


def test_each_kind_has_an_index_space_of_its_own():
    found = imports("04" + (ENV_F + "00 00") + (ENV_F + "02 00 00") + (ENV_F + "00 00") * 2)
    assert [(entry.kind, entry.index) for entry in found] == [
        ("function", 0),
        ("memory", 0),
        ("function", 1),
        ("function", 2),
    ]


def test_an_exact_function_is_a_function():
    (found,) = imports("01" + ENV_F + "20 02")
    assert (found.kind, found.description, found.is_exact) == ("function", 2, True)


def test_a_compact_entry_shares_its_module_name():
    found = imports("02 01 6d 00 7f 02 01 61 00 05 01 62 03 7f 00" + ENV_F + "00 00")
    assert [(e.module, e.name, e.kind, e.index, e.is_compact) for e in found] == [
        ("m", "a", "function", 0, True),
        ("m", "b", "global", 0, True),
        ("env", "f", "function", 1, False),
    ]
    assert found[0].span == ByteSpan(6, 10)


def test_a_compact_entry_may_share_the_type_too():
    found = imports("01 01 6d 00 7e 00 05 02 01 61 01 62")
    assert [(e.module, e.name, e.description, e.index) for e in found] == [
        ("m", "a", 5, 0),
        ("m", "b", 5, 1),
    ]


@pytest.mark.parametrize(
    ("encoded", "problem"),
    [
        ("01" + ENV_F + "05 00", "0x05 is no kind of import"),
        # Only an empty name announces the compact form.
        ("01" + ENV_F + "7f 00", "0x7f is no kind of import"),
        ("01 00 00 7e 7f 00", "0x7f is no kind of import"),
        ("01" + ENV_F + "04 01 00", "0x01 is no tag attribute"),
        ("01 03 65 6e 76 01 80 00 00", "name of an import is not UTF-8"),
        ("02" + ENV_F + "00 00", "length of module name of an import is cut short"),
    ],
)
def test_a_malformed_import_is_refused(encoded, problem):
    with pytest.raises(DecodeError) as caught:
        imports(encoded)
    assert caught.value.problem == problem
