"""What WASI specifies: its generations, the functions of each, and who implements them how well."""

import re
from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from wasmlint.reference.datafile import read

SUPPORT = ("ok", "partial", "poor", "never")
"""How well hosts implement a function: all do, with gaps, few do, none does."""

_INTERFACE = re.compile(
    r"(?:cm32p2\|)?(?P<name>wasi:[a-z0-9-]+/[a-z0-9-]+)(?:@(?P<version>\d+\.\d+)(?:\D.*)?)?"
)
_PREVIEW1 = "preview1"
_SNAPSHOT0 = "snapshot0"


class Generation(Struct, frozen=True):
    """A generation of WASI. `module` is its import module, `None` where it has interfaces."""

    id: str
    title: str
    module: str | None
    replacement: str | None


class HostSupport(Struct, frozen=True):
    """What one host makes of a function: one of `SUPPORT`, and what it does."""

    support: str
    note: str


class WasiFunction(Struct, frozen=True):
    """A function that a WASI module, or an extension of WASI, specifies.

    `signature` is written as `FuncType` writes it. `replacement` names what takes its place in the
    next generation, `replacement_0_3` in WASI 0.3; both are empty where nothing does. `support` is
    `None` for extensions. `difference` says what another generation means by the same name.
    """

    name: str
    signature: str
    capabilities: tuple[str, ...]
    replacement: tuple[str, ...] = ()
    replacement_0_3: tuple[str, ...] = ()
    support: str | None = None
    hosts: tuple[tuple[str, HostSupport], ...] = ()
    difference: str | None = None

    @property
    def legalised(self) -> str:
        """The signature with each i64 parameter as two i32s, for JavaScript without BigInt."""
        params, arrow, results = self.signature.partition(" -> ")
        return params.replace("i64", "i32 i32") + arrow + results

    def on_host(self, host: str | None) -> HostSupport | None:
        """What is known of one host."""
        return dict(self.hosts).get(host or "")


@cache
def generations() -> Mapping[str, Generation]:
    """All generations by id, the oldest first."""
    found = [Generation(**entry) for entry in read("wasi")["generations"]]
    return {generation.id: generation for generation in found}


def generation_of(module: str) -> Generation | None:
    """The generation that an import module belongs to.

    Interfaces (`wasi:cli/environment@0.2.0`) tell it by their version.
    """
    if module in _core_generations():
        return _core_generations()[module]
    interface = _INTERFACE.fullmatch(module)
    return generations().get(interface["version"]) if interface and interface["version"] else None


def specified(module: str, name: str) -> WasiFunction | None:
    """The function that WASI, or an extension of it, specifies under that module and name."""
    return _functions().get(module, {}).get(name)


def interface_capabilities(module: str) -> tuple[str, ...]:
    """What an interface of WASI 0.2 or 0.3 gives access to."""
    interface = _INTERFACE.fullmatch(module)
    known: Mapping[str, list[str]] = read("wasi")["interfaces"]
    return tuple(known.get(interface["name"], ())) if interface else ()


@cache
def _core_generations() -> Mapping[str, Generation]:
    return {it.module: it for it in generations().values() if it.module is not None}


@cache
def _functions() -> Mapping[str, Mapping[str, WasiFunction]]:
    """Functions by module and name."""
    by_generation = {_PREVIEW1: _preview1(), _SNAPSHOT0: _snapshot0()}
    found = {module: by_generation[it.id] for module, it in _core_generations().items()}
    for extension in read("wasi")["extensions"]:
        own = {
            entry["name"]: WasiFunction(
                entry["name"], entry["signature"], tuple(entry["capabilities"])
            )
            for entry in extension["functions"]
        }
        inherited = _inherited() if extension["includes_preview1"] else {}
        found[extension["module"]] = {**inherited, **own}
    return found


def _inherited() -> Mapping[str, WasiFunction]:
    """Preview 1's functions as an extension has them: WASI says nothing of their support there."""
    return {
        name: WasiFunction(name, function.signature, function.capabilities)
        for name, function in _preview1().items()
    }


@cache
def _preview1() -> Mapping[str, WasiFunction]:
    return {
        entry["name"]: WasiFunction(
            entry["name"],
            entry["signature"],
            tuple(entry["capabilities"]),
            tuple(entry["replacement"]),
            tuple(entry["replacement_0_3"]),
            entry["support"],
            tuple((host, HostSupport(**said)) for host, said in entry.get("hosts", {}).items()),
        )
        for entry in read("wasi")["functions"]
    }


def _snapshot0() -> Mapping[str, WasiFunction]:
    """Snapshot 0's functions: preview 1's, of which each replaces its namesake."""
    content = read("wasi")
    following = generations()[_PREVIEW1].module
    return {
        name: WasiFunction(
            name,
            function.signature,
            function.capabilities,
            (f"{following}.{name}",),
            function.replacement_0_3,
            function.support,
            function.hosts,
            content["snapshot0_differences"].get(name),
        )
        for name, function in _preview1().items()
        if name not in content["absent_from_snapshot0"]
    }
