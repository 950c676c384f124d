"""The `generation` table: the generations of WASI that a module's imports belong to."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.imports import capabilities
from wasmlint.binary.module import Import
from wasmlint.core.places import Place
from wasmlint.facts.column import Count, Text, column, related, table
from wasmlint.facts.rows import Rows
from wasmlint.reference.wasi import Generation, generation_of, generations, specified

_SHOWN_FUNCTIONS = 12


class _Generation:
    """A generation of WASI that a core module imports from."""

    generation: Text = column("Which one.", values=tuple(generations()))
    module: Text = column(
        "Import module of the first such import: `wasi_snapshot_preview1`, or an interface."
    )
    function_count: Count = column("Different functions imported from it.")
    functions: Text = column("Their names in import order, with commas; many are cut short.")
    capabilities: Text | None = column(
        "What they give access to, sorted, with commas; none where that is nothing."
    )
    capability_count: Count = column("How many things that is.")
    replacement: Text | None = column("What replaces this generation; none for the newest.")

    imports = related("import", "The imports from it.", theirs="generation", ours="generation")


GENERATION = table("generation")(_Generation)


def fill(given: Input) -> Rows:
    """One row for each generation, the oldest first."""
    found: dict[str, list[Import]] = {}
    for item in given.module.imports:
        generation = generation_of(item.module)
        if generation is not None:
            found.setdefault(generation.id, []).append(item)
    rows = [(known, found[known.id]) for known in generations().values() if known.id in found]
    names = [
        list(dict.fromkeys(_name(known, item) for item in items if _is_function(known, item)))
        for known, items in rows
    ]
    access = [
        sorted({needed for item in items for needed in capabilities(item.module, item.name)})
        for _, items in rows
    ]

    def place(row: int) -> Place:
        known, items = rows[row]
        return Place(f"wasi {known.id}", "import", items[0].span)

    return Rows(
        GENERATION,
        len(rows),
        place,
        {
            "generation": [known.id for known, _ in rows],
            "module": [items[0].module for _, items in rows],
            "function_count": [len(of_row) for of_row in names],
            "functions": [_shortened(of_row) for of_row in names],
            "capabilities": [", ".join(of_row) or None for of_row in access],
            "capability_count": [len(of_row) for of_row in access],
            "replacement": [known.replacement for known, _ in rows],
        },
    )


def _is_function(generation: Generation, item: Import) -> bool:
    # Vendors put functions of their own into the module of a generation; that is WL105's business.
    is_known = generation.module is None or specified(item.module, item.name) is not None
    return item.kind == "function" and is_known


def _name(generation: Generation, item: Import) -> str:
    """A function's name; after its interface where the generation has more than one module."""
    interface = item.module.removeprefix("cm32p2|").partition("@")[0]
    return item.name if generation.module is not None else f"{interface}#{item.name}"


def _shortened(names: list[str]) -> str:
    shown = ", ".join(names[:_SHOWN_FUNCTIONS])
    more = len(names) - _SHOWN_FUNCTIONS
    return f"{shown} and {more} more" if more > 0 else shown


ANALYSIS = Analysis(GENERATION, fill)
