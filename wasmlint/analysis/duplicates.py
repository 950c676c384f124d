"""The `duplicate` table: functions that are the same, byte for byte."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.functionplaces import function_place
from wasmlint.binary.functiontypes import canonical_types, function_types
from wasmlint.facts.column import Bytes, Count, Index, column, related, table
from wasmlint.facts.rows import Rows


class _Duplicate:
    """Functions of one type with equal bodies, which could be one function."""

    first: Index = column("Index of the first of them.", refers_to="function")
    function_count: Count = column("How many there are.")
    body_bytes: Bytes = column("Size of the body of each.")
    waste_bytes: Bytes = column("Size of the bodies of all but the first.")

    functions = related(
        "function", "All of them but the first.", theirs="duplicate_of", ours="first"
    )


DUPLICATE = table("duplicate")(_Duplicate)


def fill(given: Input) -> Rows:
    """One row per group, in order of the first functions."""
    groups = list(given.once(duplicates).values())
    sizes = given.module.bodies.sizes
    imported = len(given.module.imported("function"))
    body_bytes = [sizes[group[0] - imported] for group in groups]
    return Rows(
        DUPLICATE,
        len(groups),
        lambda row: function_place(given, groups[row][0]),
        {
            "first": [group[0] for group in groups],
            "function_count": list(map(len, groups)),
            "body_bytes": body_bytes,
            "waste_bytes": [
                (len(group) - 1) * size for group, size in zip(groups, body_bytes, strict=True)
            ],
        },
    )


def duplicates(given: Input) -> Mapping[int, list[int]]:
    """Groups of two and more functions of equal types and bodies, in order, by the first of each.

    Use with `Input.once`.
    """
    groups = sorted(group for group in _groups(given) if len(group) > 1)
    return {group[0]: group for group in groups}


def _groups(given: Input) -> Iterator[list[int]]:
    """Functions with equal types and bodies."""
    data, module = memoryview(given.data), given.module
    imported = len(module.imported("function"))
    canonical, types = canonical_types(module.types), function_types(module)[imported:]
    by_hash: defaultdict[tuple[int, int, int], list[int]] = defaultdict(list)
    bodies = zip(module.bodies.offsets, module.bodies.sizes, types, strict=True)
    for index, (start, size, found) in enumerate(bodies, imported):
        kind = canonical[found] if found < len(canonical) else -1
        by_hash[kind, size, hash(data[start : start + size])].append(index)
    for candidates in by_hash.values():
        by_body: defaultdict[bytes, list[int]] = defaultdict(list)
        if len(candidates) > 1:
            for index in candidates:
                start = module.bodies.offsets[index - imported]
                size = module.bodies.sizes[index - imported]
                by_body[given.data[start : start + size]].append(index)
        yield from by_body.values()


ANALYSIS = Analysis(DUPLICATE, fill)
