"""`facts.md`: every table as `wasmlint facts -f markdown` has it, after a list of them all."""

from pages.markdown import table
from wasmlint.analysis.catalog import schema
from wasmlint.cli.facts import reference
from wasmlint.facts.show import summary

_HEAD = """\
# Facts

A file becomes tables, and rules ask about their rows. `wasmlint facts app.wasm` counts the rows of
each table for a file, `wasmlint facts app.wasm --table import` prints the rows of one, and
`wasmlint facts` prints this page for a terminal.

Sizes are bytes; offsets are offsets in the file, in the decompressed one if it is compressed;
indices are those of the specification, which count imports first. A column has one
[kind](expressions.md#kinds), and where it says "or none" it may have no value: then it is `none`
(`null` in JSON), never 0 or an empty text.

A column that holds the key of another table leads to its row: in `call`, `caller.name` is the name
of the function that calls. From every table but `module`, `artifact` leads to the row of the
module that the row comes from: `artifact.bytes`.
"""


def page() -> str:
    """The page."""
    rows = ((f"[{one.name}](#{one.name})", summary(one)) for one in schema())
    lines = [_HEAD, *table(("table", "a row is"), rows)]
    return "\n".join(lines) + "\n" + "\n".join(map(reference, schema()))
