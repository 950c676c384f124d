"""What each form of the expression language means, with examples: the text of its reference.

Imported by the generator of the reference and by tests alone. Every branch of the grammar has a
form here, and every example is run on `SAMPLE`.
"""

from msgspec import Struct

from wasmlint.core.units import Kind

SAMPLE = """\
(module
  (import "wasi_snapshot_preview1" "fd_write"
    (func $fd_write (param i32 i32 i32 i32) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (memory (export "memory") 2 16)
  (data (i32.const 8) "hello")
  (func $main (export "_start")
    (drop (call $fd_write (i32.const 1) (i32.const 0) (i32.const 1) (i32.const 4)))
    (call $twice (i32.const 21)))
  (func $twice (param i32)
    (call $log (local.get 0))
    (call $log (local.get 0)))
  (func $spare))
"""
"""The module that the examples are about, in WebAssembly text."""

PARAMS = {"limit": "8 B", "modules": ["env", "host"]}
"""Parameters that the examples may use, as a settings file has them."""


class Example(Struct, frozen=True):
    """A condition on the rows of `table`, and the subjects of the rows of `SAMPLE` it holds for."""

    table: str
    text: str
    finds: tuple[str, ...]


class Form(Struct, frozen=True):
    """One form of expression: the branch of the grammar, how it is written, what it means."""

    branch: str
    written: tuple[str, ...]
    doc: str
    example: Example


class Section(Struct, frozen=True):
    """Forms that belong together, after paragraphs of Markdown about all of them."""

    title: str
    intro: str
    forms: tuple[Form, ...]


class KindText(Struct, frozen=True):
    """What values of a kind are, and literals that fit it."""

    doc: str
    literals: tuple[str, ...]


class Message(Struct, frozen=True):
    """A text with holes, and what it says of the first row of `table`."""

    table: str
    text: str
    says: str


KINDS = {
    Kind.TEXT: KindText("a name, a signature, one of a few words", ('"env"',)),
    Kind.FLAG: KindText("true or false", ("true", "false")),
    Kind.COUNT: KindText("how many", ("12000", "12_000")),
    Kind.INDEX: KindText("a place in an index space, or a line of a file", ("12",)),
    Kind.OFFSET: KindText("bytes from the start of the file, or an address", ("4096", "0x1000")),
    Kind.BYTES: KindText("a size", ("100 kB", "1.5 MiB", "100000 B")),
    Kind.RATIO: KindText("a part of a whole", ("5%", "0.1%")),
}

