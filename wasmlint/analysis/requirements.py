"""The `requirement` table: what the settings, a host or JavaScript glue expect of a module."""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.origins import made_by
from wasmlint.analysis.signatures import signature_of
from wasmlint.binary.module import Component, Export, Module
from wasmlint.core.nearest import nearest
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Flag, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.reference.exports import Requirement, Wanted
from wasmlint.reference.hosts import host
from wasmlint.reference.toolchains import contracts

KINDS = ("export", "format")
SETTINGS = "the settings"


class _Requirement:
    """Something that must hold of the module so that whoever runs it can."""

    kind: Text = column("An export, or the format: core module or component.", values=KINDS)
    name: Text = column("Name of the export, or names, any of which will do: `_start or main`.")
    signature: Text | None = column("The signature it must have; none where any will do.")
    asked_by: Text = column("Who expects it: the settings, a host, JavaScript of a toolchain.")
    is_met: Flag = column("Whether the module has it.")
    problem: Text | None = column("What is wrong, as a clause; none where it is met.")


REQUIREMENT = table("requirement")(_Requirement)


class _Row(Struct, frozen=True):
    kind: str
    name: str
    signature: str | None
    asked_by: str
    problem: str | None
    span: ByteSpan | None = None


def fill(given: Input) -> Rows:
    """One row for each expectation: of the settings, then of the host, else of the toolchain.

    There is none for a module nested in a component: whoever made the component saw to it.
    """
    rows = list(_rows(given)) if given.within is None else []

    def place(row: int) -> Place:
        of_row = rows[row]
        if of_row.kind == "export":
            return Place(f"export {of_row.name}", "export", of_row.span)
        return Place("module", "module", of_row.span)

    return Rows(
        REQUIREMENT,
        len(rows),
        place,
        {
            "kind": [row.kind for row in rows],
            "name": [row.name for row in rows],
            "signature": [row.signature for row in rows],
            "asked_by": [row.asked_by for row in rows],
            "is_met": [row.problem is None for row in rows],
            "problem": [row.problem for row in rows],
        },
    )


def _rows(given: Input) -> Iterator[_Row]:
    decoded = given.decoded
    if decoded is None:
        raise TypeError(f"{given.path} does not decode")
    exported = {item.name for item in decoded.exports}
    for name in given.policy.required_exports:
        problem = None if name in exported else _missing(name, exported)
        yield _Row("export", name, None, SETTINGS, problem)
    if given.policy.host is not None:
        chosen = host(given.policy.host)
        yield _format(decoded, chosen.runs, chosen.name)
        if isinstance(decoded, Module):
            yield from _exports(given, chosen.exports, chosen.name)
        return
    if isinstance(decoded, Module):
        imported = {item.module for item in decoded.imports}
        for contract in contracts():  # the first that fits: a page may provide some WASI as well
            is_made_so = given.once(made_by).name in contract.toolchains
            if is_made_so and not imported.isdisjoint(contract.when_importing):
                expected = [it for it in contract.exports if not _is_shared(decoded, it)]
                yield from _exports(given, expected, contract.title)
                break


def _is_shared(module: Module, requirement: Requirement) -> bool:
    """Whether a memory is expected of a module that gets its memory from whoever expects it."""
    is_memory = all(wanted.kind == "memory" for wanted in requirement.any_of)
    return is_memory and bool(module.imported("memory"))


def _format(decoded: Module | Component, runs: Sequence[str], asked_by: str) -> _Row:
    own, other = ("core", "component")
    if isinstance(decoded, Component):
        own, other = other, own
    names = {"core": "core module", "component": "component"}
    if own in runs:
        return _Row("format", names[own], None, asked_by, None)
    problem = f"the file is a {names[own]}, not a {names[other]}"
    return _Row("format", names[other], None, asked_by, problem, decoded.span)


def _exports(given: Input, required: Sequence[Requirement], asked_by: str) -> Iterator[_Row]:
    imported = {item.module for item in given.module.imports}
    by_name: dict[str, Export] = {}
    for item in given.module.exports:
        by_name.setdefault(item.name, item)
    for requirement in required:
        when = requirement.when_importing
        if when and imported.isdisjoint(when):
            continue
        yield _export(given, by_name, requirement.any_of, asked_by)


def _export(
    given: Input, by_name: dict[str, Export], any_of: Sequence[Wanted], asked_by: str
) -> _Row:
    """The row of a group of exports, any one of which will do."""
    name = " or ".join(wanted.name for wanted in any_of)
    signatures = {wanted.signature for wanted in any_of}
    signature = signatures.pop() if len(signatures) == 1 else None
    faults = []
    for wanted in any_of:
        item = by_name.get(wanted.name)
        if item is None:
            continue
        fault = _fault(given, item, wanted)
        if fault is None:
            return _Row("export", name, signature, asked_by, None, item.span)
        faults.append((fault, item.span))
    if faults:
        return _Row("export", name, signature, asked_by, *faults[0])
    if len(any_of) == 1:
        return _Row("export", name, signature, asked_by, _missing(name, by_name))
    names = ", ".join(f"`{wanted.name}`" for wanted in any_of)
    return _Row("export", name, signature, asked_by, f"none of {names} is exported")


def _fault(given: Input, item: Export, wanted: Wanted) -> str | None:
    """What is wrong with an export of the right name."""
    if item.kind != wanted.kind:
        return f"the export `{item.name}` is a {item.kind}, not a {wanted.kind}"
    actual = signature_of(given, item.kind, item.index)
    if wanted.signature is None or actual == wanted.signature:
        return None
    return f"the export `{item.name}` has the type {actual}, not {wanted.signature}"


def _missing(name: str, exported: Iterable[str]) -> str:
    near = nearest(name, exported)
    return f"`{name}` is not exported{f' (did you mean `{near}`?)' if near else ''}"


ANALYSIS = Analysis(REQUIREMENT, fill, "decoded")
