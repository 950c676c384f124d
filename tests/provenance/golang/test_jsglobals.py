"""Names given to JavaScript, from modules without names and sources."""

import pytest

from wasmlint.provenance.golang.jsglobals import js_names

PAGE = [
    ("pageApi", "length", "main.main", 27),
    ("", "pageApi", "main.main", 30),
    ("", "pageCut", "main.main", 31),
    ("", "pageVersion", "main.main", 32),
    ("module.exports", "cut", "main.main", 33),
    ("", "pageFirst", "main.main", 34),
    ("", "pageSecond", "main.main", 35),
    ("", "pageThird", "main.main", 36),
]
NAMES = {
    "page-go1.19": PAGE,
    "page-go1.25": PAGE,
    "go-js-parcels": [("", "loadParcels", "main.main", 51), ("", "onParcel", "main.main", 52)],
    "go-js-prices-stripped": [("", "watchPrice", "main.main", 21)],
    "go-wasip1-tax": [],
}


@pytest.mark.parametrize("name", NAMES)
def test_names_are_found_with_their_object_and_line(program, scanned, name):
    found = program(name)
    names = []
    for item in js_names(found, scanned(name)):
        frame = found.lines.frames(*item.site)[-1]
        names.append((".".join(item.path), item.name, frame.function, frame.position.line))
    assert names == NAMES[name]


def test_each_name_is_at_the_call_that_has_it(program, scanned):
    found = program("page-go1.25")
    for item in js_names(found, scanned("page-go1.25")):
        assert found.module.data[item.offset] == 0x10  # call
