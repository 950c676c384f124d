"""Instructions, one at a time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.binary.instructions import Clause, MemArg, decode_instruction, instructions
from wasmlint.binary.opcodes import opcodes
from wasmlint.core.errors import DecodeError

ALL = list(opcodes().values())

DECODED = [
    ("01", "nop", ()),
    ("02 40", "block", (None,)),
    ("02 7f", "block", ("i32",)),
    ("02 63 05", "block", ("(ref null $5)",)),
    ("02 85 01", "block", (133,)),
    ("41 7f", "i32.const", (-1,)),
    ("41 ff ff ff ff 7f", "i32.const", (-1,)),
    ("42 80 80 80 80 80 80 80 80 80 7f", "i64.const", (-(2**63),)),
    ("43 00 00 c0 7f", "f32.const", (bytes.fromhex("0000c07f"),)),
    ("0e 02 01 02 00", "br_table", ((1, 2, 0),)),
    ("11 03 80 00", "call_indirect", (3, 0)),
    ("1c 02 7f 6f", "select", (("i32", "externref"),)),
    ("28 02 10", "i32.load", (MemArg(2, 0, 16),)),
    ("28 42 01 10", "i32.load", (MemArg(2, 1, 16),)),
    ("28 82 80 00 10", "i32.load", (MemArg(2, 0, 16),)),
    ("d0 70", "ref.null", ("func",)),
    ("1f 40 02 01 05 06 02 07", "try_table",
     (None, (Clause("catch_ref", 5, 6), Clause("catch_all", None, 7)))),
    ("e3 01 02 00 02 03 01 04", "resume", (1, (Clause("on", 2, 3), Clause("on_switch", 4, None)))),
    ("fb 18 03 00 6e 6b", "br_on_cast", (3, 0, "any", "struct")),
    ("fc 0a 00 01", "memory.copy", (0, 1)),
    ("fd 93 02", "i32x4.relaxed_dot_i8x16_i7x16_add_s", ()),
    ("fd 80 80 00 04 00", "v128.load", (MemArg(4, 0, 0),)),
    ("fe 4f 01 07", "global.atomic.get", (1, 7)),
]  # fmt: skip
MALFORMED = [
    ("", 0, "opcode is missing"),
    ("27", 0, "0x27 is no known opcode"),
    ("fd 9a 01", 0, "0xfd 0x9a is no known opcode"),
    ("fc 80 80 80 80 80 00", 1, "opcode is longer than 5 bytes"),
    ("20", 1, "local index is cut short"),
    ("20 80 80 80 80 10", 1, "local index does not fit 32 bits"),
    ("41 ff ff ff ff 0f", 1, "i32 constant does not fit 32 signed bits"),
    ("02 60", 1, "block type cannot begin with 0x60"),
    ("28 80 01 00", 1, "flags of a memory access cannot be 0x80"),
    ("0e ff ff ff ff 0f 00", 1, "there is no room for 4294967295 labels"),
    ("1f 40 01 04 00", 3, "catch clause cannot be 0x04"),
    ("fb 18 04 00 6e 6b", 2, "cast flags cannot be 0x04"),
    ("fe 03 01", 2, "zero byte cannot be 0x01"),
    ("fd 0c 00", 2, "v128 constant is cut short"),
]


@pytest.mark.parametrize(("encoded", "name", "immediates"), DECODED)
def test_an_instruction_decodes_to_its_immediates(encoded, name, immediates):
    data = bytes.fromhex(encoded)
    found = decode_instruction(b"\xff" + data + b"\xff", 1, len(data) + 2)
    assert (found.opcode.name, found.immediates) == (name, immediates)
    assert (found.offset, found.end) == (1, len(data) + 1)


@pytest.mark.parametrize(("encoded", "offset", "problem"), MALFORMED)
def test_what_is_no_instruction_is_refused(encoded, offset, problem):
    data = bytes.fromhex(encoded)
    with pytest.raises(DecodeError) as raised:
        decode_instruction(data, 0, len(data))
    assert (raised.value.offset, raised.value.problem) == (offset, problem)
    assert raised.value.section == "code"


def test_an_instruction_may_not_reach_beyond_the_end():
    with pytest.raises(DecodeError, match="i32 constant is cut short"):
        decode_instruction(b"\x41\x80\x01", 0, 2)


def test_instructions_follow_one_another_up_to_the_end():
    found = [item.opcode.name for item in instructions(bytes.fromhex("0120000b41"), 0, 4)]
    assert found == ["nop", "local.get", "end"]


@given(st.data())
def test_every_instruction_of_the_table_decodes_in_every_encoding(encodings, data):
    opcode = data.draw(st.sampled_from(ALL))
    encoded = data.draw(encodings(opcode))
    found = decode_instruction(encoded + b"\xff", 0, len(encoded) + 1)
    assert (found.opcode, found.end) == (opcode, len(encoded))


@given(st.binary(max_size=40))
def test_any_bytes_decode_within_their_bounds_or_are_refused(data):
    try:
        end = decode_instruction(data, 0, len(data)).end
    except DecodeError as error:
        end = error.offset
    assert 0 <= end <= len(data)
