"""Byte patterns: they match what decodes, and just as far."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.binary.instructions import decode_instruction
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.patterns import IMMEDIATES, WITHOUT_MEMORY_INDEX, any_of, byte_class, run_of
from wasmlint.core.errors import DecodeError

ALL = list(opcodes().values())
VECTORS = {"br_table", "valtypes", "catches", "handlers"}
ONE = re.compile(any_of(ALL).encode(), re.DOTALL)
RUN = re.compile(run_of(ALL).encode(), re.DOTALL)


def decoded_end(data: bytes) -> int | None:
    try:
        return decode_instruction(data, 0, len(data)).end
    except DecodeError:
        return None


def matched_end(data: bytes) -> int | None:
    match = ONE.match(data)
    return match and match.end()


@pytest.mark.parametrize(
    ("values", "text"),
    [([5], r"[\x05-\x05]"), ([3, 1, 2, 9], r"[\x01-\x03\x09-\x09]"), ([0xFF], r"[\xff-\xff]")],
)
def test_a_class_of_bytes_is_written_as_spans(values, text):
    assert byte_class(values) == text


def test_every_kind_of_immediate_has_a_pattern():
    assert {kind for opcode in ALL for kind in opcode.immediates} == set(IMMEDIATES)


@settings(max_examples=1000)
@given(st.data())
def test_every_instruction_of_the_table_matches_in_every_encoding(encodings, data):
    opcode = data.draw(st.sampled_from(ALL))
    encoded = data.draw(encodings(opcode))
    is_spelled_out = VECTORS.isdisjoint(opcode.immediates) or matched_end(encoded) is not None
    expected = len(encoded) if is_spelled_out else None
    assert matched_end(encoded + b"\xff") == expected
    assert decoded_end(encoded) == len(encoded)


@pytest.mark.parametrize("prefix", [b"", b"\xfb", b"\xfc", b"\xfd", b"\xfe", b"\x1f\x40", b"\x28"])
@settings(max_examples=300)
@given(st.binary(min_size=1, max_size=24))
def test_any_bytes_match_as_far_as_they_decode(prefix, data):
    expected, actual = decoded_end(prefix + data), matched_end(prefix + data)
    opcode = opcodes().get((None, (prefix + data)[0]))
    if opcode is None or VECTORS.isdisjoint(opcode.immediates):
        assert actual == expected
    else:
        assert actual in (expected, None)


@given(st.data())
def test_instructions_in_a_row_match_up_to_the_last(encodings, data):
    plain = [opcode for opcode in ALL if VECTORS.isdisjoint(opcode.immediates)]
    chosen = data.draw(st.lists(st.sampled_from(plain), max_size=8))
    encoded = b"".join(data.draw(encodings(opcode)) for opcode in chosen)
    assert RUN.match(encoded + b"\xff").end() == len(encoded)


@pytest.mark.parametrize("rest", ["20", "20 80 80", "28 02 80", "0e 05 01", "fd", "fd 0c 00", "02"])
def test_a_run_ends_before_an_instruction_that_is_cut_short(rest):
    data = bytes.fromhex(f"01 20 80 01 28 02 00 {rest}")
    assert RUN.match(data).end() == 7


@pytest.mark.parametrize(
    ("encoded", "length"),
    [
        ("0e 01 05 06", 4),
        ("0e 7f" + " 00" * 128, 130),
        ("0e 80 01" + " 00" * 129, None),
        ("0e 01 85 01 06", None),
        ("1c 04 7f 7f 7f 7f", 6),
        ("1c 05 7f 7f 7f 7f 7f", None),
    ],
)
def test_short_vectors_are_spelled_out_and_long_ones_do_not_match(encoded, length):
    assert matched_end(bytes.fromhex(encoded)) == length


def test_a_pattern_can_be_narrowed_to_some_immediates():
    narrow = {**IMMEDIATES, "memarg": WITHOUT_MEMORY_INDEX}
    pattern = re.compile(any_of([opcodes()[None, 0x28]], narrow).encode(), re.DOTALL)
    accesses = [bytes.fromhex(text) for text in ("28 02 10", "28 82 00 10", "28 42 01 10")]
    assert [bool(pattern.fullmatch(access)) for access in accesses] == [True, True, False]
