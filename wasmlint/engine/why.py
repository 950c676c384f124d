"""Why something is in a module: a name to explanations, ready to be shown."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from wasmlint.analysis.base import Input
from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.owners import owners
from wasmlint.analysis.paths import Explanation, Step, explain_function, explain_package
from wasmlint.analysis.symbols import function_label
from wasmlint.core.errors import UsageError
from wasmlint.core.nearest import suggest
from wasmlint.core.text import safe

_MOST_TARGETS = 10
_GLOB_CHARACTERS = "*?["


class Hop(Struct, frozen=True):
    """One step of a path: `source` `verb` `target`, such as `main.main` `calls` `fmt.Println`.

    `file` and `line` say where the source code has it, `None` where that is not known.
    `freed_bytes` is what would go from the file without it.
    """

    source: str
    verb: str
    target: str
    file: str | None
    line: int | None
    freed_bytes: int


class Why(Struct, frozen=True):
    """Why a package or a function is in a module.

    `path` leads from `root`, which is there for `reason`; it is empty where the thing itself is.
    `ways` are some of the `way_count` ways in, the cheapest first. `is_reached` is false for what
    nothing leads to: then all else is empty.
    """

    name: str
    kind: str
    is_reached: bool
    root: str | None
    reason: str | None
    path: tuple[Hop, ...]
    ways: tuple[Hop, ...]
    way_count: int


def explain(given: Input, pattern: str) -> tuple[Why, ...]:
    """Explanations of what `pattern` names, ten at most.

    Packages, crates and other owners come before functions, an exact name before the beginning of
    names, and both before a glob. Raises `UsageError` where it names nothing.
    """
    packages = sorted({owner.name for owner in given.once(owners) if owner is not None})
    labels: dict[str, int] = {}
    for index in range(given.once(call_graph).function_count):
        labels.setdefault(function_label(given, index), index)
    named = _named(pattern, packages)
    if named:
        return tuple(_why(given, name, "package", explain_package(given, name)) for name in named)
    chosen = _named(pattern, list(labels))
    if not chosen:
        near = suggest(pattern, [*packages, *labels])
        hint = f"; {safe(near)}" if near else ""
        raise UsageError(
            f"{safe(given.path)}: no package or function is called `{safe(pattern)}`{hint}\n"
            f"`wasmlint size show {safe(given.path)} --limit 0` lists packages"
        )
    return tuple(
        _why(given, name, "function", explain_function(given, labels[name])) for name in chosen
    )


def _named(pattern: str, names: Sequence[str]) -> list[str]:
    if pattern in names:
        return [pattern]
    if any(character in pattern for character in _GLOB_CHARACTERS):
        found = [name for name in names if fnmatchcase(name, pattern)]
    else:
        found = [name for name in names if name.startswith(pattern)]
    return sorted(found, key=lambda name: (len(name), name))[:_MOST_TARGETS]


def _why(given: Input, name: str, kind: str, found: Explanation | None) -> Why:
    if found is None:
        return Why(name, kind, False, None, None, (), (), 0)
    label = given.once(call_graph).label
    return Why(
        name,
        kind,
        True,
        label(found.root),
        found.reason,
        tuple(_hop(given, step) for step in found.steps),
        tuple(_hop(given, step) for step in found.ways),
        found.way_count,
    )


def _hop(given: Input, step: Step) -> Hop:
    label = given.once(call_graph).label
    file, line = (step.line.file, step.line.line) if step.line is not None else (None, None)
    return Hop(label(step.source), step.verb, label(step.target), file, line, step.freed_bytes)
