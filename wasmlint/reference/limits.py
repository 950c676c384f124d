"""Limits that engines set on what the specification allows."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from wasmlint.reference.datafile import read


class EngineLimit(Struct, frozen=True):
    """The most of something that an engine takes.

    `name` says of what and is shared by all engines that limit it. `is_exact` says that the module
    must be rejected by the engine's own specification.
    """

    name: str
    engine: str
    maximum: int
    unit: str
    is_exact: bool
    source: str


@cache
def engine_limits() -> tuple[EngineLimit, ...]:
    """All limits of engines, by name, then engine."""
    return tuple(EngineLimit(**entry) for entry in read("limits")["limits"])


@cache
def limit_titles() -> Mapping[str, str]:
    """What each limit is about, as the subject of a sentence, by its name."""
    return dict(read("limits")["titles"])


@cache
def engine_titles() -> Mapping[str, str]:
    """What to call each engine that sets a limit, by its id; hosts have names of their own."""
    return dict(read("limits")["engines"])
