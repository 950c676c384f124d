import gzip
import json
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.dwarf import dwarf_lines
from wasmlint.provenance.sourcelines import SourceLine
from wasmlint.provenance.sourcemaps import source_map_lines
from wasmlint.provenance.sources import files_named, function_sources

MODULES = Path(__file__).parents[2] / "corpus" / "modules"
DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
NAMES_A_MAP = '(@custom "sourceMappingURL" "\\07app.map")'


def module_of(decoded, text: str) -> Module:
    module = decoded(text)
    assert isinstance(module, Module)
    return module


def mapping(*numbers: int) -> str:
    """Numbers as a source map writes them (ECMA-426, "Base64 VLQ")."""
    text = ""
    for number in numbers:
        rest = (-number << 1) | 1 if number < 0 else number << 1
        while True:
            digit, rest = rest & 31, rest >> 5
            text += DIGITS[digit | (32 if rest else 0)]
            if not rest:
                break
    return text


def source_map(*segments: str, **others: object) -> bytes:
    content = {"version": 3, "sources": ["a.ts", "b.ts"], "mappings": ",".join(segments), **others}
    return json.dumps(content).encode()


@pytest.fixture
def module(decoded):
    return module_of(
        decoded,
        f'(module (import "env" "f" (func)) (func nop) (func nop) (func nop) {NAMES_A_MAP})',
    )


def test_the_first_segment_within_a_body_places_the_function(module):
    first, second, third = module.bodies.offsets
    # Columns, sources, lines and columns of source, each less that of the segment before.
    text = source_map(
        mapping(first - 1, 0, 90, 0),
        mapping(2, 0, -80, 4),
        mapping(1, 0, 7, 0),
        mapping(second - first - 2, 1, 10, 0),
        mapping(third - second),
    )
    assert source_map_lines(module, text).lines == {
        1: SourceLine("a.ts", 11),
        2: SourceLine("b.ts", 28),
    }


def test_segments_need_not_be_in_order(module):
    first, second, _ = module.bodies.offsets
    text = source_map(mapping(second, 1, 4, 0), mapping(first - second, -1, -2, 0))
    assert source_map_lines(module, text).lines == {
        1: SourceLine("a.ts", 3),
        2: SourceLine("b.ts", 5),
    }


@pytest.mark.parametrize(
    ("root", "path", "expected"),
    [
        ("./out", "a.ts", "./out/a.ts"),
        ("out/", "a.ts", "out/a.ts"),
        ("", "a.ts", "a.ts"),
        ("./out", "/src/a.ts", "/src/a.ts"),
    ],
)
def test_sources_lie_below_the_root_that_the_map_names(module, root, path, expected):
    text = source_map(mapping(module.bodies.offsets[0], 0, 0, 0), sources=[path], sourceRoot=root)
    assert source_map_lines(module, text).lines[1].file == expected


@pytest.mark.parametrize(
    "text",
    [
        b"",
        b"{}",
        b"[]",
        b'{"version": 3, "sources": {}, "mappings": ""}',
        source_map("A!AA"),
        source_map("gggggggggggggggggggggA"),
        b"\xff\xfe",
        b"[" * 100_000,
    ],
)
def test_a_map_that_cannot_be_read_places_nothing_and_is_said_to_be_broken(module, text):
    found = source_map_lines(module, text)
    assert found.lines == {}
    assert len(found.notes) == 1


@pytest.mark.parametrize(
    "segments",
    [
        (mapping(40, 7, 0, 0),),
        (mapping(40, -1, 0, 0),),
        (mapping(40, 0, -5, 0),),
        (mapping(40, 2, 0, 0),),
        (mapping(1 << 30, 0, 0, 0),),
        ("",),
    ],
)
def test_a_segment_that_points_nowhere_places_nothing(module, segments):
    text = source_map(*segments, sources=["a.ts", None, None])
    assert source_map_lines(module, text).lines == {}


@settings(deadline=None)
@given(st.text(alphabet=DIGITS + ",;!", max_size=200), st.binary(max_size=100))
def test_any_map_is_read_without_harm(mappings, text):
    module = decode(b"\0asm\1\0\0\0\1\4\1\x60\0\0\3\2\1\0\x0a\4\1\2\0\x0b")
    assert isinstance(module, Module)
    source_map_lines(module, source_map(mappings))
    source_map_lines(module, text)


@pytest.mark.parametrize(
    ("url", "names"),
    [
        ("app.map", ("app.map",)),
        ("./app.wasm.map", ("app.wasm.map",)),
        ("my%20app.map", ("my app.map",)),
        ("app.map?v=1#x", ("app.map",)),
        ("maps/app.map", ()),
        ("../app.map", ()),
        ("..", ()),
        ("%2e%2e%2fapp.map", ()),
        ("/etc/passwd", ()),
        ("//host/app.map", ()),
        ("http://localhost/app.map", ()),
        ("file:///etc/passwd", ()),
        ("data:application/json;base64,e30=", ()),
        ("C:app.map", ()),
        ("a\\\\app.map", ()),
        ("http://[", ()),
        ("a\\00b", ()),
        ("", ()),
    ],
)
def test_only_a_file_beside_the_module_is_named(decoded, url, names):
    size = len(url.replace("\\00", "0").replace("\\\\", "/"))
    module = module_of(decoded, f'(module (@custom "sourceMappingURL" "\\{size:02x}{url}"))')
    assert files_named(module) == names


def test_the_file_named_places_what_the_module_itself_does_not(module):
    text = source_map(mapping(module.bodies.offsets[0], 0, 6, 0))
    assert function_sources(module, {}).lines == {}
    assert function_sources(module, {"app.map": text}).lines == {1: SourceLine("a.ts", 7)}
    assert function_sources(module, {"other.map": text}).lines == {}


@cache
def wordcount() -> bytes:
    return gzip.decompress((MODULES / "c-wasi-wordcount-debug.wasm.gz").read_bytes())


def test_debug_data_of_its_own_comes_before_that_of_other_files():
    data = wordcount()
    whole = decode(data)
    assert isinstance(whole, Module)
    own = dwarf_lines(whole, whole).lines
    index, place = next(iter(own.items()))
    start = whole.bodies.offsets[index - len(whole.imported("function"))]
    text = source_map(mapping(start, 0, 0, 0))
    payload = b"\x10sourceMappingURL" + b"\x07app.map"
    mapped = decode(data + b"\0" + bytes([len(payload)]) + payload)
    assert isinstance(mapped, Module)
    assert function_sources(mapped, {"app.map": text}).lines[index] == place


def test_debug_data_in_a_file_of_its_own_is_found():
    data = wordcount()
    whole = decode(data)
    assert isinstance(whole, Module)
    end = whole.custom_sections(".debug_loc")[0].start
    payload = b"\x13external_debug_info" + b"\x0eapp.debug.wasm"
    bare = decode(data[:end] + b"\0" + bytes([len(payload)]) + payload)
    assert isinstance(bare, Module)
    assert files_named(bare) == ("app.debug.wasm",)
    found = function_sources(bare, {"app.debug.wasm": data})
    assert found == dwarf_lines(whole, whole)
    broken = function_sources(bare, {"app.debug.wasm": data[:100]})
    assert (broken.lines, len(broken.notes)) == ({}, 1)
