"""Constant expressions: their value, where they have one, and what they mention."""

import pytest

from wasmlint.binary.constexpr import const_expr
from wasmlint.binary.module import ConstExpr
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan

EXPRESSIONS = [
    ("41 2a 0b", {"value": 42, "operators": ("i32.const",)}),
    ("41 7f 0b", {"value": -1, "operators": ("i32.const",)}),
    ("42 80 80 04 0b", {"value": 65536, "operators": ("i64.const",)}),
    ("23 03 0b", {"global_index": 3, "operators": ("global.get",)}),
    ("d2 05 0b", {"functions": (5,), "operators": ("ref.func",)}),
    ("d0 70 0b", {"operators": ("ref.null",)}),
    ("43 00 00 80 3f 0b", {"operators": ("f32.const",)}),
    ("23 00 41 10 6a 0b", {"operators": ("global.get", "i32.const", "i32.add")}),
    (
        "d2 01 d2 02 fb 08 00 02 0b",
        {"functions": (1, 2), "operators": ("ref.func", "ref.func", "array.new_fixed")},
    ),
    ("0b", {}),
    # Not constant, which is for validation to say; the inner end is not the last.
    ("02 40 0b 41 00 0b", {"operators": ("block", "end", "i32.const")}),
    ("41 00 04 40 05 0b 0b", {"operators": ("i32.const", "if", "else", "end")}),
]


@pytest.mark.parametrize(("encoded", "expected"), EXPRESSIONS)
def test_an_expression_is_read_to_its_own_end(encoded, expected):
    data = bytes.fromhex(encoded)
    reader = Reader(data + b"\x0b")
    assert const_expr(reader) == ConstExpr(ByteSpan(0, len(data)), **expected)
    assert reader.at == len(data)


@pytest.mark.parametrize(
    ("encoded", "problem"),
    [
        ("", "constant expression has no end"),
        ("41 00", "constant expression has no end"),
        ("41 80 80 80 80 08 0b", "integer does not fit 32 signed bits"),
        ("02 40 0b", "constant expression has no end"),
        ("05 0b", "`else` is outside of its block"),
        ("02 40 05 0b 0b", "`else` is outside of its block"),
        ("04 40 05 05 0b 0b", "`else` is outside of its block"),
        ("18 00 0b", "`delegate` is outside of its block"),
    ],
)
def test_a_malformed_expression_is_refused_in_its_section(encoded, problem):
    with pytest.raises(DecodeError) as caught:
        const_expr(Reader(bytes.fromhex(encoded), section="global"))
    assert (caught.value.problem, caught.value.section) == (problem, "global")


def test_an_unknown_instruction_is_refused_in_its_section():
    with pytest.raises(DecodeError, match="in the global section, at byte 0x2"):
        const_expr(Reader(b"\x41\x00\xff\x0b", section="global"))
