"""Which package of a Go program imports which, as far as a binary can tell.

The standard library's imports are those of its release. Those of other packages are read from what
their functions refer to and what was inlined into them: too few, where only types or constants were
used or an import is there for its effects, and too many, where inlined code uses other packages.
"""

from collections.abc import Iterable, Mapping

from wasmlint.provenance.golang.ownership import Ownership

MAIN, RUNTIME = "main", "runtime"
"""The packages that every program begins with."""

Imports = Mapping[str, frozenset[str]]


def reached_packages(imports: Imports, first: Iterable[str] = (MAIN, RUNTIME)) -> frozenset[str]:
    """What the `first` packages import, at any depth, and they themselves."""
    found = set(first)
    waiting = list(found)
    while waiting:
        for package in imports.get(waiting.pop(), ()):
            if package not in found:
                found.add(package)
                waiting.append(package)
    return frozenset(found)


def referred_packages(ownership: Ownership, targets: Iterable[int]) -> set[str]:
    """The packages that code with edges to these nodes names.

    Through a variable it names those of the types and functions that the variable begins with.
    """
    references, declared = ownership.references, ownership.declared
    found = set()
    for target in targets:
        package = declared[target]
        if package is not None:
            found.add(package)
        elif target >= references.function_count:
            behind = references.successors[target]
            objects = (node for node in behind if node >= references.function_count)
            found.update(filter(None, map(declared.__getitem__, objects)))
    return found
