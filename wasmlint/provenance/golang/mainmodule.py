"""What the functions of a Go program's main module use of other packages."""

from collections.abc import Callable, Iterable
from functools import cached_property

from msgspec import Struct

from wasmlint.provenance.golang.importcuts import ImportCuts, Step
from wasmlint.provenance.golang.importgraph import referred_packages
from wasmlint.provenance.golang.ownership import Ownership


class MainModule(Struct, frozen=True, eq=False, dict=True):
    """The functions of the main module, of whose packages `is_own` is true.

    `everywhere` are the packages that every program has.
    """

    ownership: Ownership
    cuts: ImportCuts
    is_own: Callable[[str], bool]
    everywhere: frozenset[str]

    def named(self, function: int) -> set[str]:
        """The packages of which the source of a function speaks, but its own module's.

        What code that was inlined into it uses is left out.
        """
        found = {self._first_foreign(chain) for chain in self.cuts.inlined(function)}
        elsewhere, here = set[int](), set[int]()
        for step in self.cuts.steps(function):
            is_here = self._first_foreign(step.inlined) is None
            (here if is_here else elsewhere).update(step.targets)
        targets = set(self.ownership.references.successors[function]) - (elsewhere - here)
        found |= referred_packages(self.ownership, targets)
        return {package for package in found if package is not None}

    def uses(self, function: int, package: str) -> bool:
        """Whether a function refers to a package in any way, by code that was inlined too."""
        if function not in self._used:
            mentioned = self.ownership.mentioned
            self._used[function] = frozenset().union(
                *map(mentioned, self.ownership.references.successors[function]),
                *self.cuts.inlined(function),
            )
        return package in self._used[function]

    @cached_property
    def _used(self) -> dict[int, frozenset[str]]:
        return {}

    def is_for(self, function: int, package: str) -> bool:
        """Whether a function is there for a package that it uses.

        At least half of its calls of other packages are of that one, and without them it refers to
        no function of its own module but its closures. What runs by itself is there in any case.
        """
        if function in self._beginnings:
            return False
        calls = other_calls = 0
        for step in self.cuts.steps(function):
            if self.cuts.is_of(step, package):
                calls += 1
            else:
                other_calls += self._called(step) is not None
        left, _ = self.cuts.without(function, package)
        return calls > 0 and calls >= other_calls and not self._has_work(function, left)

    def _called(self, step: Step) -> str | None:
        """The package that a step calls, if it is another than those of every program."""
        package = self._first_foreign(step.inlined)
        if package is None and step.callee is not None:
            declared = self.ownership.declared[step.callee]
            package = self._first_foreign(() if declared is None else (declared,))
        return package if package not in self.everywhere else None

    def _has_work(self, function: int, targets: Iterable[int]) -> bool:
        """Whether functions of the main module are among `targets`, other than closures."""
        declared, names = self.ownership.declared, self.ownership.function_names
        closures = f"{names.get(function)}."
        work = (callee for target in targets for callee in self.ownership.values(target))
        return any(
            self.is_own(declared[callee] or "") and not names[callee].startswith(closures)
            for callee in work
        )

    def _first_foreign(self, packages: Iterable[str]) -> str | None:
        """The first package that is not of the main module."""
        return next((package for package in packages if not self.is_own(package)), None)

    @cached_property
    def _beginnings(self) -> frozenset[int]:
        references = self.ownership.references
        return frozenset(references.roots).union(*references.tasks.values())