SECTIONS = (
    Section(
        "Conditions",
        "Conditions are flags: comparisons, columns of kind flag, and what these words make of"
        " them.",
        (
            Form(
                "either",
                ("a or b",),
                "One of them holds, or both.",
                Example(
                    "function",
                    "is_imported or is_exported",
                    ("function fd_write", "function log", "function main"),
                ),
            ),
            Form(
                "both",
                ("a and b",),
                "Both hold.",
                Example(
                    "function",
                    "caller_count == 0 and not is_exported",
                    ("function spare",),
                ),
            ),
            Form(
                "negated",
                ("not a",),
                "`a` does not hold. `not a == b` is `not (a == b)`.",
                Example(
                    "function",
                    "not is_imported",
                    ("function main", "function twice", "function spare"),
                ),
            ),
        ),
    ),
    Section(
        "Comparisons",
        "Both sides are of one kind; a bare number fits counts, indices and offsets. A text that"
        " a column can never have is an error. `a < b < c` is none of these: write"
        " `a < b and b < c`.",
        (
            Form(
                "compared",
                ("a == b", "a != b"),
                "Equal; not equal. Case counts.",
                Example("import", 'module == "env"', ("import env.log",)),
            ),
            Form(
                "compared",
                ("a < b", "a <= b", "a > b", "a >= b"),
                "Less, at most, more, at least. Texts and flags have no order.",
                Example("function", "body_bytes >= 10 B", ("function main", "function twice")),
            ),
            Form(
                "among",
                ("a in [b, c]", "a in names"),
                "Equal to one of a list, or of a parameter that is a list.",
                Example("import", 'name in ["log", "print"]', ("import env.log",)),
            ),
            Form(
                "not_among",
                ("a not in [b, c]", "a not in names"),
                "Equal to none of them.",
                Example(
                    "import",
                    "module not in modules",
                    ("import wasi_snapshot_preview1.fd_write",),
                ),
            ),
            Form(
                "listed",
                ("[a, b]",),
                "A list, which stands only after `in`. Its items are expressions of one kind.",
                Example("section", "id in [10, 5 + 6]", ("section code", "section data")),
            ),
            Form(
                "matched",
                ("a matches /pattern/",),
                "The text has a match anywhere in it; `^` and `$` stand for its start and end. The"
                " syntax is [RE2](https://github.com/google/re2/wiki/Syntax), which takes linear"
                r" time. `\/` is a slash; `(?i)` at the start makes case not count.",
                Example("export", "name matches /^_|main$/", ("export _start",)),
            ),
        ),
    ),
    Section(
        "Arithmetic",
        "Kinds do not mix: bytes and a count are not added. What goes together, and what comes of"
        " it, is in the [table below](#kinds-in-arithmetic). Operators of one level go from left"
        " to right.",
        (
            Form(
                "plus",
                ("a + b",),
                "Sum. A place and a size, or a count, give a place.",
                Example("segment", "address + bytes > 12", ("data[0]",)),
            ),
            Form(
                "minus",
                ("a - b",),
                "Difference. Two places give a distance.",
                Example("memory", "maximum_pages - minimum_pages > 10", ("memory 0",)),
            ),
            Form(
                "times",
                ("a * b",),
                "Product. A quantity times a number or a ratio keeps its kind.",
                Example("memory", "minimum_pages * page_bytes >= 128 KiB", ("memory 0",)),
            ),
            Form(
                "over",
                ("a / b",),
                "Quotient, not rounded. Two quantities of one kind give a ratio. Absent where `b`"
                " is 0.",
                Example(
                    "section",
                    "bytes / artifact.bytes > 20%",
                    ("section import", "section name"),
                ),
            ),
            Form(
                "negative",
                ("-a",),
                "Negative of a count, a size or a ratio.",
                Example("call", "-count < -1", ("call from twice to log",)),
            ),
        ),
    ),
    Section(
        "Rows",
        "A table's [relations](facts.md) lead from a row to others that belong to it; these ask"
        " about them. In the condition, columns are those of these rows first.",
        (
            Form(
                "quantified",
                ("any(rows: a)",),
                "`a` holds for one of the rows at least.",
                Example("function", "any(callees: count > 1)", ("function twice",)),
            ),
            Form(
                "quantified",
                ("all(rows: a)",),
                "`a` holds for each of the rows; also where there are none.",
                Example(
                    "export",
                    "all(artifact.memories: is_exported)",
                    ("export memory", "export _start"),
                ),
            ),
            Form(
                "quantified",
                ("count(rows: a)",),
                "The number of rows for which `a` holds, a count.",
                Example("function", "count(callees: count == 1) == 2", ("function main",)),
            ),
            Form(
                "quantified",
                ("count(rows)",),
                "The number of rows.",
                Example(
                    "function",
                    "count(callers) == 0",
                    ("function main", "function spare"),
                ),
            ),
        ),
    ),
    Section(
        "Names",
        "A name is looked up in this order, inside of `any`, `all` and `count` first for the rows"
        " asked, then for the row outside, and so on outwards.",
        (
            Form(
                "path",
                ("column",),
                "A column of the row.",
                Example("function", "is_exported", ("function main",)),
            ),
            Form(
                "path",
                ("reference.column",),
                "A column of the row that a reference leads to, which is a column that holds the"
                " key of another table. The path may go on from there.",
                Example(
                    "call",
                    'caller.name == "main"',
                    ("call from main to fd_write", "call from main to twice"),
                ),
            ),
            Form(
                "path",
                ("artifact.column", "artifact.rows"),
                "A column or relation of the module that the row comes from, in every table but"
                " `module`.",
                Example(
                    "section",
                    'artifact.is_command and name == "code"',
                    ("section code",),
                ),
            ),
            Form(
                "path",
                ("table.column",),
                "Inside of `any`, `all` and `count`: a column of the row outside, by its table,"
                " where the rows asked have a column of the same name.",
                Example(
                    "export",
                    "any(artifact.functions: index == export.index and callee_count == 2)",
                    ("export _start",),
                ),
            ),
            Form(
                "path",
                ("parameter",),
                "A parameter of the rule. No column of the table may have its name.",
                Example("function", "body_bytes > limit", ("function main", "function twice")),
            ),
        ),
    ),
    Section(
        "Literals",
        "`#` begins a comment, which goes on to the end of the line. Blanks and line breaks part"
        " words and mean nothing else.",
        (
            Form(
                "number",
                ("12", "1_000", "0x1f"),
                "A whole number of up to 64 bits: a count, an index or an offset.",
                Example("section", "offset < 0x20", ("section type", "section import")),
            ),
            Form(
                "size",
                ("64 KiB", "2.5 MB"),
                "A size, with one of the [units](#units), rounded to a whole byte.",
                Example("segment", "bytes == 5 B", ("data[0]",)),
            ),
            Form(
                "percentage",
                ("5%", "0.1%"),
                "A ratio.",
                Example("section", "share > 20%", ("section import", "section name")),
            ),
            Form(
                "text",
                ('"env"',),
                r"A text on one line. Escapes are `\"`, `\\`, `\n`, `\r`, `\t` and `\u{1b}`.",
                Example("import", 'name == "log"', ("import env.log",)),
            ),
            Form(
                "true",
                ("true",),
                "A flag that is set. A column of kind flag is a condition as it is.",
                Example("function", "is_exported == true", ("function main",)),
            ),
            Form(
                "false",
                ("false",),
                "A flag that is not set. Unlike `not`, this does not hold where it is absent.",
                Example("memory", "is_shared == false", ("memory 0",)),
            ),
            Form(
                "absent",
                ("none",),
                "No value, to compare a column with that may have none, by `==` or `!=`.",
                Example("function", "body_bytes == none", ("function fd_write", "function log")),
            ),
        ),
    ),
)

ABSENT = (
    'A column marked "or none" has no value in some rows; nor has a column behind a reference that'
    " leads nowhere, nor what is calculated from an absent value. Such a value equals nothing but"
    " `none`: `==`, `<`, `in` and `matches` do not hold for it, so `!=` and `not in` do. An absent"
    " flag counts as not set."
)
"""About values that are absent."""

ABSENT_EXAMPLES = (
    Example(
        "function",
        "body_bytes < 1 KiB",
        ("function main", "function twice", "function spare"),
    ),
    Example(
        "function",
        "body_bytes != 2 B",
        ("function fd_write", "function log", "function main", "function twice"),
    ),
)

MESSAGES = (
    Message("segment", "{bytes} at {address}", "5 B at 0x8"),
    Message("memory", "{minimum_pages * page_bytes} at the start", "128 KiB at the start"),
    Message("section", "`{name}` is {share} of the file", "`type` is 9.0% of the file"),
    Message("function", "its body has {body_bytes}", "its body has none"),
    Message(
        "import",
        "{module} is not one of {modules}",
        "wasi_snapshot_preview1 is not one of env, host",
    ),
    Message("export", "{{{name}}}", "{memory}"),
)
"""Holes of messages, by what they show."""
