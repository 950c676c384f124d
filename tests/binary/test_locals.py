"""The locals that a body declares."""

import pytest

from wasmlint.binary.locals import LocalGroup, declared_locals, local_groups
from wasmlint.core.errors import DecodeError

DECLARED = [
    ("00", 0),
    ("01 03 7f", 3),
    ("02 01 7f 7f 7e", 128),
    ("02 81 00 7f 02 7b", 3),
    ("81 00 01 6f", 1),
    ("02 01 63 05 02 64 6e", 3),
    ("01 ff ff ff ff 0f 7f", 2**32 - 1),
]
MALFORMED = [
    ("", 1, "number of groups of locals is cut short"),
    ("01", 1, "there is no room for 1 groups of locals"),
    ("02 01 7f 01", 1, "there is no room for 2 groups of locals"),
    ("01 01 60", 3, "0x60 is no value type"),
    ("02 ff ff ff ff 0f 7f 01 7f", 1, "a function body declares 2^32 locals or more"),
]


@pytest.mark.parametrize(("encoded", "count"), DECLARED)
def test_locals_are_counted_and_code_begins_behind_them(encoded, count):
    data = bytes.fromhex(encoded)
    assert declared_locals(b"\xff" + data + b"\x0b", 1, len(data) + 2) == (count, len(data) + 1)


@pytest.mark.parametrize(("encoded", "count"), DECLARED)
def test_the_groups_add_up_to_the_locals(encoded, count):
    data = bytes.fromhex(encoded)
    groups, end = local_groups(data, 0, len(data))
    assert (sum(group.count for group in groups), end) == (count, len(data))


def test_a_group_says_where_it_lies():
    data = bytes.fromhex("02 02 7f 01 63 05")
    assert local_groups(data, 0, 6)[0] == (
        LocalGroup(1, 2, "i32"),
        LocalGroup(3, 1, "(ref null $5)"),
    )


@pytest.mark.parametrize(("encoded", "offset", "problem"), MALFORMED)
def test_malformed_locals_are_refused(encoded, offset, problem):
    data = b"\xff" + bytes.fromhex(encoded)
    with pytest.raises(DecodeError) as raised:
        declared_locals(data + b"\x7f\x7f\x7f", 1, len(data))
    assert (raised.value.offset, raised.value.problem) == (offset, problem)
