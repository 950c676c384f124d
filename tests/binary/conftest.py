"""Instructions as bytes: any of the table, with random immediates in any encoding that is legal."""

from collections.abc import Callable

import pytest
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import Opcode

Bytes = SearchStrategy[bytes]


@st.composite
def unsigned(draw, bits: int = 32, below: int | None = None) -> bytes:
    """An unsigned integer, at times longer than it need be."""
    value = draw(st.integers(0, (below or 1 << bits) - 1) | st.integers(0, 200))
    value = min(value, (below or 1 << bits) - 1)
    length = draw(st.integers(max(1, -(-value.bit_length() // 7)), -(-bits // 7)) | st.just(1))
    return padded(value, max(length, 1, -(-value.bit_length() // 7)))


@st.composite
def signed(draw, bits: int, minimum: int | None = None) -> bytes:
    """A signed integer, at times longer than it need be."""
    least = -(1 << (bits - 1)) if minimum is None else minimum
    value = draw(st.integers(least, (1 << (bits - 1)) - 1) | st.integers(max(-100, least), 100))
    shortest = next(n for n in range(1, 11) if -(1 << (7 * n - 1)) <= value < 1 << (7 * n - 1))
    length = draw(st.integers(shortest, -(-bits // 7)) | st.just(shortest))
    return padded(value & ((1 << (7 * length)) - 1), length)


def padded(value: int, length: int) -> bytes:
    groups = [value >> (7 * group) & 0x7F for group in range(length)]
    return bytes([group | 0x80 for group in groups[:-1]] + groups[-1:])


def joined(*parts: Bytes) -> Bytes:
    return st.tuples(*parts).map(b"".join)


def vector(item: Bytes, most: int) -> Bytes:
    items = st.lists(item, max_size=most)
    return items.map(
        lambda found: padded(len(found), 2 if len(found) > 127 else 1) + b"".join(found)
    )


def byte(*values: int) -> Bytes:
    return st.sampled_from([bytes([value]) for value in values])


def raw(size: int) -> Bytes:
    return st.binary(min_size=size, max_size=size)


ABSTRACT = byte(*range(0x68, 0x76))
TYPE_INDEX = signed(33, minimum=0)
HEAP_TYPE = ABSTRACT | TYPE_INDEX | joined(byte(0x65), ABSTRACT) | joined(byte(0x62), unsigned())
VALUE_TYPE = (
    byte(0x7F, 0x7E, 0x7D, 0x7C, 0x7B)
    | ABSTRACT
    | joined(byte(0x63, 0x64), HEAP_TYPE)
    | joined(byte(0x65), ABSTRACT)
)
CATCH = joined(byte(0, 1), unsigned(), unsigned()) | joined(byte(2, 3), unsigned())
HANDLER = joined(byte(0), unsigned(), unsigned()) | joined(byte(1), unsigned())
LABELS = st.integers(0, 150).flatmap(
    lambda count: joined(st.just(padded(count, 2 if count > 127 else 1)), raw_labels(count + 1))
)
MEMORY_ACCESS = joined(unsigned(below=64), unsigned(64)) | joined(
    unsigned(below=64).map(lambda flags: bytes([flags[0] | 0x40]) + flags[1:]),
    unsigned(),
    unsigned(64),
)


def raw_labels(count: int) -> Bytes:
    short = st.binary(min_size=count, max_size=count).map(
        lambda found: bytes(label & 0x7F for label in found)
    )
    return short | st.lists(unsigned(), min_size=count, max_size=count).map(b"".join)


IMMEDIATES: dict[str, Bytes] = {
    "blocktype": byte(0x40) | VALUE_TYPE | TYPE_INDEX,
    "memarg": MEMORY_ACCESS,
    "i32": signed(32),
    "i64": signed(64),
    "f32": raw(4),
    "f64": raw(8),
    "v128": raw(16),
    "lanes16": raw(16),
    "lane": raw(1),
    "br_table": LABELS,
    "valtypes": vector(VALUE_TYPE, 6),
    "heaptype": HEAP_TYPE,
    "castflags": byte(0, 1, 2, 3),
    "catches": vector(CATCH, 6),
    "handlers": vector(HANDLER, 6),
    "ordering": unsigned(below=2),
    "zero": byte(0),
}


@pytest.fixture(scope="session")
def encodings() -> Callable[[Opcode], Bytes]:
    """A strategy for all encodings of an instruction."""

    def of(opcode: Opcode) -> Bytes:
        if opcode.prefix is None:
            code = byte(opcode.code)
        else:
            lengths = st.integers(2 if opcode.code > 127 else 1, 5)
            codes = lengths.map(lambda length: padded(opcode.code, length))
            code = joined(byte(opcode.prefix), codes)
        return joined(code, *(IMMEDIATES.get(kind, unsigned()) for kind in opcode.immediates))

    return of


@pytest.fixture(scope="session")
def module_of() -> Callable[..., Module]:
    """A module of functions without parameters or results, with these bodies in hexadecimal."""

    def of(*bodies: str) -> Module:
        encoded = [bytes.fromhex(body) for body in bodies]
        section = padded(len(encoded), 5) + b"".join(
            padded(len(body), 5) + body for body in encoded
        )
        module = decode(
            b"\0asm\1\0\0\0"
            + bytes.fromhex("01 04 01 60 00 00")
            + b"\x03" + padded(5 + len(encoded), 5) + padded(len(encoded), 5) + bytes(len(encoded))
            + b"\x0a" + padded(len(section), 5) + section
        )  # fmt: skip
        assert isinstance(module, Module)
        return module

    return of
