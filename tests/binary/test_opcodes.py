"""The table of instructions."""

import pytest

from wasmlint.binary.opcodes import Opcode, opcodes
from wasmlint.reference.features import features

ROWS = [
    Opcode(None, 0x02, "block", ("blocktype",), "mvp", None, "open", False, None),
    Opcode(None, 0x0B, "end", (), "mvp", "1.0", "close", False, None),
    Opcode(None, 0x11, "call_indirect", ("typeidx", "tableidx"), "mvp", None, None, False, None),
    Opcode(None, 0x28, "i32.load", ("memarg",), "mvp", None, None, False, 2),
    Opcode(None, 0x6A, "i32.add", (), "mvp", "3.0", None, False, None),
    Opcode(None, 0x00, "unreachable", (), "mvp", None, None, True, None),
    Opcode(0xFC, 0x0A, "memory.copy", ("memidx", "memidx"), "bulk-memory", None, None, False, None),
    Opcode(
        0xFD,
        0x113,
        "i32x4.relaxed_dot_i8x16_i7x16_add_s",
        (),
        "relaxed-simd",
        *[None] * 2,
        False,
        None,
    ),
]


@pytest.mark.parametrize("opcode", ROWS, ids=lambda opcode: opcode.name)
def test_an_instruction_is_found_by_prefix_and_code(opcode):
    assert opcodes()[opcode.prefix, opcode.code] == opcode


def test_the_table_has_all_instructions_that_wasm_tools_decodes():
    by_prefix = [
        sum(prefix == found for prefix, _ in opcodes()) for found in (None, *range(0xFB, 0xFF))
    ]
    assert by_prefix == [206, 38, 23, 256, 103]


def test_bytes_that_are_no_instruction_are_not_in_the_table():
    assert {(None, 0x27), (None, 0xFB), (None, 0xFF), (0xFD, 0x9A)}.isdisjoint(opcodes())


def test_two_instructions_share_a_name_only_where_the_text_format_says_so():
    names = [opcode.name for opcode in opcodes().values()]
    shared = {name for name in names if names.count(name) > 1}
    assert shared == {"select", "ref.test", "ref.cast", "ref.cast_desc_eq"}


def test_every_proposal_is_a_feature_of_the_reference_data():
    assert {opcode.proposal for opcode in opcodes().values()} <= {"mvp", *features()}


def test_every_memory_access_has_a_natural_alignment():
    for opcode in opcodes().values():
        assert (opcode.natural_align is not None) == ("memarg" in opcode.immediates)
