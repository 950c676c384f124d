"""Which package of Go's standard library imports which, by Go release.

The binary of a program does not say: an import whose functions were inlined, or that is there for
its effects alone, leaves no trace. `tools/go_std_imports.py` writes the tables.
"""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

_SYSTEMS = ("js", "wasip1")
_NO_IMPORTS: frozenset[str] = frozenset()


@cache
def std_imports(go_minor: int, system: str) -> Mapping[str, frozenset[str]] | None:
    """The imports of each package of the standard library of go1.<go_minor>, for that GOOS.

    Packages of golang.org/x have the prefix `vendor/`, as in the names of functions. `None` where
    there is no table for that release or system.
    """
    table = files("wasmlint.reference") / "data" / "go_std_imports" / f"go1.{go_minor}.tsv"
    if system not in _SYSTEMS or not table.is_file():
        return None
    found = {}
    for line in table.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        package, *columns = line.split("\t")
        common, *only = [frozenset(column.split()) for column in columns] or [_NO_IMPORTS]
        place = _SYSTEMS.index(system)
        found[package] = common | (only[place] if place < len(only) else _NO_IMPORTS)
    return found
