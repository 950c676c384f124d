"""Limits that engines set on what the specification allows."""

from dataclasses import dataclass
from functools import cache

from wasmlint.reference.datafile import read


@dataclass(frozen=True, slots=True)
class EngineLimit:
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
