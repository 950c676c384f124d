"""The one list of analyses, the schema they make, and the facts of one input."""

from functools import cache, partial

from wasmlint.analysis.base import Analysis, Input
from wasmlint.binary.module import Module
from wasmlint.facts.rows import Facts, Rows
from wasmlint.facts.schema import Schema

ANALYSES: tuple[Analysis, ...] = ()


@cache
def schema() -> Schema:
    """The schema of all tables."""
    return Schema(analysis.schema for analysis in ANALYSES)


def facts(given: Input) -> Facts:
    """The tables of `given`, none of them filled yet."""
    makers = {}
    for analysis in ANALYSES:
        is_applicable = (
            analysis.applies_to == "anything"
            or (analysis.applies_to == "decoded" and given.decoded is not None)
            or isinstance(given.decoded, Module)
        )
        if is_applicable:
            makers[analysis.schema.name] = partial(analysis.fill, given)
        elif given.decoded is not None:
            makers[analysis.schema.name] = partial(Rows.empty, analysis.schema)
    reason = "" if given.decoded is not None else "the file does not decode"
    return Facts(schema(), makers, reason, given.within)
