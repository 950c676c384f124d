"""What a module is, on one screen: the answer of `wasmlint inspect`, made of the same facts."""

from typing import Any

from wasmlint.core.units import Value
from wasmlint.facts.rows import Facts, Rows

Record = dict[str, Value]

_COMPRESSED = ("gzip_bytes", "brotli_bytes")
_LISTED = {
    "sections": ("section", ("name", "offset", "bytes", "share", "count")),
    "exports": ("export", ("name", "kind", "index", "signature")),
    "interfaces": ("interface", ("direction", "package", "interface", "version")),
    "memories": (
        "memory",
        ("minimum_pages", "maximum_pages", "page_bytes", "is_imported", "is_shared", "is_64"),
    ),
    "features": ("feature", ("name", "standard", "use_count", "first_offset", "lacking")),
}


def overview(facts: Facts, largest: int, *, compress: bool) -> dict[str, Any]:
    """The overview of a decoded input as plain records, ready for JSON.

    `module` is its row, `within` the place of a nested module; `sections`, `exports`, `interfaces`,
    `memories` and `features` are rows; `imports` is grouped by module; `functions` are the
    `largest` bodies, largest first. Compressed sizes are `None` unless `compress` asks for them.
    """
    own = facts.artifact
    columns = [column.name for column in own.schema.columns]
    module = {
        name: own.value(name, 0) if compress or name not in _COMPRESSED else None
        for name in columns
    }
    listed = {
        key: [_record(facts.rows(table), row, names) for row in range(len(facts.rows(table)))]
        for key, (table, names) in _LISTED.items()
    }
    return {
        "within": facts.within,
        "module": module,
        **listed,
        "imports": _import_groups(facts.rows("import")),
        "functions": _largest_functions(facts.rows("function"), largest),
    }


def _record(rows: Rows, row: int, names: tuple[str, ...]) -> Record:
    return {name: rows.value(name, row) for name in names}


def _import_groups(imports: Rows) -> list[dict[str, Any]]:
    groups: dict[str, dict[str, Any]] = {}
    for row in range(len(imports)):
        record = _record(imports, row, ("module", "name", "namespace", "capability"))
        group = groups.setdefault(
            str(record["module"]),
            {
                "module": record["module"],
                "namespace": record["namespace"],
                "names": [],
                "capabilities": [],
            },
        )
        group["names"].append(record["name"])
        for capability in str(record["capability"] or "").split(", "):
            if capability and capability not in group["capabilities"]:
                group["capabilities"].append(capability)
    for group in groups.values():
        group["capabilities"].sort()
    return sorted(groups.values(), key=lambda group: str(group["module"]))


def _largest_functions(functions: Rows, count: int) -> list[Record]:
    sizes = functions.column("body_bytes")
    defined = [row for row, size in enumerate(sizes) if size is not None]
    defined.sort(key=lambda row: (-int(sizes[row] or 0), row))
    names = ("index", "symbol", "body_bytes", "body_offset")
    return [_record(functions, row, names) for row in defined[:count]]
