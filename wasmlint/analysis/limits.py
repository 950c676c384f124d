"""The `limit` table: limits of engines, and of the chosen host, that a module is over."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.measures import MEASURES
from wasmlint.analysis.symbols import function_symbols
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Count, Flag, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.reference.hosts import host
from wasmlint.reference.limits import EngineLimit, engine_limits, engine_titles, limit_titles

_OF_BODIES = frozenset({"body-bytes", "locals"})
_SECTIONS = {
    "br-table-targets": "code",
    "data-segments": "data",
    "element-segment-entries": "element",
    "element-segments": "element",
    "exports": "export",
    "functions": "function",
    "globals": "global",
    "imports": "import",
    "memory-bytes": "memory",
    "memory-pages": "memory",
    "memory64-pages": "memory",
    "params": "type",
    "recursion-group-types": "type",
    "recursion-groups": "type",
    "results": "type",
    "struct-fields": "type",
    "subtype-depth": "type",
    "table-entries": "table",
    "tables": "table",
    "tags": "tag",
    "types": "type",
}


class _Limit:
    """A limit that the module is over."""

    name: Text = column("What is limited: `functions`, `body-bytes`, `memory-bytes`.")
    engine: Text = column(
        "Who limits it: `js-api` (every engine that JavaScript starts), an engine, or the host of"
        " the settings."
    )
    title: Text = column("What is limited, as the subject of a sentence: `the initial memory`.")
    engine_title: Text = column("What to call the engine, or the host, in a sentence.")
    actual: Count = column("How much the module has; of several things the largest.")
    maximum: Count = column("The most that is taken.")
    unit: Text = column("What both are counted in: `bytes`, `pages`, `parameters`.")
    is_exact: Flag = column(
        "Whether all such engines must refuse the module; false for what an engine chose itself."
    )
    exceeding_count: Count = column("How many things are over the limit.")
    source: Text = column("Where the limit is stated.")


LIMIT = table("limit")(_Limit)


class _Row(Struct, frozen=True):
    limit: EngineLimit
    actual: int
    exceeding_count: int
    worst: int


def fill(given: Input) -> Rows:
    """One row for each limit that is exceeded, by name, then engine.

    Raises `DecodeError` where a function body does not decode.
    """
    limits = list(engine_limits())
    if given.policy.host is not None and given.within is None:
        limits += host(given.policy.host).limits
    limits.sort(key=lambda limit: (limit.name, limit.engine))
    values: dict[str, Sequence[int]] = {}
    rows: list[_Row] = []
    for limit in limits:
        if limit.name not in values:
            values[limit.name] = MEASURES[limit.name](given)
        rows += _exceeded(limit, values[limit.name])

    return Rows(
        LIMIT,
        len(rows),
        lambda row: _place(given, rows[row]),
        {
            "name": [row.limit.name for row in rows],
            "engine": [row.limit.engine for row in rows],
            "title": [limit_titles()[row.limit.name] for row in rows],
            "engine_title": [_engine_title(row.limit.engine) for row in rows],
            "actual": [row.actual for row in rows],
            "maximum": [row.limit.maximum for row in rows],
            "unit": [row.limit.unit for row in rows],
            "is_exact": [row.limit.is_exact for row in rows],
            "exceeding_count": [row.exceeding_count for row in rows],
            "source": [row.limit.source for row in rows],
        },
    )


def _exceeded(limit: EngineLimit, values: Sequence[int]) -> Iterator[_Row]:
    actual = max(values, default=0)
    if actual > limit.maximum:
        count = sum(value > limit.maximum for value in values)
        yield _Row(limit, actual, count, values.index(actual))


def _engine_title(engine: str) -> str:
    return engine_titles().get(engine) or host(engine).name


def _place(given: Input, row: _Row) -> Place:
    """The function where bodies are limited, else the limit, with the section that it is about."""
    module = given.module
    name = row.limit.name
    if name in _OF_BODIES:
        index = len(module.imported("function")) + row.worst
        start = module.bodies.offsets[row.worst]
        span = ByteSpan(start, start + module.bodies.sizes[row.worst])
        symbol = given.once(function_symbols)[index]
        subject = f"function[{index}]" if symbol is None else f"function {symbol}"
        return Place(subject, "function", span)
    sections = [section for section in module.sections if section.name == _SECTIONS.get(name)]
    span = ByteSpan(sections[0].start, sections[0].end) if sections else module.span
    return Place(f"limit {name}", "module", span)


ANALYSIS = Analysis(LIMIT, fill)
