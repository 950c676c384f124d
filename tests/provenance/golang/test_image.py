"""The image of memory, and what its parts take in the file."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wasmtime import wat2wasm

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.golang.image import Image, build_image


def image(text: str) -> Image | None:
    module = decode(bytes(wat2wasm(f"(module (memory 1) (memory 1) {text})")))
    assert isinstance(module, Module)
    return build_image(module)


@pytest.mark.parametrize(
    ("segments", "expected"),
    [
        ('(data (i32.const 2) "ab") (data (i32.const 6) "c")', b"\0\0ab\0\0c"),
        ('(data (i32.const 4) "c") (data (i32.const 0) "ab")', b"ab\0\0c"),
        ('(data (i32.const 0) "abcd") (data (i32.const 1) "xy")', b"axyd"),
        ('(data "passive") (data (i32.const 1) "a")', b"\0a"),
        ('(data (memory 1) (i32.const 0) "other") (data (i32.const 0) "a")', b"a"),
        ('(global i32 (i32.const 1)) (data (i32.const 0) "a") (data (i32.const 9) "")', b"a"),
    ],
)
def test_memory_is_what_the_active_segments_of_the_first_make_it(segments, expected):
    made = image(segments)
    assert made is not None
    assert made.data == expected


def test_a_segment_at_an_imported_address_is_left_out():
    text = '(module (import "a" "b" (global i32)) (memory 1) (data (global.get 0) "a"))'
    module = decode(bytes(wat2wasm(text)))
    assert isinstance(module, Module)
    assert build_image(module) is None


def test_a_few_bytes_far_up_are_refused_before_memory_is_taken():
    assert image('(data (i32.const 0x7fffffff) "a")') is None


def test_headers_count_where_their_segment_begins():
    made = image('(data (i32.const 2) "ab") (data (i32.const 6) "cde")')
    assert made is not None
    # Flags, opcode, address, end and size are a byte each.
    assert [made.file_bytes(at, at + 1) for at in range(10)] == [0, 0, 6, 1, 0, 0, 6, 1, 1, 0]


def test_the_parts_of_a_real_memory_add_up_to_its_section(program):
    made = program("page-go1.25").image
    section = next(item for item in made.module.sections if item.name == "data")
    # What is left is the number of segments, of at most five bytes.
    assert 1 <= section.bytes - made.file_bytes(0, len(made.data)) <= 5


SEGMENTS = st.lists(st.tuples(st.integers(0, 60), st.binary(max_size=8)), min_size=1, max_size=6)


def segments_of(contents: Iterable[tuple[int, bytes]]) -> str:
    return " ".join(
        f'(data (i32.const {address}) "{escaped(content)}")' for address, content in contents
    )


def escaped(content: bytes) -> str:
    return "".join(rf"\{byte:02x}" for byte in content)


@given(SEGMENTS, st.lists(st.integers(0, 80), max_size=6))
def test_ranges_add_up_however_memory_is_cut(contents, cuts):
    made = image(segments_of(contents))
    if made is None:
        assert not any(content for _, content in contents)
        return
    bounds = [0, *sorted(cuts), 80]
    parts = [made.file_bytes(start, end) for start, end in pairwise(bounds)]
    assert min(parts) >= 0
    assert sum(parts) == made.file_bytes(0, 80)


@given(st.lists(st.binary(min_size=1, max_size=16), min_size=1, max_size=6))
def test_a_byte_of_memory_is_found_in_the_file(contents):
    made = image(segments_of((20 * place, content) for place, content in enumerate(contents)))
    assert made is not None
    for place, content in enumerate(contents):
        for at in range(20):
            offset = made.file_offset(20 * place + at)
            found = None if offset is None else made.module.data[offset]
            assert found == (content[at] if at < len(content) else None)
