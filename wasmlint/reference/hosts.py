"""Hosts: what each runs, which imports it provides, and what it asks of a module."""

from collections.abc import Mapping
from fnmatch import fnmatchcase
from functools import cache
from typing import Any

from msgspec import Struct

from wasmlint.reference.datafile import read
from wasmlint.reference.exports import Requirement, read_requirement
from wasmlint.reference.limits import EngineLimit
from wasmlint.reference.wasi import specified

SPECIFIED = "specified"


class Provided(Struct, frozen=True):
    """Names that a host provides in one import module, as globs.

    `is_specified` adds what WASI or its extension specifies for that module, without `less`.
    """

    names: tuple[str, ...]
    is_specified: bool
    less: tuple[str, ...]

    def has(self, module: str, name: str) -> bool:
        """Whether an import is among them."""
        if any(fnmatchcase(name, glob) for glob in self.names):
            return True
        return self.is_specified and name not in self.less and specified(module, name) is not None


class Host(Struct, frozen=True):
    """A host. `runs` holds `core` (modules) and `component`.

    `provides` maps globs of import modules to what is provided there. Where it `is_embeddable`, the
    program around it may provide more; `uses_javascript` tells that this program is JavaScript.
    `signatures` holds those that differ from WASI's, by `module.name`.
    """

    id: str
    name: str
    runs: tuple[str, ...]
    is_embeddable: bool
    uses_javascript: bool
    provides: Mapping[str, Provided]
    signatures: Mapping[str, str]
    exports: tuple[Requirement, ...]
    limits: tuple[EngineLimit, ...]

    def provides_import(self, module: str, name: str) -> bool | None:
        """Whether the host provides an import; `None` where it says nothing of that module."""
        found = [provided for glob, provided in self.provides.items() if fnmatchcase(module, glob)]
        return any(provided.has(module, name) for provided in found) if found else None


def host_ids() -> tuple[str, ...]:
    """Ids of all hosts, in order."""
    return tuple(_entries())


@cache
def host(host_id: str) -> Host:
    """The host of that id.

    Raises `KeyError` where there is none.
    """
    entry = _entries()[host_id]
    return Host(
        entry["id"],
        entry["name"],
        tuple(entry["runs"]),
        entry["is_embeddable"],
        entry["uses_javascript"],
        {module: _provided(said) for module, said in entry["provides"].items()},
        entry.get("signatures", {}),
        tuple(read_requirement(group) for group in entry["exports"]),
        tuple(EngineLimit(engine=host_id, **limit) for limit in entry["limits"]),
    )


@cache
def _entries() -> Mapping[str, Any]:
    return {entry["id"]: entry for entry in read("hosts")["hosts"]}


def _provided(said: Mapping[str, Any]) -> Provided:
    is_specified = said["names"] == SPECIFIED
    names = said.get("more", ()) if is_specified else said["names"]
    return Provided(tuple(names), is_specified, tuple(said.get("less", ())))
