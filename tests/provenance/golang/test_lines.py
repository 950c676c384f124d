"""Files, lines and inlined calls of real programs, against their source."""

import re

import pytest

from wasmlint.provenance.golang.callsites import call_sites
from wasmlint.provenance.golang.lines import Frame, Position

PAGES = ["page-go1.19", "page-go1.25"]
OWN = re.compile(r"main\.|example\.com/labels\.")


@pytest.mark.parametrize("name", PAGES)
def test_functions_begin_where_the_source_declares_them(program, source, name):
    found = program(name)
    for position, function in enumerate(found.pclntab.names):
        if OWN.match(function):
            place = found.lines.declaration(position)
            # Before go1.20 the least line of the body; that of all these is the declaration.
            assert "func" in source(place.file)[place.line - 1]


@pytest.mark.parametrize("name", PAGES)
def test_calls_stand_where_the_source_makes_them(program, scanned, source, name):
    found, calls = program(name), scanned(name).calls
    sites = call_sites(found, scanned(name).constants, calls.offsets)
    checked = set()
    for caller, callee, site in zip(calls.sources, calls.targets, sites, strict=True):
        position = found.positions.get(callee)
        if not OWN.match(found.pclntab.names[found.positions[caller]]) or position is None:
            continue
        function = found.pclntab.names[position]
        if not function.startswith(("syscall/js.", "strings.", "main.", "example.com/")):
            continue  # the runtime's own, which the compiler puts in
        place = found.lines.position(*site)
        if place.file.startswith("example.com/"):
            assert function.rpartition(".")[2] in source(place.file)[place.line - 1]
            checked.add(function)
    assert {"syscall/js.Value.Set", "strings.Fields", "main.register", "main.registerOn"} <= checked


def test_a_call_inlined_into_another_has_both_as_callers(program):
    found = program("go-js-prices-stripped")
    names = found.pclntab.names
    deepest = max(
        (
            found.lines.frames(position, call.pc_b)
            for position in range(len(names))
            for call in found.trees.calls(position)
        ),
        key=len,
    )
    assert len(deepest) > 3
    assert deepest[-1].function in names
    assert all(frame.position is not None for frame in deepest)


@pytest.mark.parametrize(
    ("name", "function", "inlined", "frames"),
    [
        (
            "page-go1.25",
            "main.cut",
            "syscall/js.Value.Int",
            [
                ("syscall/js.Value.Int", "syscall/js/js.go", 540),
                ("main.cut", "example.com/page/main.go", 13),
            ],
        ),
        (
            "page-go1.19",
            "main.cut",
            "syscall/js.Value.Int",
            [
                ("syscall/js.Value.Int", "syscall/js/js.go", 459),
                ("main.cut", "example.com/page/main.go", 13),
            ],
        ),
    ],
)
def test_an_inlined_call_is_a_frame_of_its_own(program, name, function, inlined, frames):
    found = program(name)
    position = found.pclntab.names.index(function)
    calls = found.trees.calls(position)
    place = [call.name for call in calls].index(inlined)
    places = found.trees.places(position)
    pc_b = next(pc_b for pc_b in range(places.ends[-1]) if places.at(pc_b) == place)
    assert found.lines.frames(position, pc_b) == tuple(
        Frame(name, Position(file, line)) for name, file, line in frames
    )


@pytest.mark.parametrize("name", ["page-go1.19", "go-wasip1-wordcount", "go-wasip1-tax"])
def test_every_inlined_call_stands_in_its_caller(program, name):
    found = program(name)
    for position in range(len(found.pclntab)):
        calls = found.trees.calls(position)
        for place, call in enumerate(calls):
            assert "." in call.name
            # Where it is made, the instructions are the caller's, or those of an earlier call.
            assert -1 <= found.trees.places(position).at(call.pc_b) < place


@pytest.mark.parametrize("name", ["page-go1.19", "go-wasip1-wordcount", "go-js-prices-stripped"])
def test_only_what_the_linker_makes_is_in_no_file(program, name):
    found = program(name)
    nowhere = {
        function
        for position, function in enumerate(found.pclntab.names)
        if found.lines.declaration(position) is None
    }
    assert nowhere <= {"go.buildid", "go:buildid"}
