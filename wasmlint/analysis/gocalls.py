"""What functions of a Go program refer to other than by a call: function values, also in data."""

from collections import Counter, defaultdict
from collections.abc import Mapping

from wasmlint.provenance.golang.edges import ADDRESS, CLOSURE, ITAB_METHOD, TYPE_METHOD, VALUE
from wasmlint.provenance.golang.references import References

Pairs = Mapping[tuple[int, int], int]
"""How often, by the indices of the function that refers and the one referred to, in their order."""

# Such edges lead to functions, and those of methods to their signatures too.
_HELD = frozenset({CLOSURE, ITAB_METHOD, TYPE_METHOD})


def value_pairs(references: References) -> Pairs:
    """Functions and those of which their code makes values, with how many such constants it has."""
    found = Counter(
        (source, target) for source, target, kind in _edges(references) if kind == VALUE
    )
    return dict(sorted(found.items()))


def data_pairs(references: References) -> Pairs:
    """Functions and those that an object holds to which their code refers.

    The numbers are those of the objects: static closures, method tables, types with methods.
    """
    users: defaultdict[int, set[int]] = defaultdict(set)
    held: defaultdict[int, set[int]] = defaultdict(set)
    for source, target, kind in _edges(references):
        if kind == ADDRESS:
            users[target].add(source)
        elif kind in _HELD and target < references.function_count:
            held[source].add(target)
    found = Counter(
        (user, function)
        for node, functions in held.items()
        for user in users[node]
        for function in functions
    )
    return dict(sorted(found.items()))


def referred_functions(references: References) -> set[int]:
    """Functions of which code or data holds values, methods in types and tables among them."""
    return {
        target
        for _, target, kind in _edges(references)
        if (kind == VALUE or kind in _HELD) and target < references.function_count
    }


def _edges(references: References) -> "zip[tuple[int, int, int]]":
    return zip(references.sources, references.targets, references.kinds, strict=True)
