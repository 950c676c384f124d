"""Arithmetic: which kinds go together, what they give, and that nothing overflows."""

from collections.abc import Callable

import pytest

from wasmlint.facts.rows import Facts
from wasmlint.facts.schema import Schema
from wasmlint.lang.condition import compile_condition
from wasmlint.lang.literal import Typed

Match = Callable[[str, str], list[int]]
Problems = Callable[[str, str], list[str]]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("depth + 1 == 3", [2]),
        ("depth * 2 - 1 == 3", [2]),
        ("2 + 3 * depth == 8", [2]),
        ("(2 + 3) * depth == 10", [2]),
        ("depth - 1 - 1 == 1", [3]),
        ("depth / 2 == 1", [2]),
        ("depth / depth == 100%", [1, 2, 3]),
        ("depth / depth == none", [0]),
        ("depth * 50% == 1", [2]),
        ("-depth < -2", [3]),
        ("- -depth == 3", [3]),
        ("index + 1 == 3", [2]),
        ("index - depth == 0", [0, 1, 2, 3]),
        ("index - index == depth", [0]),
        ("body_bytes + 1 kB > 70 kB", [1]),
        ("body_bytes - 8 B == 0 B", [2, 3]),
        ("body_bytes * 2 == 16 B", [2, 3]),
        ("2 * body_bytes == 16 B", [2, 3]),
        ("body_bytes / 2 == 4 B", [2, 3]),
        ("body_bytes / depth < 3 B", [3]),
        ("body_bytes / artifact.bytes > 3%", [1]),
        ("body_bytes > 3% * artifact.bytes", [1]),
        ("body_bytes / 25% == 32 B", [2, 3]),
        ("body_offset + body_bytes == 0xa4", [0]),
        ("body_offset - 64 == 0", [0]),
        ("body_offset - body_offset == 0 B", [0, 1, 2, 3]),
        ("share + share == 50%", [0]),
        ("share / 2 == 25%", [1]),
        ("share * 2 == 100%", [1]),
        ("share / share == 100%", [0, 1]),
        ("share * share == 25%", [1]),
        ("1 / 4 == share", [0]),
        ("depth == 2 + 1", [3]),
    ],
)
def test_arithmetic(text: str, rows: list[int], matching_rows: Match) -> None:
    assert matching_rows("function", text) == rows


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("body_bytes + 5 > 0 B", "'5': cannot add bytes and count | write a size, such as `5 B`"),
        (
            "share - 1 > 0%",
            "'1': cannot subtract count from ratio | write a percentage, such as `5%`",
        ),
        (
            "depth + 1 KiB > 0",
            "'1 KiB': cannot add count and bytes | write a number without a unit, such as `12`",
        ),
        ("depth + body_bytes > 0", "'depth + body_bytes': cannot add count and bytes"),
        (
            "body_bytes * body_bytes > 0 B",
            "'body_bytes * body_bytes': cannot multiply bytes by bytes",
        ),
        (
            "body_offset + body_offset > 0",
            "'body_offset + body_offset': cannot add offset and offset",
        ),
        ("index * 2 > 0", "'index * 2': cannot multiply index by count"),
        ("10% / body_bytes > 0", "'10% / body_bytes': cannot divide ratio by bytes"),
        ("name + name == name", "'name': this is text, which has no arithmetic"),
        ("is_exported * 2 > 0", "'is_exported': this is flag, which has no arithmetic"),
        ("sizes * 2 > 0 B", "'sizes': this is a list of bytes, which has no arithmetic"),
        ("-index < 0", "'-index': there is no negative index"),
        ("-is_exported", "'-is_exported': there is no negative flag | write `not`"),
        ("body_bytes / 0 > 0 B", "'0': this divides by zero"),
        ("body_bytes / (1 - 1) > 0 B", "'1 - 1': this divides by zero"),
    ],
)
def test_kinds_that_do_not_go_together(text: str, problem: str, problems: Problems) -> None:
    assert problems("function", text) == [problem]


def test_arithmetic_never_overflows(schema: Schema, facts: Facts, params: dict[str, Typed]) -> None:
    huge = " * ".join(["18446744073709551615"] * 40)
    for text in (
        f"{huge} > 1",
        f"depth * {huge} >= 0",
        f"-({huge}) * depth * {huge} <= 0",
        f"1% * ({huge}) * 16 GiB * ({huge}) > 0 B",
        f"share / ({huge}) / ({huge}) < 1%",
        f"({huge}) / ({huge}) > 1%",
    ):
        holds = compile_condition(text, "function", schema, params).bind(facts)
        assert holds(1) is True
