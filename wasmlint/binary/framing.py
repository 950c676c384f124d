"""Preamble and section headers, which core modules and components share.

Source: core specification 3.0, sections 5.5.2 "Sections" and 5.5.16 "Modules"; component model,
Binary.md ("Component Definitions").
"""

from collections.abc import Iterator
from enum import Enum

from wasmlint.binary.module import Section
from wasmlint.binary.reader import Reader
from wasmlint.core.errors import DecodeError
from wasmlint.core.places import ByteSpan

MAGIC = b"\0asm"
PREAMBLE_BYTES = 8
SECTION_LIMIT = 100_000
"""Most sections of one module or component; the largest known have a few hundred."""
_CUSTOM = 0


class Layer(Enum):
    """What a binary is, by its preamble."""

    CORE = b"\x01\x00\x00\x00"
    COMPONENT = b"\x0d\x00\x01\x00"


def decode_preamble(data: bytes, span: ByteSpan) -> Layer:
    """The layer of the binary in `span`."""
    head = data[span.start : min(span.end, span.start + PREAMBLE_BYTES)]
    if head[:4] != MAGIC[: len(head)] or not head:
        raise DecodeError(span.start, "the bytes do not begin with the magic number `\\0asm`")
    if len(head) < PREAMBLE_BYTES:
        raise DecodeError(span.start, f"the preamble is cut short after {len(head)} bytes")
    version, layer = int.from_bytes(head[4:6], "little"), int.from_bytes(head[6:8], "little")
    try:
        return Layer(head[4:])
    except ValueError:
        problem = f"version {version} of layer {layer} is not known"
        raise DecodeError(span.start + 4, problem) from None


def decode_sections(
    data: bytes, span: ByteSpan, names: dict[int, str], uncounted: frozenset[int]
) -> Iterator[Section]:
    """The sections of the binary in `span`, in file order.

    `names` gives the name of each section by id; custom sections carry their own. Sections whose id
    is in `uncounted` do not begin with a vector's count.
    """
    reader = Reader(data, span.start + PREAMBLE_BYTES, span.end)
    section_count = 0
    while reader.at < reader.end:
        start = reader.at
        section_count += 1
        if section_count > SECTION_LIMIT:
            raise reader.fail(f"there are more than {SECTION_LIMIT} sections")
        section_id = reader.u8("section id")
        if section_id not in names:
            raise reader.fail(f"{section_id} is no section id", start)
        name = names[section_id]
        reader.section = name
        size = reader.u32("size of the section")
        offset = payload_offset = reader.skip(size, "section")
        count = None
        inside = Reader(data, offset, reader.at, name)
        if section_id == _CUSTOM:
            name = inside.name("name of a custom section")
            payload_offset = inside.at
        elif section_id not in uncounted:
            count = inside.u32("number of entries")
        reader.section = None
        yield Section(section_id, name, start, offset, size, count, payload_offset)
