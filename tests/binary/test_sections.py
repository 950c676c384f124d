"""The smaller sections: what each record says, and what is refused."""

import pytest

from wasmlint.binary import sections
from wasmlint.binary.module import ConstExpr, Export, Global, Limits, Memory, Table, Tag
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan


def decode(read, encoded: str):
    reader = Reader(bytes.fromhex(encoded))
    found = read(reader)
    reader.done()
    return found


def test_a_function_is_the_index_of_its_type():
    assert list(decode(sections.decode_functions, "03 00 81 01 05")) == [0, 129, 5]


def test_a_table_may_have_an_initialiser():
    plain, initialised = decode(sections.decode_tables, "02 70 00 05 40 00 63 01 01 01 02 d0 01 0b")
    assert plain == Table("funcref", Limits(5, None, page_bytes=0), None, ByteSpan(1, 4))
    assert initialised == Table(
        "(ref null $1)",
        Limits(1, 2, page_bytes=0),
        ConstExpr(ByteSpan(11, 14), operators=("ref.null",)),
        ByteSpan(4, 14),
    )


def test_a_memory_is_its_limits():
    assert decode(sections.decode_memories, "01 01 01 02") == (
        Memory(Limits(1, 2), ByteSpan(1, 4)),
    )


def test_a_tag_names_its_type():
    assert decode(sections.decode_tags, "01 00 03") == (Tag(3, ByteSpan(1, 3)),)


def test_a_global_has_type_mutability_and_initialiser():
    initial = ConstExpr(ByteSpan(3, 6), value=7, operators=("i32.const",))
    assert decode(sections.decode_globals, "01 7f 01 41 07 0b") == (
        Global("i32", True, initial, ByteSpan(1, 6)),
    )


def test_an_export_names_a_place_in_an_index_space():
    assert decode(sections.decode_exports, "02 01 61 00 05 00 04 00") == (
        Export("a", "function", 5, ByteSpan(1, 5)),
        Export("", "tag", 0, ByteSpan(5, 8)),
    )


def test_equal_export_names_are_invalid_not_malformed():
    found = decode(sections.decode_exports, "02 01 61 00 00 01 61 00 00")
    assert [export.name for export in found] == ["a", "a"]


def test_bodies_are_where_their_entries_say():
    bodies = decode(sections.decode_bodies, "02 02 00 0b 82 80 00 00 0b")
    assert (list(bodies.offsets), list(bodies.sizes)) == ([2, 7], [2, 2])


@pytest.mark.parametrize(
    ("read", "encoded", "problem", "offset"),
    [
        (sections.decode_functions, "02 00", "there is no room for 2 functions", 0),
        (sections.decode_functions, "01 80", "type index is cut short", 1),
        (sections.decode_tables, "01 40 01 70 00", "0x40 must be followed by 0x00 in a table", 2),
        (sections.decode_tables, "01 7f 00 00", "0x7f is no reference type", 1),
        (sections.decode_memories, "01 20 00", "limits flags 0x20 are not those of a memory", 1),
        (sections.decode_tags, "01 01 00", "0x01 is no tag attribute", 1),
        (sections.decode_globals, "01 7f 00 0b 00", "section does not end with its content", 4),
        (sections.decode_exports, "01 01 61 05 00", "0x05 is no kind of export", 3),
        (sections.decode_exports, "01 01 61 20 00", "0x20 is no kind of export", 3),
        (
            sections.decode_bodies,
            "01 03 00 0b",
            "function body states a size of 3 and reaches beyond the end",
            1,
        ),
        (sections.decode_start, "", "function index is cut short", 0),
        (
            sections.decode_data_count,
            "ff ff ff ff 1f",
            "number of data segments does not fit 32 bits",
            0,
        ),
    ],
)
def test_a_malformed_section_is_refused(read, encoded, problem, offset):
    with pytest.raises(DecodeError) as caught:
        decode(read, encoded)
    assert (caught.value.problem, caught.value.offset) == (problem, offset)
