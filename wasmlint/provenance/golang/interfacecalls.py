"""Which methods of interfaces the functions of a Go program call, by their place in the interface.

A call through an interface loads a function from a method table, and every indirect call ends in
the same instructions: the return address goes on the stack of goroutines, and the upper half of the
program counter says which element of the table to call. Optimisers write them differently.
Source: golang/go src/cmd/internal/obj/wasm/wasmobj.go (preprocess, ACALL),
src/cmd/compile/internal/wasm/ssa.go (OpWasmLoweredInterCall).
"""

import re
from collections import defaultdict
from collections.abc import Mapping

from msgspec import Struct

from wasmlint.binary import leb128
from wasmlint.binary.module import Module
from wasmlint.binary.scan import Scan

# local.get 1; i32.const 8; i32.sub; local.tee 1; global.set 0; local.get 1; i64.const return
# address; i64.store; then PC_F, in go1.25 and later shifted before it is wrapped; local.set 0;
# i32.const 0; local.get 0; call_indirect.
_CALL = re.compile(
    rb"\x20\x01\x41\x08\x6b\x22\x01\x24\x00\x20\x01\x42[\x80-\xff]{0,9}[\x00-\x7f]\x37\x03\x00"
    rb"(?:\x42\x10\x88\xa7|\xa7\x41\x10\x76)\x21\x00\x41\x00\x20\x00\x11\x00\x00"
)
# i64.load of the program counter, by the offset from what it is part of.
_LOAD = re.compile(rb"\x29\x03([\x80-\xff]{0,3}[\x00-\x7f])\Z")
_LONGEST_LOAD = 7
_LOCAL_GET = 0x20
_SETS = (b"\x21", b"\x22")  # local.set, local.tee
# Where the functions of a method table begin (internal/abi/iface.go, ITab.Fun).
_FIRST_METHOD, _METHOD_BYTES = 24, 8


class InterfaceCalls(Struct, frozen=True):
    """`slots` are the places in interfaces of the methods that a function calls, by its index.

    `known_ratio` is the part of all indirect calls of which it was seen what they call.
    """

    slots: Mapping[int, frozenset[int]]
    known_ratio: float


def find_interface_calls(module: Module, scanned: Scan) -> InterfaceCalls:
    """The calls through interfaces in all bodies."""
    data, bodies = module.data, module.bodies
    first = len(module.imported("function"))
    slots: defaultdict[int, set[int]] = defaultdict(set)
    known = 0
    for body, start in enumerate(scanned.code_offsets):
        end = bodies.offsets[body] + bodies.sizes[body]
        for call in _CALL.finditer(data, start, end):
            offset = _loaded_offset(data, start, call.start())
            if offset is None:
                continue
            known += 1
            if offset >= _FIRST_METHOD:
                slots[first + body].add((offset - _FIRST_METHOD) // _METHOD_BYTES)
    count = sum(scanned.indirect_calls.counts)
    found = {function: frozenset(places) for function, places in slots.items()}
    return InterfaceCalls(found, known / count if count else 1.0)


def _loaded_offset(data: bytes, start: int, at: int) -> int | None:
    """The offset at which the counter that is called was loaded: on the stack, or in a local."""
    if at - start < 2:
        return None
    load = _LOAD.search(data, max(start, at - _LONGEST_LOAD), at)
    if load is None and data[at - 2] == _LOCAL_GET:
        local = data[at - 1 : at]
        at -= 2
        while load is None and at > start:
            at = max(data.rfind(set_ + local, start, at) for set_ in _SETS)
            load = _LOAD.search(data, max(start, at - _LONGEST_LOAD), max(start, at))
    return leb128.unsigned(load[1], 0, len(load[1]))[0] if load is not None else None
