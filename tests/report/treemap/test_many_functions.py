"""Fifty thousand functions: the page draws what can be seen, and all else can be got at."""

import random

import pytest

from wasmlint.report.treemap import TreemapNode

COUNT = 50_000
DRAWN = 10_000
"""Elements that a browser lays out without effort; a box for each function would be far more."""


def functions(name, count, size):
    return tuple(
        TreemapNode(f"{name}.function{number}", "dependency", size(number), 2 * size(number))
        for number in range(count)
    )


def in_packages():
    chance = random.Random(1)
    packages = tuple(
        TreemapNode(
            f"example.com/p{number}",
            "dependency",
            0,
            children=functions(
                f"example.com/p{number}", 250, lambda _: int(chance.paretovariate(1) * 50)
            ),
        )
        for number in range(COUNT // 250)
    )
    return TreemapNode("big.wasm", "other", 0, children=packages)


def in_one_package():
    return TreemapNode(
        "flat.wasm", "other", 0, children=functions("p", COUNT, lambda number: 100 + number)
    )


def of_one_size():
    return TreemapNode("same.wasm", "other", 0, children=functions("p", COUNT, lambda _: 100))


TREES = pytest.mark.parametrize("tree", [in_packages, in_one_package, of_one_size])


@TREES
def test_fifty_thousand_functions_load(show, tree):
    page = show(tree())
    assert page.problems() == []
    assert 16 <= page.js("document.querySelectorAll('.box').length") < DRAWN
    assert page.js("document.querySelectorAll('*').length") < DRAWN
    page.click("#metric label:last-child")
    page.press("/")
    page.write("function4999")
    assert page.text("#list caption strong").endswith(" found")
    assert page.problems() == []


@TREES
def test_no_box_is_too_small_to_see_but_those_that_stand_for_many(show, tree):
    page = show(tree())
    areas = page.js(
        "Array.from(document.querySelectorAll('.box:not(.group)'), ({ style }) =>"
        " (parseFloat(style.width) + 2) * (parseFloat(style.height) + 2))"
    )
    assert all(area > 100 for area in areas)  # rounding to pixels takes its part of 150


def test_a_box_for_some_of_many_says_how_many_and_how_large(show):
    page = show(of_one_size())
    page.press("/", "Escape")
    assert page.texts("#tip dd") == [
        "305 KiB (312,500 B)",
        "6.2% of the file",
        "dependency",
        "100 B",
        "3,125",
    ]
    assert page.focus() == "3,125 of 100 B 305 KiB, 6.2% of the file, dependency, 3,125 parts"
    page.press("End")
    assert page.focus() == "3,125 smaller 305 KiB, 6.2% of the file, dependency, 3,125 parts"


def test_many_small_ones_are_one_box_that_can_be_looked_into(show):
    page = show(in_one_package())
    page.press("/", "Escape", "End")
    seen = []
    while " smaller " in page.focus() or " of " in page.focus().split(",")[0]:
        seen.append(page.focus().split(" ")[0])
        page.press("Enter", "End")
        assert len(seen) < 10
    assert page.focus().startswith("p.function0 100 B, ")
    assert len(seen) > 0
    page.press("Escape", "Escape")
    assert page.texts("#crumbs li") == ["flat.wasm"]
    assert page.problems() == []


@TREES
def test_a_search_leads_to_the_smallest_of_them(show, tree):
    page = show(tree())
    page.press("/")
    page.write("function0")
    page.press("Enter")
    assert "function0 " in page.focus()
    assert page.js("document.activeElement.matches('.box')")
    assert page.problems() == []


def test_the_list_ends_with_the_rest(show):
    page = show(in_one_package())
    assert page.js("document.querySelectorAll('#list tbody tr').length") == 201
    page.click("#list tbody tr:last-child button")
    assert page.texts("#crumbs li")[-1] == "49,800 smaller"
    assert page.problems() == []
