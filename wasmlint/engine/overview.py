"""What a module is, on one screen: the answer of `wasmlint inspect`, made of the same facts."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any

from wasmlint.analysis.base import Input
from wasmlint.analysis.catalog import facts as facts_of
from wasmlint.analysis.compression import brotli_bytes, gzip_bytes
from wasmlint.analysis.scanning import code_error
from wasmlint.core.errors import InputError
from wasmlint.core.text import safe
from wasmlint.core.units import Value
from wasmlint.facts.rows import Facts, Rows

Record = dict[str, Value]

_COMPRESSED = ("gzip_bytes", "brotli_bytes", "debug_gzip_bytes")
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


def overview(given: Input, largest: int, *, compress: bool) -> dict[str, Any]:
    """The overview of a decoded input as plain records, ready for JSON.

    `module` is its row, `within` the place of a nested module; `sections`, `exports`, `interfaces`,
    `memories` and `features` are rows; `imports` is grouped by module; `functions` are the
    `largest` bodies, largest first. Compressed sizes are `None` unless `compress` asks for them.
    Raises `InputError` where a function body does not decode.
    """
    with _compressing(given) if compress else nullcontext():
        facts = sound_facts(given)
        lists = _lists(facts, largest)
    own = facts.artifact
    module = {
        name: own.value(name, 0) if compress or name not in _COMPRESSED else None
        for name in (column.name for column in own.schema.columns)
    }
    return {"within": facts.within, "module": module, **lists}


def sound_facts(given: Input) -> Facts:
    """All tables of a decoded input.

    Raises `InputError` where a function body does not decode.
    """
    error = code_error(given)
    if error is None:
        return facts_of(given)
    name = safe(given.path)
    within = f", {given.within}" if given.within else ""
    raise InputError(
        f"{name}{within}: {safe(error.problem)}, at byte {error.offset:#x}; "
        f"`wasmlint check {name}` says more"
    )


@contextmanager
def _compressing(given: Input) -> Iterator[None]:
    """Makes the compressed sizes beside what the block does; they are ready when it ends.

    Both libraries give up the interpreter lock meanwhile, so that a second core is of use.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor() as pool:
        sizes = [pool.submit(given.once, make) for make in (gzip_bytes, brotli_bytes)]
        yield
        for size in sizes:
            size.result()


def _lists(facts: Facts, largest: int) -> dict[str, Any]:
    listed = {
        key: [_record(facts.rows(table), row, names) for row in range(len(facts.rows(table)))]
        for key, (table, names) in _LISTED.items()
    }
    return {
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
