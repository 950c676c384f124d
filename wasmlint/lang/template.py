"""Messages with holes: text in which `{expression}` stands for a value of the row."""

import re
from collections.abc import Callable, Mapping

from msgspec import Struct

from wasmlint.core.units import format_value
from wasmlint.facts.rows import Facts
from wasmlint.facts.schema import Schema
from wasmlint.lang.check import Checker
from wasmlint.lang.checked import Checked
from wasmlint.lang.closures import Bind, constant
from wasmlint.lang.literal import Typed
from wasmlint.lang.parse import parse
from wasmlint.lang.problem import LangErrors, Problem, moved, refusal

# In a hole, texts and escapes are skipped whole, and braces of patterns go in pairs.
_IN_HOLE = re.compile(r'"(?:[^"\\\n]|\\.)*"|\\.|[{}]')
_BRACE = re.compile(r"\{\{|\}\}|[{}]")
_SPELLED_OUT = ", "


class Template(Struct, frozen=True):
    """A checked template; `tables` are all tables it may read, the rule's own first."""

    tables: tuple[str, ...]
    _parts: tuple[Bind, ...]
    _level_count: int

    def bind(self, facts: Facts) -> Callable[[int], str]:
        """The message for a row, by its number; columns are fetched now, not for each row.

        Texts from the facts go in as they are, so the result is not safe to print as such.
        The result is for one thread at a time. Raises `KeyError` where `facts` lacks a table.
        """
        frame = [0] * self._level_count
        parts = [part(facts, frame) for part in self._parts]
        return lambda row: "".join(part(row) for part in parts)


def compile_template(
    text: str, table: str, schema: Schema, params: Mapping[str, Typed]
) -> Template:
    """The template that `text` states for the rows of `table`.

    `{{` and `}}` stand for braces. Raises `LangErrors` with all problems of all holes.
    """
    tables: dict[str, None] = {table: None}
    level_count = 1
    parts: list[Bind] = []
    problems: list[Problem] = []
    for part in _split(text):
        if isinstance(part, str):
            parts.append(constant(part))
            continue
        source = text[part]
        checker = Checker(source, table, schema, params)
        try:
            parts.append(_shown(checker.value(parse(source), checker.scope)))
        except LangErrors as errors:
            problems += moved(errors, part.start)
        tables.update(checker.tables)
        level_count = max(level_count, checker.level_count)
    if problems:
        raise LangErrors(problems)
    return Template(tuple(tables), tuple(parts), level_count)


def holes(text: str) -> list[str]:
    """The expressions in `text`, as they are written. Raises `LangErrors` for a lone brace."""
    return [text[part] for part in _split(text) if isinstance(part, slice)]


def _split(text: str) -> list[str | slice]:
    """Literal texts, and the slices of `text` that are holes, without their braces, in order.

    Raises `LangErrors` at the first brace that has no fellow.
    """
    parts: list[str | slice] = []
    at = 0
    while (brace := _BRACE.search(text, at)) is not None:
        parts.append(text[at : brace.start()])
        at = brace.end()
        if len(brace[0]) == 2:
            parts.append(brace[0][0])
        elif brace[0] == "}":
            raise refusal(*brace.span(), "this `}` closes nothing", "write `}}` for a brace")
        else:
            end = _hole_end(text, at)
            if end is None:
                raise refusal(*brace.span(), "this `{` is never closed", "write `{{` for a brace")
            parts.append(slice(at, end))
            at = end + 1
    parts.append(text[at:])
    return parts


def _hole_end(text: str, start: int) -> int | None:
    """Where the brace stands that closes the hole whose expression begins at `start`."""
    depth = 0
    for match in _IN_HOLE.finditer(text, start):
        if match[0] == "{":
            depth += 1
        elif match[0] == "}":
            if depth == 0:
                return match.start()
            depth -= 1
    return None


def _shown(value: Checked) -> Bind:
    """The value of a hole as people read it; a list is spelled out."""
    kind = value.type.kind
    if value.type.is_list:
        return constant(_SPELLED_OUT.join(format_value(kind, one) for one in value.known or ()))

    def bind(facts: Facts, frame: list[int]) -> Callable[[int], str]:
        evaluate = value.bind(facts, frame)
        return lambda row: format_value(kind, evaluate(row))

    return bind
