"""The `element` table: element segments, which fill tables."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.core.places import Place
from wasmlint.facts.column import Count, Index, Text, column, table
from wasmlint.facts.rows import Rows


class _Element:
    """An element segment."""

    index: Index = column("Its place in the index space of element segments.")
    mode: Text = column(
        "Copied at the start, on demand, or only a declaration.",
        values=("active", "passive", "declarative"),
    )
    table_index: Index | None = column("The table it fills at the start.", refers_to="table")
    first_entry: Index | None = column("Where in the table it begins; none if not a constant.")
    element_type: Text = column("Type of its entries.")
    entry_count: Count = column("Entries.")
    function_count: Count = column("Entries that are functions.")


ELEMENT = table("element", key="index")(_Element)


def fill(given: Input) -> Rows:
    """One row per element segment, by index."""
    elements = given.module.elements
    names = given.module.names.elements

    def place(row: int) -> Place:
        name = names.get(row)
        subject = f"element[{row}]" if name is None else f"element {name}"
        return Place(subject, "element", elements[row].span)

    return Rows(
        ELEMENT,
        len(elements),
        place,
        {
            "index": range(len(elements)),
            "mode": [item.mode for item in elements],
            "table_index": [
                item.table_index if item.mode == "active" else None for item in elements
            ],
            "first_entry": [item.offset.value if item.offset else None for item in elements],
            "element_type": [item.element_type for item in elements],
            "entry_count": [len(item.functions) for item in elements],
            "function_count": lambda: [
                len(item.functions) - item.functions.count(-1) for item in elements
            ],
        },
    )


ANALYSIS = Analysis(ELEMENT, fill)
