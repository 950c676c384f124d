"""Exports that hosts and JavaScript glue look for, as the data files state them."""

from collections.abc import Mapping
from typing import Any

from msgspec import Struct


class Wanted(Struct, frozen=True):
    """An export that is looked for; `signature` is `None` where any will do."""

    name: str
    kind: str
    signature: str | None = None


class Requirement(Struct, frozen=True):
    """Exports of which a module must have one.

    Where `when_importing` names import modules, only modules that import from one of them must.
    """

    any_of: tuple[Wanted, ...]
    when_importing: tuple[str, ...] = ()


def read_requirement(group: Mapping[str, Any]) -> Requirement:
    """The requirement that an entry of a data file states."""
    wanted = tuple(Wanted(**entry) for entry in group["any_of"])
    return Requirement(wanted, tuple(group.get("when_importing", ())))
