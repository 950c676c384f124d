"""Files and lines of source, whatever tells them: Go's own table, DWARF or a source map."""

from wasmlint.analysis.base import Input
from wasmlint.analysis.goprograms import go_program
from wasmlint.analysis.scanning import scanned
from wasmlint.analysis.sources import debug_lines
from wasmlint.provenance.golang.callsites import call_sites
from wasmlint.provenance.golang.lines import Position
from wasmlint.provenance.sourcelines import SourceLine


def function_line(given: Input, index: int) -> SourceLine | None:
    """Where a function is declared, or the first line that is known of it."""
    program = given.once(go_program)
    if program is None:
        return given.once(debug_lines).lines.get(index)
    position = program.positions.get(index)
    return _line(program.lines.declaration(position)) if position is not None else None


def call_line(given: Input, offset: int) -> SourceLine | None:
    """Where the call instruction at a file offset stands; known of Go programs only.

    It is a line of the function that has the instruction, also where what it calls there was
    inlined, and the instruction is a part of that.
    """
    program = given.once(go_program)
    constants = scanned(given).constants if program is not None else None
    if program is None or constants is None:
        return None
    site = next(call_sites(program, constants, [offset]))
    return _line(program.lines.frames(*site)[-1].position) if site is not None else None


def _line(position: Position | None) -> SourceLine | None:
    return SourceLine(position.file, position.line) if position is not None else None
