"""What a function of a Go program refers to if one of the packages that it uses is dropped.

Its calls of that package go, and so does what the compiler inlined in place of such calls, with all
that it calls. Where in a function an instruction comes from is on record at each point to which a
call returns; what stands before a call is taken to be a part of the same.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wasmlint.binary import leb128
from wasmlint.binary.scan import Constants
from wasmlint.provenance.golang.codereferences import PC_F_SHIFT, object_of
from wasmlint.provenance.golang.names import package_of
from wasmlint.provenance.golang.ownership import Ownership

_PC_B_MASK = (1 << PC_F_SHIFT) - 1
# i64.const of the return address, i64.store of it; PC_B 0 as the parameter; then the call.
_CALL = re.compile(
    rb"\x42[\x80-\xff]{4,9}[\x00-\x7f]\x37\x03\x00\x41\x00\x10([\x80-\xff]{0,4}[\x00-\x7f])"
)


class Step(NamedTuple):
    """Code of a function up to a call, from the call before on.

    `targets` are the nodes that it refers to, the function called among them if it is named;
    `inlined` the packages whose inlined code it is part of, that of the outermost call first;
    `size` its bytes.
    """

    targets: tuple[int, ...]
    callee: int | None
    inlined: tuple[str, ...]
    size: int


class ImportCuts:
    """The functions of a program with parts left out."""

    def __init__(self, ownership: Ownership, constants: Constants) -> None:
        self._ownership = ownership
        self._program, self._references = ownership.program, ownership.references
        self._constants = constants
        self._steps: dict[int, list[Step]] = {}
        self._inlined: dict[int, Sequence[tuple[str, ...]]] = {}

    def without(self, function: int, dropped: str) -> tuple[list[int], int]:
        """What a function refers to without one of its packages, and the bytes of code that go."""
        mentioned = self._ownership.mentioned
        gone: set[int] = set()
        left: set[int] = set()
        size = 0
        for step in self.steps(function):
            is_gone = self.is_of(step, dropped)
            (gone if is_gone else left).update(step.targets)
            size += step.size * is_gone
        gone -= left
        targets = [
            target
            for target in self._references.successors[function]
            if target not in gone and dropped not in mentioned(target)
        ]
        return targets, size

    def is_of(self, step: Step, package: str) -> bool:
        """Whether a step is a call of a package, or part of one that was inlined."""
        return package in step.inlined or (
            step.callee is not None and package in self._ownership.mentioned(step.callee)
        )

    def inlined(self, function: int) -> Sequence[tuple[str, ...]]:
        """For each call inlined into a function the packages that it came through, its own last."""
        if function not in self._inlined:
            position = self._program.positions.get(function)
            self._inlined[function] = () if position is None else self._chains(position)
        return self._inlined[function]

    def _chains(self, position: int) -> Sequence[tuple[str, ...]]:
        trees = self._program.trees
        places = trees.places(position)
        chains: list[tuple[str, ...]] = []
        for call in trees.calls(position):
            parent = places.at(call.pc_b)
            package = package_of(call.name)
            # A call comes behind the one that it is part of.
            around = chains[parent] if 0 <= parent < len(chains) else ()
            chains.append(around if package is None else (*around, package))
        return chains

    def steps(self, function: int) -> list[Step]:
        """The steps of a function that end in a call which can be resumed, in order."""
        if function not in self._steps:
            position = self._program.positions.get(function)
            self._steps[function] = (
                [] if position is None else list(self._read_steps(function, position))
            )
        return self._steps[function]

    def _read_steps(self, function: int, position: int) -> Iterator[Step]:
        program, constants = self._program, self._constants
        entry = program.pclntab.entries[position]
        places, chains = program.trees.places(position), self.inlined(function)
        first = bisect_left(constants.sources, function)
        last = bisect_right(constants.sources, function, first)
        targets: list[int] = []
        at: int | None = None
        for value, offset in zip(
            constants.values[first:last], constants.offsets[first:last], strict=True
        ):
            at = offset if at is None else at
            if value >> PC_F_SHIFT != entry or not value & _PC_B_MASK:
                target = self._node(value)
                if target is not None:
                    targets.append(target)
                continue
            # The counter of a call is the one before that to return to.
            place = places.at((value & _PC_B_MASK) - 1)
            call = _CALL.match(program.module.data, offset)
            callee = leb128.unsigned(call[1], 0, len(call[1]))[0] if call is not None else None
            if callee is not None:
                targets.append(callee)
            end = call.end() if call is not None else offset
            inlined = chains[place] if 0 <= place < len(chains) else ()
            yield Step(tuple(targets), callee, inlined, end - at)
            targets.clear()
            at = end

    def _node(self, value: int) -> int | None:
        """The function or object that a constant may stand for."""
        program, references = self._program, self._references
        position = program.position_of_entry.get(value >> PC_F_SHIFT)
        if position is not None and not value & _PC_B_MASK:
            return program.indices[position]
        address = object_of(value, references.areas, references.types, references.closures)
        place = references.objects.places.get(address) if address is not None else None
        return None if place is None else references.function_count + place
