"""One pass over all function bodies: who calls whom, at the speed of a regular expression.

Every body is decoded to its last byte; what only validation can tell (index bounds, types, nesting)
is not looked at. Sums that take another pass are in `counts` and `features`.
"""

import re
from array import array
from collections.abc import Iterable, Mapping
from functools import cache

from msgspec import Struct, field

from wasmlint.binary import leb128
from wasmlint.binary.instructions import decode_instruction
from wasmlint.binary.locals import declared_locals
from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.patterns import IMMEDIATES, SHORT_INTEGERS, U32, Form, any_of, run_of
from wasmlint.core.errors import DecodeError

_END = 0x0B
_DIRECT = frozenset({"call", "return_call"})
_INDIRECT = frozenset({"call_indirect", "return_call_indirect", "call_ref", "return_call_ref"})
_REFERENCE = frozenset({"ref.func"})

_CONSTANT = frozenset({"i32.const", "i64.const"})

_NO_TABLE = -1

_Token = tuple[bytes, int]
"""What a group of the token pattern holds, and where."""
_Tokens = tuple[list[_Token], list[_Token], list[_Token], list[_Token]]
"""Direct calls, indirect calls, references and constants: what the pattern stops at, by group."""


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


class IndirectTypes(Struct, frozen=True):
    """What functions call through tables and references, as arrays of equal length.

    One entry for each function, table and type that occur together, in order of functions, then of
    their first call. `sources` are function indices, `tables` table indices, -1 for calls of
    references, `types` type indices.
    """

    sources: "array[int]" = field(default_factory=_integers)
    tables: "array[int]" = field(default_factory=_integers)
    types: "array[int]" = field(default_factory=_integers)

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


class Constants(Struct, frozen=True):
    """Integer constants in code, as arrays of equal length, one entry for each, in file order.

    `sources` are function indices, `values` the signed integers, `offsets` the file offsets of the
    instructions.
    """

    sources: "array[int]" = field(default_factory=_integers)
    values: "array[int]" = field(default_factory=_integers)
    offsets: "array[int]" = field(default_factory=_integers)

    def __len__(self) -> int:
        return len(self.sources)


class Scan(Struct, frozen=True):
    """What one pass over the bodies of a module finds.

    `calls` are the direct ones (`call`, `return_call`), `indirect_calls` those through a table or
    a reference and `indirect_types` what these name, `references` the `ref.func`s in bodies.
    `code_offsets` holds, for each body, the file offset of its first instruction. `constants` are
    the `i32.const`s and `i64.const`s of three bytes or more, which addresses are; `None` where
    nobody asked for them.
    """

    calls: Edges = field(default_factory=Edges)
    indirect_calls: Sites = field(default_factory=Sites)
    indirect_types: IndirectTypes = field(default_factory=IndirectTypes)
    references: Edges = field(default_factory=Edges)
    code_offsets: "array[int]" = field(default_factory=_integers)
    stops: Stops = field(default_factory=Stops)
    constants: Constants | None = None


def scan(module: Module, *, constants: bool = False) -> Scan:
    """The calls and function references of all bodies, and their `constants` where asked for.

    Raises `DecodeError` at the first instruction that does not decode, and where a body does not
    end with `end` exactly at its stated size.
    """
    scanner = _Scanner(module, Constants() if constants else None)
    for body in range(len(module.bodies)):
        scanner.add_body(body)
    return scanner.found


