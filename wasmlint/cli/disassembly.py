"""One function in instructions, for `wasmlint inspect --function`."""

from collections.abc import Sequence
from typing import TextIO

from wasmlint.analysis.base import Input
from wasmlint.analysis.catalog import facts as facts_of
from wasmlint.binary.module import Module
from wasmlint.core.errors import UsageError
from wasmlint.core.nearest import suggest
from wasmlint.core.text import safe
from wasmlint.core.units import Value
from wasmlint.facts.rows import Facts


def print_function(found: Sequence[Input], wanted: str, stream: TextIO) -> None:
    """Writes the instructions of every function called `wanted`, or of index `wanted`.

    Raises `UsageError` where there is none, or where it is imported.
    """
    names: list[str] = []
    has_printed = False
    for given in found:
        if not isinstance(given.decoded, Module):
            continue
        facts = facts_of(given)
        rows = facts.rows("function")
        exported = _exported_names(facts)
        for row in range(len(rows)):
            index, name, symbol = (rows.value(c, row) for c in ("index", "name", "symbol"))
            if wanted in (str(index), name, symbol, *exported.get(index, ())):
                if rows.value("is_imported", row):
                    raise UsageError(f"{safe(wanted)} is imported, so it has no body here")
                _print_body(given, given.decoded, int(index or 0), symbol or name, stream)
                has_printed = True
            names += [str(text) for text in (name, symbol) if text]
    if not has_printed:
        near = suggest(wanted, names)
        hint = f"; {safe(near)}" if near else ""
        raise UsageError(f"there is no function `{safe(wanted)}`{hint}")


def _exported_names(facts: Facts) -> dict[Value, list[Value]]:
    exports = facts.rows("export")
    names: dict[Value, list[Value]] = {}
    for row in exports.where("kind", "function"):
        names.setdefault(exports.value("index", row), []).append(exports.value("name", row))
    return names


def _print_body(given: Input, module: Module, index: int, name: object, stream: TextIO) -> None:
    from wasmlint.binary.disassemble import disassemble

    within = f" in {given.within}" if given.within else ""
    stream.write(f"function[{index}] {safe(str(name or ''))}{within}\n")
    for line in disassemble(module, index - len(module.imported("function"))):
        comment = f"  ;; {safe(line.comment)}" if line.comment else ""
        text = f"{'  ' * line.depth}{line.text}"
        stream.write(f"{line.offset:8x}: {line.hex:24} {text}{comment}\n")
