"""The `namespace` table: whom a module imports from, each once."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.imports import fill as fill_imports
from wasmlint.core.places import Place
from wasmlint.facts.column import Count, Flag, Text, column, related, table
from wasmlint.facts.rows import Rows
from wasmlint.reference.namespaces import kinds


class _Namespace:
    """The imports from one module name that are meant to be provided by the same party."""

    module: Text = column("Module name of the imports.")
    namespace: Text | None = column("Who is meant to provide them; none where it is not known.")
    namespace_kind: Text | None = column("What sort of namespace that is.", values=tuple(kinds()))
    import_count: Count = column("How many imports there are.")
    is_provided_by_host: Flag | None = column(
        "Whether the host of the settings provides all of them; none where that is not known."
    )

    missing_count: Count | None = column(
        "How many of them the host of the settings is known not to provide; none without one."
    )
    missing: Text | None = column(
        "Names of these in import order, with commas; many are cut short; none where there is none."
    )

    imports = related("import", "All imports from that module.", theirs="module", ours="module")


NAMESPACE = table("namespace")(_Namespace)
_SHOWN_NAMES = 5


def fill(given: Input) -> Rows:
    """One row for each module name and namespace, in the order of their first imports."""
    imports = fill_imports(given)
    groups: dict[tuple[object, ...], list[int]] = {}
    keys = [imports.column(name) for name in ("module", "namespace", "namespace_kind")]
    for row in range(len(imports)):
        groups.setdefault(tuple(values[row] for values in keys), []).append(row)
    provided = imports.column("is_provided_by_host")
    names = imports.column("name")
    found = list(groups.items())

    def place(row: int) -> Place:
        (module, *_), rows = found[row]
        return Place(f"imports from {module}", "import", imports.place(rows[0]).span)

    def is_provided(rows: list[int]) -> bool | None:
        answers = [provided[row] for row in rows]
        return None if None in answers else all(answers)

    missing = [[str(names[row]) for row in rows if provided[row] is False] for _, rows in found]
    has_host = given.policy.host is not None

    return Rows(
        NAMESPACE,
        len(found),
        place,
        {
            "module": [str(key[0]) for key, _ in found],
            "namespace": [None if key[1] is None else str(key[1]) for key, _ in found],
            "namespace_kind": [None if key[2] is None else str(key[2]) for key, _ in found],
            "import_count": [len(rows) for _, rows in found],
            "is_provided_by_host": [is_provided(rows) for _, rows in found],
            "missing_count": [len(of_row) if has_host else None for of_row in missing],
            "missing": [_shortened(of_row) for of_row in missing],
        },
    )


def _shortened(names: list[str]) -> str | None:
    shown = ", ".join(names[:_SHOWN_NAMES])
    more = len(names) - _SHOWN_NAMES
    return f"{shown} and {more} more" if more > 0 else shown or None


ANALYSIS = Analysis(NAMESPACE, fill)
