"""The `budget` table: the limits that the settings put on a file, and how it stands to them."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.compression import brotli_bytes, gzip_bytes
from wasmlint.analysis.policy import Limit
from wasmlint.binary.module import Component, Module
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Bytes, Text, column, table
from wasmlint.facts.rows import PerRow, Rows


class _Budget:
    """A limit."""

    metric: Text = column(
        "What is measured: the file as it is or compressed, or one section of it.",
        values=("raw", "gzip", "brotli", "section"),
    )
    subject: Text = column("Name of the section; `file` where the whole is measured.")
    limit_bytes: Bytes = column("Most bytes allowed.")
    actual_bytes: Bytes = column("Bytes there are; 0 B for a section that is not there.")
    over_bytes: Bytes | None = column("Bytes over the limit; none if it is kept.")
    growth_bytes: Bytes | None = column("Growth since the baseline; none without one.")
    cause: Text | None = column("What the growth comes from; none where it is not known.")
    source: Text = column("Where the settings state the limit.")


BUDGET = table("budget")(_Budget)


def fill(given: Input) -> Rows:
    """One row per limit, in the order of the settings."""
    limits = given.policy.limits
    count = len(limits)
    actual = PerRow(count, lambda row: _measure(given, limits[row]))

    def over(row: int) -> int | None:
        excess = _measure(given, limits[row]) - limits[row].limit_bytes
        return excess if excess > 0 else None

    return Rows(
        BUDGET,
        count,
        lambda row: _place(given, limits[row]),
        {
            "metric": [limit.metric for limit in limits],
            "subject": [limit.subject or "file" for limit in limits],
            "limit_bytes": [limit.limit_bytes for limit in limits],
            "actual_bytes": actual,
            "over_bytes": PerRow(count, over),
            "growth_bytes": [None] * count,
            "cause": [None] * count,
            "source": [limit.source for limit in limits],
        },
    )


def _measure(given: Input, limit: Limit) -> int:
    decoded = given.decoded
    if decoded is None:
        raise TypeError(f"{given.path} does not decode")
    match limit.metric:
        case "raw":
            return decoded.span.length
        case "gzip":
            return given.once(gzip_bytes)
        case "brotli":
            return given.once(brotli_bytes)
        case "section":
            return _section_bytes(decoded, limit.subject)
        case metric:
            raise ValueError(f"{limit.source}: `{metric}` is not a metric")


def _section_bytes(decoded: Module | Component, name: str | None) -> int:
    """Payload bytes of all sections of that name, those of nested modules included."""
    total = sum(section.bytes for section in decoded.sections if section.name == name)
    nested = decoded.nested if isinstance(decoded, Component) else ()
    return total + sum(_section_bytes(inner, name) for inner in nested)


def _place(given: Input, limit: Limit) -> Place:
    if given.decoded is None:
        raise TypeError(f"{given.path} does not decode")
    if limit.metric != "section":
        return Place(f"budget file {limit.metric}", "module", given.decoded.span)
    spans = [
        ByteSpan(section.start, section.end)
        for section in given.decoded.sections
        if section.name == limit.subject
    ]
    return Place(f"budget section {limit.subject}", "section", spans[0] if spans else None)


ANALYSIS = Analysis(BUDGET, fill, "decoded")
