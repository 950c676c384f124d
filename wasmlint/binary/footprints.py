"""What each function takes of a module's sections."""

from array import array

from wasmlint.binary import leb128
from wasmlint.binary.module import Module

_CODE = 10


def function_footprints(module: Module) -> "array[int]":
    """Bytes of the file that are there for one function only, by index, imported ones first.

    Those are its entries in the import or the function and code sections, its index in element
    segments, and its name in the name section.
    """
    found = array("q", [item.span.length for item in module.imported("function")])
    for type_index, entry_bytes in zip(module.functions, code_entries(module), strict=True):
        found.append(leb128.unsigned_size(type_index) + entry_bytes)
    for segment in module.elements:
        for index in segment.functions:
            if 0 <= index < len(found):
                found[index] += leb128.unsigned_size(index)
    for index, name in module.names.functions.items():
        if index < len(found):
            length = len(name.encode())
            found[index] += leb128.unsigned_size(index) + leb128.unsigned_size(length) + length
    return found


def code_entries(module: Module) -> "array[int]":
    """Sizes of the entries of the code section, in order: each is a body behind its size."""
    found = array("q")
    code = next((section for section in module.sections if section.id == _CODE), None)
    if code is None:
        return found
    _, at = leb128.unsigned(module.data, code.offset, code.end)
    for start, size in zip(module.bodies.offsets, module.bodies.sizes, strict=True):
        found.append(start + size - at)
        at = start + size
    return found
