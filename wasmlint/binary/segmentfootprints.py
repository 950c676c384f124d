"""What each data segment takes of a module's data section."""

from array import array
from operator import add, sub

from wasmlint.binary.module import Module

_DATA_SECTION = 11


def segment_footprints(module: Module) -> "array[int]":
    """Bytes of the file that each data segment takes, its flags, address and size included."""
    segments = module.segments
    if not len(segments):
        return array("q")
    section = next(section for section in module.sections if section.id == _DATA_SECTION)
    first = section.offset
    while module.data[first] & 0x80:  # the number of segments
        first += 1
    ends = [first + 1, *map(add, segments.offsets, segments.sizes)]
    return array("q", map(sub, ends[1:], ends))
