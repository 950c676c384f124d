"""One pass over all function bodies: who calls whom, at the speed of a regular expression.

Every body is decoded to its last byte; what only validation can tell (index bounds, types, nesting)
is not looked at. Sums that take another pass are in `counts` and `features`.
"""

import re
from array import array
from functools import cache

from msgspec import Struct, field

from wasmlint.binary import leb128
from wasmlint.binary.instructions import decode_instruction
from wasmlint.binary.locals import declared_locals
from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.patterns import IMMEDIATES, U32, Form, any_of, run_of
from wasmlint.core.errors import DecodeError

_END = 0x0B
_DIRECT = frozenset({"call", "return_call"})
_INDIRECT = frozenset({"call_indirect", "return_call_indirect", "call_ref", "return_call_ref"})
_REFERENCE = frozenset({"ref.func"})

# What a match of the token pattern stopped at, by the number of its group.
_AT_CALL, _AT_INDIRECT_CALL, _AT_REFERENCE = 1, 2, 3


def _integers() -> "array[int]":
    return array("q")


class Edges(Struct, frozen=True):
    """From function to function, as arrays of equal length, one entry for each pair that occurs.

    `sources` and `targets` are function indices, `counts` the number of instructions, `offsets` the
    file offset of the first. In order of sources, then of offsets.
    """

    sources: "array[int]" = field(default_factory=_integers)
    targets: "array[int]" = field(default_factory=_integers)
    counts: "array[int]" = field(default_factory=_integers)
    offsets: "array[int]" = field(default_factory=_integers)

    def __len__(self) -> int:
        return len(self.sources)


class Sites(Struct, frozen=True):
    """Functions that have some kind of instruction, as arrays of equal length, by function index.

    `sources` are function indices, `counts` numbers of instructions, `offsets` the file offset of
    the first.
    """

    sources: "array[int]" = field(default_factory=_integers)
    counts: "array[int]" = field(default_factory=_integers)
    offsets: "array[int]" = field(default_factory=_integers)

    def __len__(self) -> int:
        return len(self.sources)


class Stops(Struct, frozen=True):
    """Instructions that the patterns leave out (long vectors), as arrays, in file order.

    `bodies` are places in the code section, `offsets` and `ends` file offsets.
    """

    bodies: "array[int]" = field(default_factory=_integers)
    offsets: "array[int]" = field(default_factory=_integers)
    ends: "array[int]" = field(default_factory=_integers)

    def __len__(self) -> int:
        return len(self.bodies)


class Scan(Struct, frozen=True):
    """What one pass over the bodies of a module finds.

    `calls` are the direct ones (`call`, `return_call`), `indirect_calls` those through a table or
    a reference, `references` the `ref.func`s in bodies. `code_offsets` holds, for each body, the
    file offset of its first instruction.
    """

    calls: Edges = field(default_factory=Edges)
    indirect_calls: Sites = field(default_factory=Sites)
    references: Edges = field(default_factory=Edges)
    code_offsets: "array[int]" = field(default_factory=_integers)
    stops: Stops = field(default_factory=Stops)


def scan(module: Module) -> Scan:
    """The calls and function references of all bodies.

    Raises `DecodeError` at the first instruction that does not decode, and where a body does not
    end with `end` exactly at its stated size.
    """
    scanner = _Scanner(module)
    for body in range(len(module.bodies)):
        scanner.add_body(body)
    return scanner.found


class _Scanner:
    def __init__(self, module: Module) -> None:
        self.found = Scan()
        self._data = module.data
        self._bodies = module.bodies
        self._imported_function_count = len(module.imported("function"))
        self._match = _token().match
        self._indices = _Indices()

    def add_body(self, body: int) -> None:
        data, match, indices = self._data, self._match, self._indices
        start = self._bodies.offsets[body]
        end = start + self._bodies.sizes[body]
        _, at = declared_locals(data, start, end)
        if at == end:
            raise DecodeError(at, "function body has no code", "code")
        self.found.code_offsets.append(at)
        calls: _Found = {}
        call_offsets: list[int] = []
        references: _Found = {}
        reference_offsets: list[int] = []
        indirect_calls: list[int] = []
        # Code is walked up to the last byte of its body, which must then be the final `end`.
        last = end - 1
        while token := match(data, at, last):
            at, kind = token.end(), token.lastindex
            if kind == _AT_CALL:
                callee = indices[token[_AT_CALL]]
                if callee in calls:
                    calls[callee] += 1
                else:
                    calls[callee] = 1
                    call_offsets.append(token.start(_AT_CALL) - 1)
            elif kind == _AT_INDIRECT_CALL:
                indirect_calls.append(token.start(_AT_INDIRECT_CALL))
            elif kind == _AT_REFERENCE:
                function = indices[token[_AT_REFERENCE]]
                if function not in references:
                    reference_offsets.append(token.start(_AT_REFERENCE) - 1)
                references[function] = references.get(function, 0) + 1
            elif at == last:
                break
            else:
                at = self._pass_stop(body, at, end)
        if data[last] != _END:
            raise DecodeError(last, "function body does not end with `end`", "code")
        function = self._imported_function_count + body
        _add_edges(self.found.calls, function, calls, call_offsets)
        _add_edges(self.found.references, function, references, reference_offsets)
        _add_sites(self.found.indirect_calls, function, indirect_calls)

    def _pass_stop(self, body: int, at: int, end: int) -> int:
        """The offset behind the instruction at `at`, which the pattern does not match."""
        instruction = decode_instruction(self._data, at, end)
        if instruction.end == end:
            raise DecodeError(at, "function body does not end with `end`", "code")
        stops = self.found.stops
        stops.bodies.append(body)
        stops.offsets.append(at)
        stops.ends.append(instruction.end)
        return instruction.end


_Found = dict[int, int]
"""Number of instructions by the function that they name, in order of the first."""


def _add_edges(edges: Edges, source: int, found: _Found, offsets: list[int]) -> None:
    if found:
        edges.sources.extend([source] * len(found))
        edges.targets.extend(found)
        edges.counts.extend(found.values())
        edges.offsets.extend(offsets)


def _add_sites(sites: Sites, source: int, offsets: list[int]) -> None:
    if offsets:
        sites.sources.append(source)
        sites.counts.append(len(offsets))
        sites.offsets.append(offsets[0])


class _Indices(dict[bytes, int]):
    """Indices by their encodings, each decoded when first asked for."""

    def __missing__(self, encoded: bytes) -> int:
        index, _ = leb128.unsigned(encoded, 0, len(encoded))
        self[encoded] = index
        return index


@cache
def _token() -> re.Pattern[bytes]:
    """All that nobody asked about, then an instruction that somebody did; matches nothing else."""
    known = opcodes().values()
    stopping = _DIRECT | _INDIRECT | _REFERENCE
    skipped = run_of([opcode for opcode in known if opcode.name not in stopping])
    captured = {**IMMEDIATES, "funcidx": Form(f"({U32})")}
    call = any_of([opcode for opcode in known if opcode.name in _DIRECT], captured)
    indirect_call = any_of([opcode for opcode in known if opcode.name in _INDIRECT])
    reference = any_of([opcode for opcode in known if opcode.name in _REFERENCE], captured)
    text = f"{skipped}(?:{call}|()(?:{indirect_call})|{reference})?"
    return re.compile(text.encode("ascii"), re.DOTALL)
