"""The `js_global` table: names that a Go program gives to JavaScript."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.goprograms import go_program
from wasmlint.analysis.scanning import scanned
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Index, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.golang.jsglobals import JsName, js_names
from wasmlint.provenance.golang.lines import Frame

_CALL_BYTES = 2


class _JsGlobal:
    """A property that the program sets on the global object of JavaScript or on one below it."""

    name: Text = column("Its name.")
    source_file: Text | None = column("Source file where it is set; none where not known.")
    source_line: Index | None = column("Source line where it is set; none where not known.")
    object: Text | None = column(
        "The object that it is a property of: `module.exports`; none for the global object itself."
    )
    function: Text | None = column("Function that sets it; none where not known.")


JS_GLOBAL = table("js_global")(_JsGlobal)


def fill(given: Input) -> Rows:
    """One row per call that sets a property under a constant name, in the order of the code.

    Raises `DecodeError` where a body does not decode.
    """
    names = given.once(_names)
    frames = [_frame(given, name) for name in names]
    positions = [frame.position if frame is not None else None for frame in frames]

    def place(row: int) -> Place:
        item = names[row]
        subject = f"js global {'.'.join((*item.path, item.name))}"
        return Place(subject, "js global", ByteSpan(item.offset, item.offset + _CALL_BYTES))

    return Rows(
        JS_GLOBAL,
        len(names),
        place,
        {
            "name": [item.name for item in names],
            "source_file": [position.file if position else None for position in positions],
            "source_line": [position.line if position else None for position in positions],
            "object": [".".join(item.path) or None for item in names],
            "function": [frame.function if frame is not None else None for frame in frames],
        },
    )


def _names(given: Input) -> tuple[JsName, ...]:
    program = given.once(go_program)
    return js_names(program, scanned(given)) if program is not None else ()


def _frame(given: Input, name: JsName) -> Frame | None:
    """The function in whose source the name stands, where that of a helper was inlined."""
    program = given.once(go_program)
    if program is None or name.site is None:
        return None
    return program.lines.frames(*name.site)[-1]


ANALYSIS = Analysis(JS_GLOBAL, fill)
