"""What a function passes on Go's stack to the functions it calls, as records.

On WebAssembly Go passes all arguments and results on a stack of its own in memory, whose pointer is
the first global (golang/go src/cmd/compile/internal/wasm/ssa.go).
"""

from collections.abc import Mapping
from typing import NamedTuple

WORD = 8
"""Size of all that is on the stack, in bytes."""


class StackAddress(NamedTuple):
    """The address of a slot, relative to the stack pointer on entry; arguments are from 8 on."""

    offset: int


class Argument(NamedTuple):
    """What the caller passed, by its offset in the arguments."""

    offset: int


class Content(NamedTuple):
    """What lies at a constant address."""

    address: int


class Outcome(NamedTuple):
    """What a call left at an offset in its arguments and results; `call` is its file offset."""

    call: int
    offset: int


Value = int | StackAddress | Argument | Content | Outcome | None
"""`None` where it is not known."""


class StackCall(NamedTuple):
    """A direct call that can be resumed: its file offset, the function called, where it returns to.

    `arguments` holds the first words that are passed, `pointees` what is known to lie where one of
    them points to on the stack.
    """

    offset: int
    callee: int
    return_address: int
    arguments: tuple[Value, ...]
    pointees: Mapping[StackAddress, Value]

    def argument(self, offset: int) -> Value:
        """What is passed at an offset in the arguments."""
        place = offset // WORD
        return self.arguments[place] if 0 <= place < len(self.arguments) else None


class Passed(NamedTuple):
    """What a body passes on the stack, and what it stores at constant addresses, both in order."""

    calls: tuple[StackCall, ...]
    stores: tuple[tuple[int, Value], ...]
