import json
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.auditable import RustDependency, rust_dependencies

# As `cargo auditable build` 0.7.7 wrote it, shortened.
RECORD = {
    "packages": [
        {"name": "cfg_aliases", "version": "0.2.2", "source": "crates.io", "kind": "build"},
        {"name": "itoa", "version": "1.0.18", "source": "crates.io"},
        {
            "name": "price-list",
            "version": "0.3.1",
            "source": "local",
            "dependencies": [0, 1],
            "root": True,
        },
    ],
    "format": 1,
}


def leb128(value: int) -> bytes:
    parts = []
    while value >= 0x80:
        parts.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes([*parts, value])


def module_with(content: bytes, name: bytes = b".dep-v0") -> Module:
    payload = leb128(len(name)) + name + content
    decoded = decode(b"\0asm\1\0\0\0" + b"\0" + leb128(len(payload)) + payload)
    assert isinstance(decoded, Module)
    return decoded


def compressed(record: object) -> bytes:
    return zlib.compress(json.dumps(record).encode())


def test_every_crate_on_record_is_found():
    assert rust_dependencies(module_with(compressed(RECORD))) == (
        RustDependency("cfg_aliases", "0.2.2", "crates.io", is_build=True),
        RustDependency("itoa", "1.0.18", "crates.io"),
        RustDependency("price-list", "0.3.1", "local", is_root=True),
    )


def test_a_crate_is_named_as_the_code_names_it():
    assert [item.crate for item in rust_dependencies(module_with(compressed(RECORD)))] == [
        "cfg_aliases",
        "itoa",
        "price_list",
    ]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no zlib stream",
        zlib.compress(b"no JSON"),
        zlib.compress(b"[" * 100_000),
        compressed([]),
        compressed({"packages": {}}),
        compressed({"packages": [{"name": "itoa"}]}),
        compressed(RECORD)[:-20],
        compressed({"packages": [], "padding": "0" * 9_000_000}),
    ],
)
def test_what_is_no_such_record_gives_nothing(content):
    assert rust_dependencies(module_with(content)) == ()


def test_a_module_without_the_section_gives_nothing():
    assert rust_dependencies(module_with(compressed(RECORD), b".dep-v1")) == ()


@settings(deadline=None)
@given(st.binary(max_size=200), st.integers(0, 200))
def test_any_content_is_read_without_harm(content, start):
    record = compressed(RECORD)
    rust_dependencies(module_with(content))
    rust_dependencies(module_with(record[:start] + content + record[start:]))
    rust_dependencies(module_with(zlib.compress(content)))
