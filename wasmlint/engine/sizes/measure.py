"""The size report of a module, from its facts."""

from collections import Counter
from collections.abc import Sequence
from operator import attrgetter
from typing import Any

from wasmlint.analysis.base import Input
from wasmlint.binary.module import Component, Module
from wasmlint.core.sizes import FunctionSize, Interface, PackageSize, SectionSize, SizeReport
from wasmlint.engine.overview import sound_facts
from wasmlint.facts.rows import Facts, Rows

COSTLY = ("retained_bytes", "saving_bytes", "imported_because")
"""Columns of a package that take an analysis of their own, and are `None` unless asked for."""

_CHEAP = ("name", "kind", "function_count", "code_bytes", "data_bytes", "total_bytes")
_PREAMBLE = "(preamble)"


def size_report(given: Input, costly: Sequence[str] = ()) -> SizeReport:
    """Where the bytes of a module are; `costly` names columns of `COSTLY` to fill as well.

    Raises `InputError` where a function body does not decode.
    """
    facts = sound_facts(given)
    own: dict[str, Any] = {
        name: facts.artifact.value(name, 0) for name in ("bytes", "toolchain", "toolchain_version")
    }
    return SizeReport(
        path=given.path,
        **own,
        sections=_sections(given.decoded),
        packages=_nested(given.decoded)
        if isinstance(given.decoded, Component)
        else _packages(facts.rows("package"), costly),
        functions=_functions(facts.rows("function"), "retained_bytes" in costly),
        imports=_interfaces(facts, "import"),
        exports=_interfaces(facts, "export"),
    )


def _sections(decoded: Module | Component | None) -> tuple[SectionSize, ...]:
    """All sections with their headers, those of a name together, and what stands before them."""
    sizes: Counter[str] = Counter()
    if decoded is not None:
        for section in decoded.sections:
            sizes[section.name] += section.end - section.start
        sizes[_PREAMBLE] = decoded.span.length - sizes.total()
    found = [SectionSize(name, size) for name, size in sizes.items()]
    return tuple(sorted(found, key=lambda row: (-row.bytes, row.name)))


def _nested(component: Component) -> tuple[PackageSize, ...]:
    """What is nested in a component, and the rest of it."""
    counts: Counter[str] = Counter()
    found = []
    for inner in component.nested:
        kind = "module" if isinstance(inner, Module) else "component"
        name, size = f"{kind}[{counts[kind]}]", inner.span.length
        counts[kind] += 1
        bodies = len(inner.bodies) if isinstance(inner, Module) else 0
        found.append(PackageSize(name, "other", bodies, 0, 0, size))
    rest = component.span.length - sum(row.total_bytes for row in found)
    found.append(PackageSize("the component's own sections", "other", 0, 0, 0, rest))
    return tuple(sorted(found, key=lambda row: (-row.total_bytes, row.name)))


def _packages(rows: Rows, costly: Sequence[str]) -> tuple[PackageSize, ...]:
    columns: dict[str, Sequence[Any]] = {name: rows.column(name) for name in (*_CHEAP, *costly)}
    found = [
        PackageSize(**{name: values[row] for name, values in columns.items()})
        for row in range(len(rows))
    ]
    return tuple(sorted(found, key=lambda row: (-row.total_bytes, row.name)))


def _functions(rows: Rows, with_retained: bool) -> tuple[FunctionSize, ...]:
    """One row for each name in a package; bodies without a name go by their index."""
    sizes: Counter[tuple[str, str | None]] = Counter()
    counts: Counter[tuple[str, str | None]] = Counter()
    retained: Counter[tuple[str, str | None]] = Counter()
    labels, packages, bodies = (rows.column(key) for key in ("label", "package", "body_bytes"))
    kept = rows.column("retained_bytes") if with_retained else None
    for row, size in enumerate(bodies):
        if size is None:
            continue
        key = (str(labels[row]), None if packages[row] is None else str(packages[row]))
        sizes[key] += int(size)
        counts[key] += 1
        if kept is not None:
            retained[key] += int(kept[row] or 0)
    found = [
        FunctionSize(*key, size, counts[key], retained[key] if with_retained else None)
        for key, size in sizes.items()
    ]
    return tuple(sorted(found, key=lambda row: (-row.bytes, row.name, row.package or "")))


def _interfaces(facts: Facts, table: str) -> tuple[Interface, ...]:
    rows = facts.rows(table)
    names = rows.column("name")
    if table == "import":
        modules = rows.column("module")
        names = [f"{module}.{name}" for module, name in zip(modules, names, strict=True)]
    columns = zip(names, rows.column("kind"), rows.column("signature"), strict=True)
    found = {
        Interface(str(name), str(kind), None if signature is None else str(signature))
        for name, kind, signature in columns
    }
    return tuple(sorted(found, key=attrgetter("name", "kind")))
