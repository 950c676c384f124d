"""Which call is which point of a Go program: what a call leaves on the stack says where it is.

Before a call, the code pushes the address to return to, a constant of PC_F and PC_B. No optimiser
can tell that it is one, so it stays, and names the function that the call was compiled in even
where bodies were inlined or merged.
Source: golang/go src/cmd/internal/obj/wasm/wasmobj.go (preprocess: ACALL, ACALLNORESUME), the
same from go1.12 to go1.27 but for how the function is then called.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from wasmlint.binary.scan import Constants
from wasmlint.provenance.golang.program import GoProgram

# i64.const, i64.store to the stack; then PC_B 0 as a parameter or, in go1.12, in a global; and for
# an indirect call PC_F out of a local, shifted. All operands are of one byte but local indices.
_RETURN_ADDRESS = re.compile(
    rb"\x42[\x80-\xff]{4,9}[\x00-\x7f]\x37\x03\x00"
    rb"(?:\x41[\x00\x10]|\x42\x10|[\x20\x21\x24][\x80-\xff]?[\x00-\x7f]|[\x76\x88\xa7]){0,9}"
)
_PC_B_BITS = 16


class CallSite(NamedTuple):
    """A point of a program: a position in the table of functions, and a PC_B for `Lines`."""

    position: int
    pc_b: int


def call_sites(
    program: GoProgram, constants: Constants, offsets: Iterable[int]
) -> Iterator[CallSite | None]:
    """Where the call instructions at these file offsets stand, in their order.

    `None` for calls that cannot be resumed and so push nothing: of the runtime's helpers, which the
    compiler puts in, of imports, and of jumps to a function that returns for its caller.
    """
    data, starts = program.module.data, constants.offsets
    for offset in offsets:
        before = bisect_left(starts, offset) - 1
        pushed = _RETURN_ADDRESS.match(data, starts[before], offset) if before >= 0 else None
        if pushed is None or pushed.end() != offset:
            yield None
            continue
        yield site_of(program, constants.values[before])


def site_of(program: GoProgram, return_address: int) -> CallSite | None:
    """The call that returns to an address; `None` where no function is there."""
    position = program.position_of_entry.get(return_address >> _PC_B_BITS)
    if position is None:
        return None
    # The point before the one to return to is that of the call.
    return CallSite(position, max((return_address & ((1 << _PC_B_BITS) - 1)) - 1, 0))
