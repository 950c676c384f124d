"""The Go program in a module, read once and shared by the analyses that speak of Go."""

from wasmlint.analysis.base import Input
from wasmlint.analysis.origins import made_by
from wasmlint.binary.module import Module
from wasmlint.core.places import ByteSpan
from wasmlint.provenance.golang.program import GoProgram, read_program


def go_program(given: Input) -> GoProgram | None:
    """The program that a module of Go's own compiler holds; `None` for any other input.

    Use with `Input.once`.
    """
    if not isinstance(given.decoded, Module) or given.once(made_by).name != "go":
        return None
    return read_program(given.decoded)


def memory_span(given: Input, address: int, size: int) -> ByteSpan | None:
    """The bytes of the file that fill so much memory of the program; `None` where none do.

    The first byte alone where they do not lie side by side.
    """
    program = given.once(go_program)
    start = program.image.file_offset(address) if program is not None else None
    if program is None or start is None:
        return None
    last = program.image.file_offset(address + size - 1) if size > 0 else None
    is_whole = last == start + size - 1
    return ByteSpan(start, start + (size if is_whole else 1))
