"""Two size reports to what changed between them."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from wasmlint.core.sizes import (
    UNATTRIBUTED,
    Change,
    FunctionSize,
    Interface,
    SizeDifference,
    SizeReport,
)

# What compilers number anew in each build: closures and wrappers of Go (cmd/compile/internal/ir,
# closureName), hashes of Rust's legacy symbols, and the suffixes of LLVM's clones.
_NUMBERED = re.compile(
    r"(?<=\.func)\d+(?:\.\d+)*|(?<=\.gowrap)\d+|(?<=\.deferwrap)\d+|(?<=-range)\d+|(?<=·)\d+"
    r"|(?<=::h)[0-9a-f]{16}\b|(?<=\.llvm\.)\d+|(?<=function\[)\d+(?=\])"
)
_ORIGINS = {
    "main": "program",
    "module": "program",
    "dependency": "dependencies",
    "std": "toolchain",
    "runtime": "toolchain",
    UNATTRIBUTED: "unattributed",
}
_OTHER = "program"


def difference(old: SizeReport, new: SizeReport) -> SizeDifference:
    """What changed from `old` to `new`."""
    packages = _changes(
        ((row.name, row.kind, row.total_bytes) for row in old.packages),
        ((row.name, row.kind, row.total_bytes) for row in new.packages),
    )
    imports_added, imports_removed = _interfaces(old.imports, new.imports)
    exports_added, exports_removed = _interfaces(old.exports, new.exports)
    return SizeDifference(
        old,
        new,
        _origins(packages),
        tuple(change for change in packages if change.growth_bytes),
        _functions(old.functions, new.functions),
        _changes(
            ((row.name, "section", row.bytes) for row in old.sections),
            ((row.name, "section", row.bytes) for row in new.sections),
            keep=lambda change: bool(change.growth_bytes),
        ),
        imports_added,
        imports_removed,
        exports_added,
        exports_removed,
        _breaks(imports_added, exports_added, exports_removed),
    )


def _changes(
    old: Iterable[tuple[str, str, int]],
    new: Iterable[tuple[str, str, int]],
    keep: Callable[[Change], bool] = lambda _: True,
) -> tuple[Change, ...]:
    """One row per name, the largest change first; a name may come several times on a side."""
    sizes: tuple[Counter[str], Counter[str]] = (Counter(), Counter())
    kinds: dict[str, str] = {}
    for side, rows in zip(sizes, (old, new), strict=True):
        for name, kind, size in rows:
            side[name] += size
            kinds[name] = kind
    changes = (Change(name, kind, sizes[0][name], sizes[1][name]) for name, kind in kinds.items())
    return tuple(sorted(filter(keep, changes), key=_by_amount))


def _by_amount(change: Change) -> tuple[int, int, str]:
    return (-abs(change.growth_bytes), -change.new_bytes, change.name)


def _origins(packages: Sequence[Change]) -> tuple[Change, ...]:
    old: Counter[str] = Counter()
    new: Counter[str] = Counter()
    for change in packages:
        origin = _ORIGINS.get(change.kind, _OTHER)
        old[origin] += change.old_bytes
        new[origin] += change.new_bytes
    names = dict.fromkeys(_ORIGINS.values())
    return tuple(Change(name, "origin", old[name], new[name]) for name in names)


def _functions(old: Sequence[FunctionSize], new: Sequence[FunctionSize]) -> tuple[Change, ...]:
    """Changes by function; those that only got another number are compared as a group."""
    before = _by_name(old)
    after = _by_name(new)
    left = {key: size for key, size in before.items() if key not in after}
    come = {key: size for key, size in after.items() if key not in before}
    rows = [
        (package, name, before[package, name], after[package, name])
        for package, name in before.keys() & after.keys()
    ]
    groups: dict[tuple[str, str], list[int]] = {}
    for side, sizes in enumerate((left, come)):
        for (package, name), size in sizes.items():
            groups.setdefault((package, _NUMBERED.sub("N", name)), [0, 0])[side] += size
    rows += [(package, name, then, now) for (package, name), (then, now) in groups.items()]
    changes = (Change(name, package, then, now) for package, name, then, now in rows if then != now)
    return tuple(sorted(changes, key=_by_amount))


def _by_name(functions: Sequence[FunctionSize]) -> dict[tuple[str, str], int]:
    sizes: Counter[tuple[str, str]] = Counter()
    for function in functions:
        sizes[function.package or "", function.name] += function.bytes
    return sizes


def _interfaces(
    old: Sequence[Interface], new: Sequence[Interface]
) -> tuple[tuple[Interface, ...], tuple[Interface, ...]]:
    """Those added and those removed; one whose signature changed is both."""
    then, now = set(old), set(new)
    return (
        tuple(item for item in dict.fromkeys(new) if item not in then),
        tuple(item for item in dict.fromkeys(old) if item not in now),
    )


def _breaks(
    imports_added: Sequence[Interface],
    exports_added: Sequence[Interface],
    exports_removed: Sequence[Interface],
) -> tuple[str, ...]:
    signatures = {item.name: item.signature for item in exports_added}
    return (
        *(f"needs the import {item.name}" for item in imports_added),
        *(
            f"export {item.name} is now {signatures[item.name] or 'of another kind'}"
            if item.name in signatures
            else f"export {item.name} is gone"
            for item in exports_removed
        ),
    )
