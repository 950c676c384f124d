"""Import namespaces: who is meant to provide an import, by its module, its name and its company.

A module name alone often tells nothing: `env` is the default of every linker, `a` what Emscripten
makes of it. So all imports of a module are judged together.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from msgspec import Struct

from wasmlint.reference.datafile import read
from wasmlint.reference.wasi import specified

FUNCTION = "function"

_ENV = "env"
_DYLINK_SECTIONS = frozenset({"dylink", "dylink.0"})
_BINDGEN_SECTION = "__wasm_bindgen_unstable"
_BINDGEN_DESCRIPTION = "__wbindgen_describe"
_SOROBAN_SECTION = "contractenvmetav0"
_MINIFIED_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,3}")
_I64_ONLY = re.compile(r"\((i64( i64)*)?\) -> \(i64\)")


class ImportedName(Struct, frozen=True):
    """An import as it is judged here; `signature` is `None` for what is no function."""

    module: str
    name: str
    kind: str
    signature: str | None


class Namespace(Struct, frozen=True):
    """One entry of the data. `kind` is a key of `kinds()`.

    `functions` maps names to signatures, and `names` matches further names.
    """

    id: str
    kind: str
    title: str
    match: str
    pattern: str
    functions: Mapping[str, str]
    names: re.Pattern[str] | None
    only_listed: bool
    needs: str | None
    source: str

    def lists(self, wanted: ImportedName) -> bool:
        """Whether the entry knows a name, with its signature where it has one."""
        if wanted.name in self.functions:
            return self.functions[wanted.name] == wanted.signature
        return self.names is not None and self.names.fullmatch(wanted.name) is not None


@cache
def kinds() -> Mapping[str, str]:
    """What each kind of namespace stands for, by kind."""
    known: Mapping[str, str] = read("namespaces")["kinds"]
    return known


@cache
def namespaces() -> Mapping[str, Namespace]:
    """All namespaces by id, in order."""
    return {entry["id"]: _namespace(entry) for entry in read("namespaces")["namespaces"]}


def classify(
    wanted: Sequence[ImportedName], sections: Iterable[str]
) -> tuple[Namespace | None, ...]:
    """The namespace of each import of one module, `None` where it is not known.

    `sections` names the module's custom sections.
    """
    customs = frozenset(sections)
    modules: dict[str, list[ImportedName]] = {}
    for item in wanted:
        modules.setdefault(item.module, []).append(item)
    special = {module: _special(module, items, customs) for module, items in modules.items()}
    names = {module: frozenset(item.name for item in items) for module, items in modules.items()}
    found = [special[item.module] or _alone(item, names[item.module]) for item in wanted]
    if _ENV in modules:
        company = _company_in_env(wanted, found, customs)
        undetermined = namespaces()["c-abi"]
        found = [company if entry is undetermined else entry for entry in found]
    return tuple(found)


def _special(
    module: str, items: Sequence[ImportedName], sections: frozenset[str]
) -> Namespace | None:
    """The namespace of all imports from a module where they tell it only together."""
    for match, is_so in _SPECIAL.items():
        for entry in _of_match(match):
            if re.fullmatch(entry.pattern, module) and is_so(items, sections):
                return entry
    return None


def _is_minified(items: Sequence[ImportedName], sections: frozenset[str]) -> bool:
    return not _is_soroban(items, sections) and all(
        _MINIFIED_NAME.fullmatch(item.name) for item in items
    )


def _is_soroban(items: Sequence[ImportedName], sections: frozenset[str]) -> bool:
    return _SOROBAN_SECTION in sections or all(
        len(item.name) == 1 and item.signature and _I64_ONLY.fullmatch(item.signature)
        for item in items
    )


def _is_tinygo(items: Sequence[ImportedName], _: frozenset[str]) -> bool:
    # Go passes every function its stack pointer; TinyGo passes arguments.
    return any(item.signature != "(i32) -> ()" for item in items)


def _is_unprocessed(items: Sequence[ImportedName], sections: frozenset[str]) -> bool:
    # What wasm-bindgen writes for Node.js keeps the module name of its input.
    described = any(item.name.startswith(_BINDGEN_DESCRIPTION) for item in items)
    return described or _BINDGEN_SECTION in sections


_SPECIAL = {
    "minified": _is_minified,
    "soroban": _is_soroban,
    "tinygo": _is_tinygo,
    "unprocessed": _is_unprocessed,
}
"""Kinds of match that take all imports from a module, and what must hold of these."""


def _alone(wanted: ImportedName, siblings: frozenset[str]) -> Namespace | None:
    """The namespace of one import; `siblings` are the names imported from the same module."""
    standard = specified(wanted.module, wanted.name)
    is_standard = standard is not None and wanted.signature in (
        standard.signature,
        standard.legalised,
    )
    for entry in _by_module("functions").get(wanted.module, ()):
        is_company = entry.needs is None or entry.needs in siblings
        if not is_standard and is_company and entry.lists(wanted):
            return entry
    for entry in _by_module("exact").get(wanted.module, ()):
        if not entry.only_listed or entry.lists(wanted):
            return entry
    for entry in _longest_first("prefix"):
        if wanted.module.startswith(entry.pattern):
            return entry
    for entry in _of_match("regex"):
        if re.fullmatch(entry.pattern, wanted.module):
            return entry
    return None


def _company_in_env(
    wanted: Sequence[ImportedName], found: Sequence[Namespace | None], sections: frozenset[str]
) -> Namespace:
    """Who provides the names in `env` that tell nothing: whoever provides most of those that do.

    Emscripten's JavaScript serves every import of its modules. A side module gets them from the
    dynamic loader, whatever they are called; it has no libc of its own, so it imports no WASI.
    """
    known = namespaces()
    undetermined = known["c-abi"]
    if any(entry is known["component-adapter"] for entry in found):
        return known["component-adapter"]
    has_wasi = any(entry is not None and entry.kind == "wasi" for entry in found)
    telling = [
        entry
        for item, entry in zip(wanted, found, strict=True)
        if item.module == _ENV and entry is not None and entry is not undetermined
    ]
    if (
        any(entry is known["dylink"] for entry in telling)
        and sections & _DYLINK_SECTIONS
        and not has_wasi
    ):
        return known["dylink"]
    if any(entry is known["emscripten"] for entry in telling):
        return known["emscripten"]
    counts = Counter(entry.id for entry in telling)
    # Of equals the first by id, so that the order of imports does not matter.
    return known[min(counts, key=lambda name: (-counts[name], name))] if counts else undetermined


@cache
def _of_match(match: str) -> tuple[Namespace, ...]:
    return tuple(entry for entry in namespaces().values() if entry.match == match)


@cache
def _by_module(match: str) -> Mapping[str, Sequence[Namespace]]:
    found: dict[str, list[Namespace]] = {}
    for entry in _of_match(match):
        found.setdefault(entry.pattern, []).append(entry)
    return found


@cache
def _longest_first(match: str) -> tuple[Namespace, ...]:
    return tuple(sorted(_of_match(match), key=lambda entry: -len(entry.pattern)))


def _namespace(entry: Mapping[str, Any]) -> Namespace:
    names = entry.get("names")
    return Namespace(
        entry["id"],
        entry["kind"],
        entry["title"],
        entry["match"],
        entry["pattern"],
        entry.get("functions", {}),
        re.compile("|".join(names)) if names else None,
        entry.get("only_listed", False),
        entry.get("needs"),
        entry["source"],
    )
