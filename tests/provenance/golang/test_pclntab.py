"""The table of functions: real ones against name sections, all layouts against a writer."""

import struct
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from wasmtime import wat2wasm

from tests.provenance.golang.writer import MAGIC, Function, table
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.golang.image import Image
from wasmlint.provenance.golang.inlining import inline_trees
from wasmlint.provenance.golang.lines import Lines, Position
from wasmlint.provenance.golang.names import sanitised
from wasmlint.provenance.golang.pclntab import Strings, find_pclntabs, may_have_pclntab
from wasmlint.provenance.golang.valuetables import ValueTables

NAMED = ["go-wasip1-wordcount", "go-js-parcels", "go-js-prices"]
EMPTY = decode(bytes(wat2wasm("(module)")))
FILES = ["a/x.go", "a/y.go", "b/é.go"]
FUNCTIONS = [
    Function("go:buildid", 0, ((0, 1),)),
    Function("a.F", 10, ((0, 11), (0, 12), (1, 5))),
    Function("a.(*T[go.shape.int]).é", 70000, ((2, 70001),)),
]
LAYOUTS = [(version, shift) for version in MAGIC for shift in (True, False)]


def image(data: bytes) -> Image:
    assert isinstance(EMPTY, Module)
    return Image(EMPTY, data)


def read(data: bytes):
    return next(find_pclntabs(image(data)), None)


@pytest.mark.parametrize("name", NAMED)
def test_names_are_those_of_the_name_section(program, name):
    found = program(name)
    names = found.module.names.functions
    imported = len(found.module.imported("function"))
    assert len(found.pclntab) == len(found.module.functions)
    assert [sanitised(name) for name in found.pclntab.names] == [
        names[imported + place] for place in range(len(found.pclntab))
    ]


def test_a_stripped_module_has_the_same_functions(program):
    ours, theirs = program("go-js-prices"), program("go-js-prices-stripped")
    assert theirs.pclntab.names == ours.pclntab.names
    assert theirs.packages == ours.packages
    for position in range(len(ours.pclntab)):
        whole, stripped = (found.lines.declaration(position) for found in (ours, theirs))
        assert (whole and whole.line) == (stripped and stripped.line)


@pytest.mark.parametrize(("version", "shift"), [item for item in LAYOUTS if item != ("1.2", False)])
def test_every_layout_is_read_as_it_is_written(version, shift):
    found = read(bytes(64) + table(version, FUNCTIONS, FILES, shift=shift))
    assert found is not None
    assert (found.layout.version, found.address) == (version, 64)
    assert list(found.entries) == [0x1000, 0x1001, 0x1002]
    assert list(found.names) == [function.name for function in FUNCTIONS]
    tables = ValueTables(found.data, found.value_table)
    lines = Lines(found, tables, inline_trees(found, tables, None, None))
    for position, function in enumerate(FUNCTIONS):
        for pc_b, (file, line) in enumerate(function.points):
            assert lines.position(position, pc_b) == Position(FILES[file], line)
        assert lines.position(position, len(function.points)) is None
    exact = [None, Position("a/x.go", 10), Position("b/é.go", 70000)]
    least = [Position("a/x.go", 1), Position("a/x.go", 11), Position("b/é.go", 70001)]
    declared = [lines.declaration(position) for position in range(len(FUNCTIONS))]
    assert declared == (exact if version == "1.20" else least)


def test_the_table_of_another_machine_is_none_of_ours():
    data = bytearray(table("1.20", FUNCTIONS, FILES))
    entries = struct.unpack_from("<Q", data, 64)[0]
    struct.pack_into("<II", data, entries, 0, struct.unpack_from("<I", data, entries + 4)[0])
    assert read(bytes(data)) is None


@pytest.mark.parametrize("name", ["page-go1.19", "page-go1.25"])
def test_records_are_as_long_as_the_way_to_the_next(program, name):
    records = program(name).pclntab.records
    for record, following in pairwise(records):
        # Alignment is all that lies between.
        assert 0 <= following.address - record.address - record.size < 8


@settings(max_examples=200)
@given(
    st.sampled_from(list(MAGIC)),
    st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=5),
)
def test_a_damaged_table_is_read_or_refused_but_raises_nothing(version, edits):
    data = bytearray(table(version, FUNCTIONS, FILES))
    for at, byte in edits:
        data[at % len(data)] = byte
    found = read(bytes(data))
    if found is None:
        return
    assert len(found.names) == len(found.records) == len(found)
    tables = ValueTables(found.data, found.value_table)
    lines = Lines(found, tables, inline_trees(found, tables, None, "1.20"))
    for position in range(len(found)):
        lines.declaration(position)
        lines.frames(position, 0)


@pytest.mark.parametrize("length", range(0, 200, 7))
def test_a_table_cut_short_raises_nothing(length):
    found = read(table("1.18", FUNCTIONS, FILES)[:length])
    assert found is None or len(found.records) == len(found)


def test_strings_that_overlap_are_read_no_more_than_there_are_bytes():
    strings = Strings(b"\0" + b"a" * 5000, 0)
    assert sum(len(strings[offset]) for offset in range(5000)) <= 2 * 5000
    assert strings[-1] == strings[10_000] == ""


def test_a_signature_is_looked_for_in_the_module_alone(program):
    assert may_have_pclntab(program("page-go1.25").module)
    assert isinstance(EMPTY, Module)
    assert not may_have_pclntab(EMPTY)
