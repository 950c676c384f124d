"""Names and numbers as the page writes them; its functions are called in the browser."""

import json

import pytest

from wasmlint.core.units import format_bytes

SIZES = [
    0,
    1,
    999,
    1000,
    10_239,
    10_240,
    10_245,
    102_400,
    1_048_575,
    1_048_576,
    9 << 17,
    11 << 17,
    2**30,
]


def test_sizes_are_written_as_everywhere_else(show, app):
    page = show(app)
    assert page.js(f"{SIZES}.map(formatBytes)") == [format_bytes(size) for size in SIZES]


@pytest.mark.parametrize(
    ("size", "share"), [(0, "0.0%"), (1, "<0.1%"), (1000, "0.1%"), (1_000_000, "100.0%")]
)
def test_a_share_is_never_nothing_for_something(show, app, size, share):
    assert show(app).js(f"formatShare({size}, 1000000)") == share


@pytest.mark.parametrize(
    ("name", "ends"),
    [
        ("a/b/call", ["…/b/call", "…/call", "call"]),
        ("net/http", ["…/http", "http"]),
        ("github.com/a/b.Do", ["…/a/b.Do", "…/b.Do", "…Do", "Do"]),
        ("(*Server).Serve", ["…Serve", "Serve"]),
        ("main.func1.2", ["…func1.2", "func1.2"]),
        ("SkSL::Compiler::go(std::a)", ["…Compiler::go(std::a)", "…go(std::a)", "go(std::a)"]),
        ("Map[go.shape.int].Get", ["…Get", "Get"]),
        ("a<b::c", []),
    ],
)
def test_a_long_name_is_cut_where_its_parts_meet(show, app, name, ends):
    assert show(app).js(f"nameEnds({json.dumps(name)})") == ends
