"""Toolchains: known faults, releases still maintained, and the exports their programs need."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from wasmlint.reference.datafile import read
from wasmlint.reference.exports import Requirement, read_requirement
from wasmlint.reference.versions import Version, parse_version


class Affected(Struct, frozen=True):
    """Versions from `since` to below `fixed_in`, which has the fault mended."""

    since: str
    fixed_in: str

    def __contains__(self, version: Version) -> bool:
        # A release candidate belongs to the release it precedes.
        since = parse_version(self.since).numbers
        return version.numbers >= since and version < parse_version(self.fixed_in)


class ToolchainFault(Struct, frozen=True):
    """A fault that some versions of a tool build into modules.

    `tool` is a toolchain, or a tool as the producers section names it. `remedy` says what to do
    where a newer version of the tool alone does not help. The other tuples narrow the fault: to
    modules that import or export one of what they list (globs over `module.name` and over names),
    export none of it, and were not made by certain toolchains; empty ones do not.
    """

    id: str
    tool: str
    affected: tuple[Affected, ...]
    severity: str
    summary: str
    source: str
    remedy: str | None = None
    imports_any: tuple[str, ...] = ()
    exports_any: tuple[str, ...] = ()
    exports_none: tuple[str, ...] = ()
    toolchains_none: tuple[str, ...] = ()


class Support(Struct, frozen=True):
    """The oldest release line of a tool that is still maintained, as of a month (`2026-11`)."""

    tool: str
    supported_since: str
    newest: str
    as_of: str
    policy: str
    source: str


class Contract(Struct, frozen=True):
    """What the JavaScript or the hosts that a toolchain writes for need in each of its modules.

    Holds for modules made by one of `toolchains` that import from one of `when_importing`.
    """

    title: str
    toolchains: tuple[str, ...]
    when_importing: tuple[str, ...]
    exports: tuple[Requirement, ...]


@cache
def contracts() -> tuple[Contract, ...]:
    """All contracts, in order."""
    return tuple(
        Contract(
            entry["title"],
            tuple(entry["toolchains"]),
            tuple(entry["when_importing"]),
            tuple(read_requirement(group) for group in entry["exports"]),
        )
        for entry in read("toolchains")["contracts"]
    )


@cache
def toolchain_faults() -> tuple[ToolchainFault, ...]:
    """All faults, by id."""
    return tuple(
        ToolchainFault(
            entry["id"],
            entry["tool"],
            tuple(Affected(span["from"], span["below"]) for span in entry["affected"]),
            entry["severity"],
            entry["summary"],
            entry["source"],
            entry.get("remedy"),
            **{name: tuple(globs) for name, globs in entry.get("when", {}).items()},
        )
        for entry in read("toolchains")["faults"]
    )


@cache
def supported() -> Mapping[str, Support]:
    """What is known of maintained releases, by tool."""
    return {entry["tool"]: Support(**entry) for entry in read("toolchains")["supported"]}
