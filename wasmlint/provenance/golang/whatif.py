"""What a Go program would be without one of the packages that its own module imports.

The functions of the main module lose what they use of the package; those that are there for it go
with it; packages that nothing imports any more lose their initialisation; and what nothing reaches
then is gone too. `benchmarks/whatif.py` compares that with real rebuilds.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import compress

from msgspec import Struct

from wasmlint.provenance.golang.importcuts import ImportCuts
from wasmlint.provenance.golang.importgraph import (
    MAIN,
    RUNTIME,
    Imports,
    reached_packages,
    referred_packages,
)
from wasmlint.provenance.golang.liveness import Rules, kept
from wasmlint.provenance.golang.mainmodule import MainModule
from wasmlint.provenance.golang.ownership import Ownership
from wasmlint.provenance.golang.sizes import Sizes

# What the runtime refers to by `//go:linkname` alone.
_LINKED = frozenset({MAIN, "time", "runtime/debug"})


class WhatIf(Struct, frozen=True, eq=False, dict=True):
    """A program from which packages can be dropped, one at a time.

    `is_own` says of an import path whether it is of the main module. `standard` are the imports of
    the standard library's packages, empty where they are not known.
    """

    ownership: Ownership
    rules: Rules
    sizes: Sizes
    cuts: ImportCuts
    is_own: Callable[[str], bool]
    standard: Imports

    @cached_property
    def imported(self) -> frozenset[str]:
        """The packages that the main module imports as far as that shows, less what all have.

        What inlined code uses, its own package imports. Packages of which only the initialisation
        shows are among them.
        """
        found = set(self._unseen)
        for package, functions in self._own_functions.items():
            for function in functions:
                found |= self._main.named(function) - {package}
        return frozenset(found) - self._everywhere - {MAIN}

    def saving(self, package: str) -> int | None:
        """Bytes of the file that go if the main module drops a package and all use it makes of it.

        `None` for a package that is not one of `imported`.
        """
        if package not in self.imported:
            return None
        left, cut_bytes = self._drop(package)
        return max(self._whole - self.sizes.total(left), 0) + cut_bytes

    def without(self, package: str) -> bytearray:
        """For each node, 1 if the program keeps it when the main module drops a package, else 0."""
        return self._drop(package)[0]

    def _drop(self, package: str) -> tuple[bytearray, int]:
        """What is left without a package, and the bytes of code that what is left has lost.

        A function that is there for the package goes with it, unless yet another package would.
        """
        users = [
            function
            for importer, functions in self._own_functions.items()
            if importer != package
            for function in functions
            if self._main.uses(function, package)
        ]
        left, cut_bytes = self._without(package, users, ())
        gone = [function for function in users if self._main.is_for(function, package)]
        if gone:
            less, less_bytes = self._without(package, users, gone)
            if self._live_packages(less) == self._live_packages(left):
                return less, less_bytes
        return left, cut_bytes

    def _without(
        self, package: str, users: Collection[int], gone: Collection[int]
    ) -> tuple[bytearray, int]:
        successors = list(self.rules.successors)
        used = dict(self._used)
        lost: dict[int, int] = {}
        for function in users:
            successors[function], lost[function] = self.cuts.without(function, package)
            used[function] = self._used_without(function, successors[function], package)
        for function in gone:
            successors[function], used[function] = [], frozenset()
        imports = dict(self.imports)
        for importer, functions in self._own_functions.items():
            if importer != package:
                found = frozenset().union(*(used[function] for function in functions))
                imports[importer] = found - {importer}
        imports[MAIN] = (imports[MAIN] | self._unseen) - {package}
        left = kept(self.rules, self._roots(reached_packages(imports)), successors)
        for function in gone:
            left[function] = 0
        return left, sum(size for function, size in lost.items() if left[function])

    def _used_without(self, function: int, targets: Iterable[int], dropped: str) -> frozenset[str]:
        chains = (chain for chain in self.cuts.inlined(function) if dropped not in chain)
        return frozenset(referred_packages(self.ownership, targets)).union(*chains) - {dropped}

    @cached_property
    def imports(self) -> Imports:
        """The imports of each package; those whose importer does not show are imports of `main`."""
        seen = self._seen_imports
        return {**seen, MAIN: seen.get(MAIN, frozenset()) | self._unseen}

    @cached_property
    def _seen_imports(self) -> Imports:
        found = dict(self.standard)
        for package, functions in self._functions.items():
            used = frozenset().union(*(self._used[function] for function in functions))
            found[package] = used - {package} - (_LINKED if package == RUNTIME else frozenset())
        return found

    @cached_property
    def _unseen(self) -> frozenset[str]:
        """The packages that are initialised although nothing shows who imports them.

        A package is initialised after those that it imports, so the last is imported by no other.
        """
        known = set(reached_packages(self._seen_imports))
        unseen = set()
        for package in reversed(list(self._task_packages.values())):
            if package is not None and package not in known:
                unseen.add(package)
                known |= reached_packages(self._seen_imports, [package])
        return frozenset(unseen)

    @cached_property
    def _everywhere(self) -> frozenset[str]:
        """The packages that every program has."""
        return reached_packages(self._seen_imports, [RUNTIME])

    @cached_property
    def _main(self) -> MainModule:
        return MainModule(self.ownership, self.cuts, self.is_own, self._everywhere)

    @cached_property
    def _functions(self) -> Mapping[str, Sequence[int]]:
        """The functions of each package whose imports are not known otherwise."""
        found: defaultdict[str, list[int]] = defaultdict(list)
        for function, package in enumerate(self._declared):
            if package is not None and package not in self.standard:
                found[package].append(function)
        return found

    @cached_property
    def _own_functions(self) -> Mapping[str, Sequence[int]]:
        """The functions of each package of the main module."""
        return {
            package: functions
            for package, functions in self._functions.items()
            if self.is_own(package)
        }

    @cached_property
    def _used(self) -> Mapping[int, frozenset[str]]:
        """The packages that each of `_functions` refers to, by code that was inlined too."""
        successors = self.rules.successors
        return {
            function: frozenset(referred_packages(self.ownership, successors[function])).union(
                *self.cuts.inlined(function)
            )
            for functions in self._functions.values()
            for function in functions
        }

    @cached_property
    def _declared(self) -> Sequence[str | None]:
        """The package that each function declares."""
        return self.ownership.declared[: self.ownership.references.function_count]

    def _live_packages(self, live: bytearray) -> set[str | None]:
        return set(compress(self._declared, live))

    @cached_property
    def _task_packages(self) -> Mapping[int, str | None]:
        """The package of each task of initialisation, by its node, in the order they run in."""
        declared = self._declared
        return {
            task: next((declared[function] for function in functions if declared[function]), None)
            for task, functions in self.ownership.references.tasks.items()
        }

    def _roots(self, packages: frozenset[str]) -> list[int]:
        """The roots without the initialisation of packages other than these."""
        tasks = self._task_packages
        return [
            root
            for root in self.ownership.references.roots
            if root not in tasks or tasks[root] is None or tasks[root] in packages
        ]

    @cached_property
    def _whole(self) -> int:
        return self.sizes.total(kept(self.rules, self.ownership.references.roots))