class _Scanner:
    def __init__(self, module: Module, constants: Constants | None) -> None:
        self.found = Scan(constants=constants)
        self._data = module.data
        self._bodies = module.bodies
        self._imported_function_count = len(module.imported("function"))
        self._match = _token(constants is not None).match
        self._indices = _Indices()
        self._indirect_types = _IndirectTypes()
        self._integers = _Integers()

    def add_body(self, body: int) -> None:
        data, match = self._data, self._match
        start = self._bodies.offsets[body]
        end = start + self._bodies.sizes[body]
        _, at = declared_locals(data, start, end)
        if at == end:
            raise DecodeError(at, "function body has no code", "code")
        self.found.code_offsets.append(at)
        tokens: _Tokens = ([], [], [], [])
        # Code is walked up to the last byte of its body, which must then be the final `end`.
        last = end - 1
        while token := match(data, at, last):
            at, kind = token.end(), token.lastindex
            if kind:
                tokens[kind - 1].append((token[kind], token.start(kind)))
            elif at == last:
                break
            else:
                at = self._pass_stop(body, at, end)
        if data[last] != _END:
            raise DecodeError(last, "function body does not end with `end`", "code")
        self._add_tokens(self._imported_function_count + body, tokens)

    def _add_tokens(self, function: int, tokens: _Tokens) -> None:
        calls, indirect_calls, references, constants = tokens
        found = self.found
        if calls:
            _add_edges(found.calls, function, calls, self._indices)
        if references:
            _add_edges(found.references, function, references, self._indices)
        if indirect_calls:
            found.indirect_calls.sources.append(function)
            found.indirect_calls.counts.append(len(indirect_calls))
            found.indirect_calls.offsets.append(indirect_calls[0][1])
            self._add_indirect_types(function, dict(indirect_calls))
        if found.constants is not None and constants:
            values = [self._integers[encoded] for encoded, _ in constants]
            found.constants.sources.extend([function] * len(constants))
            found.constants.values.extend(values)
            found.constants.offsets.extend([offset for _, offset in constants])

    def _add_indirect_types(self, function: int, encoded: Iterable[bytes]) -> None:
        found = self.found.indirect_types
        # Two encodings may say the same.
        for table, type_index in dict.fromkeys(map(self._indirect_types.__getitem__, encoded)):
            found.sources.append(function)
            found.tables.append(table)
            found.types.append(type_index)

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


def _add_edges(
    edges: Edges, source: int, tokens: list[_Token], indices: Mapping[bytes, int]
) -> None:
    counts: dict[int, int] = {}
    offsets = []
    for encoded, offset in tokens:
        target = indices[encoded]
        if target in counts:
            counts[target] += 1
        else:
            counts[target] = 1
            # The index is captured, one byte behind the start.
            offsets.append(offset - 1)
    edges.sources.extend([source] * len(counts))
    edges.targets.extend(counts)
    edges.counts.extend(counts.values())
    edges.offsets.extend(offsets)


class _Indices(dict[bytes, int]):
    """Indices by their encodings, each decoded when first asked for."""

    def __missing__(self, encoded: bytes) -> int:
        index, _ = leb128.unsigned(encoded, 0, len(encoded))
        self[encoded] = index
        return index


class _IndirectTypes(dict[bytes, tuple[int, int]]):
    """Table and type of indirect calls by their encodings, each decoded when first asked for."""

    def __missing__(self, encoded: bytes) -> tuple[int, int]:
        end = len(encoded)
        type_index, at = leb128.unsigned(encoded, 1, end)
        table = _NO_TABLE if at == end else leb128.unsigned(encoded, at, end)[0]
        self[encoded] = (table, type_index)
        return self[encoded]


class _Integers(dict[bytes, int]):
    """Operands of constants by their encodings, each decoded when first asked for."""

    def __missing__(self, encoded: bytes) -> int:
        value, _ = leb128.signed(encoded, 1, len(encoded), bits=64)
        self[encoded] = value
        return value


@cache
def _token(with_constants: bool) -> re.Pattern[bytes]:
    """All that nobody asked about, then an instruction that somebody did; matches nothing else."""
    known = opcodes().values()
    stopping = _DIRECT | _INDIRECT | _REFERENCE
    skipped = run_of(
        [opcode for opcode in known if opcode.name not in stopping],
        {**IMMEDIATES, **SHORT_INTEGERS} if with_constants else IMMEDIATES,
    )
    captured = {**IMMEDIATES, "funcidx": Form(f"({U32})")}
    call = any_of([opcode for opcode in known if opcode.name in _DIRECT], captured)
    indirect_call = any_of([opcode for opcode in known if opcode.name in _INDIRECT])
    reference = any_of([opcode for opcode in known if opcode.name in _REFERENCE], captured)
    constant = any_of([opcode for opcode in known if opcode.name in _CONSTANT])
    stops = f"{call}|({indirect_call})|{reference}" + f"|({constant})" * with_constants
    text = f"{skipped}(?:{stops})?"
    return re.compile(text.encode("ascii"), re.DOTALL)
