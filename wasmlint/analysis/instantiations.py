"""The `instantiation` table: generic functions of which a module has several instantiations."""

from collections import defaultdict
from collections.abc import Mapping

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.functionplaces import function_place
from wasmlint.analysis.symbols import function_names, function_symbols
from wasmlint.core.places import Place
from wasmlint.facts.column import Bytes, Count, Index, Text, column, related, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.genericnames import generic_name


class _Instantiation:
    """A generic function and its instantiations, which are much the same code."""

    name: Text = column("Its name, with `..` for the arguments: `slices.Sort[..]`.")
    function_count: Count = column("How many instantiations there are.")
    code_bytes: Bytes = column("Size of their bodies.")
    excess_bytes: Bytes = column("Size of all but the largest: the most that sharing could save.")
    largest: Index = column("Index of the largest, the first of several.", refers_to="function")

    functions = related("function", "The instantiations.", theirs="generic_name", ours="name")


INSTANTIATION = table("instantiation", key="name")(_Instantiation)


def fill(given: Input) -> Rows:
    """One row per generic function with two or more instantiations, in order of the first ones."""
    groups = given.once(_instantiations)
    imported = len(given.module.imported("function"))
    bodies = given.module.bodies.sizes
    sizes = [[bodies[index - imported] for index in group] for group in groups.values()]
    largest = [
        group[found.index(max(found))] for group, found in zip(groups.values(), sizes, strict=True)
    ]
    names = list(groups)

    def place(row: int) -> Place:
        at = function_place(given, largest[row])
        return Place(f"instantiations of {names[row]}", "function", at.span)

    return Rows(
        INSTANTIATION,
        len(groups),
        place,
        {
            "name": names,
            "function_count": [len(group) for group in groups.values()],
            "code_bytes": [sum(found) for found in sizes],
            "excess_bytes": [sum(found) - max(found) for found in sizes],
            "largest": largest,
        },
    )


def generic_names(given: Input) -> list[str | None]:
    """The name of the generic function that each function with a body is an instantiation of.

    `None` for any other function. Use with `Input.once`.
    """
    imported = len(given.module.imported("function"))
    symbols = given.once(function_symbols)
    return [
        generic_name(symbol, name or "") if symbol is not None and index >= imported else None
        for index, (symbol, name) in enumerate(
            zip(symbols, given.once(function_names), strict=True)
        )
    ]


def _instantiations(given: Input) -> Mapping[str, list[int]]:
    groups: defaultdict[str, list[int]] = defaultdict(list)
    for index, name in enumerate(given.once(generic_names)):
        if name is not None:
            groups[name].append(index)
    return {name: group for name, group in groups.items() if len(group) > 1}


ANALYSIS = Analysis(INSTANTIATION, fill)
