"""Finds the type descriptors and method tables in a Go program's memory.

go1.27 lays them out one behind the other; older releases mix them with other data, so they are
found from those that are known, by following what each is made of. What looks like the start of a
type is one only if all of it holds together.
Source: golang/go src/internal/abi/type.go, iface.go and map.go (map_swiss.go, map_noswiss.go),
src/cmd/compile/internal/reflectdata/reflect.go, src/cmd/link/internal/ld/data.go and deadcode.go.
"""

from array import array
from collections.abc import Iterable
from typing import NamedTuple

from wasmlint.provenance.golang.gotypes import (
    ARRAY,
    CHAN,
    FUNC,
    INTERFACE,
    MAP,
    POINTER,
    SLICE,
    STRUCT,
    UNCOMMON,
    GoType,
    Itab,
    Method,
    Types,
)
from wasmlint.provenance.golang.moduledata import ModuleData, Slice
from wasmlint.provenance.golang.typenames import read_name
from wasmlint.provenance.golang.words import Words

_LAST_KIND, _KIND_MASK = 26, 31  # go1.26 and before keep flags above
_ALIGNMENTS = frozenset({1, 2, 4, 8})
_HEADER_BYTES, _UNCOMMON_BYTES = 48, 16
# What stands behind the header, by kind; of maps it depends on the release.
_EXTRA_BYTES = {ARRAY: 24, CHAN: 16, FUNC: 8, INTERFACE: 32, POINTER: 8, SLICE: 8, STRUCT: 32}
_PARAMETER_BYTES, _FIELD_BYTES, _REQUIREMENT_BYTES, _METHOD_BYTES = 8, 24, 8, 16
# Which words behind the header are types: element; element and slice; key, element and group.
_PARTS = {ARRAY: (0, 1), CHAN: (0,), MAP: (0, 1, 2), POINTER: (0,), SLICE: (0,)}
_MAP_HASHER = 3
_VARIADIC = 0x8000
_PRUNED = 0xFFFFFFFF
_ITAB_HEADER_BYTES = 24
# Types do not overlap, and few share a name: what they say they hold is not far more than there is.
_LARGEST_SUM = 16


def text_offset_shift(go_minor: int) -> int:
    """By how many bits PC_F is shifted in offsets of code: they were counters up to go1.24."""
    return 16 if go_minor <= 24 else 0


def find_types(words: Words, layout: ModuleData, go_minor: int, candidates: Iterable[int]) -> Types:
    """The types and method tables of a program.

    `candidates` are addresses at which there may be types: constants of code, words of data. Where
    all types lie in a row they are not needed.
    """
    walk = _Walk(words, layout, go_minor)
    if layout.itaboffset is not None and layout.itabsize is not None:
        first_itab = layout.types + layout.itaboffset
        walk.in_a_row(layout.types + 8, first_itab)
        itabs = walk.itabs_in_a_row(first_itab, layout.itabsize)
    else:
        walk.follow(walk.linked_types())
        itabs = walk.linked_itabs()
        walk.follow(candidates)
    return Types(
        {address: walk.found[address] for address in sorted(walk.found)},
        {itab.address: itab for itab in sorted(itabs)},
    )


class _Uncommon(NamedTuple):
    """What types with a name or methods have: import path, names, kept methods, end of all."""

    package: int | None
    names: list[int]
    methods: tuple[Method, ...]
    end: int


class _Members(NamedTuple):
    """Parameters, fields or requirements, of which some have names, and where they end."""

    made_of: "array[int]"
    names: list[int]
    requirements: tuple[tuple[int, int], ...]
    end: int


_NO_WORDS = array("Q")


class _Walk:
    def __init__(self, words: Words, layout: ModuleData, go_minor: int) -> None:
        self.found: dict[int, GoType] = {}
        self._data, self._quads, self._longs = words
        self._layout = layout
        self._start = layout.types
        self._end = min(layout.etypes, len(words.data))
        self._left = _LARGEST_SUM * (self._end - self._start)
        map_bytes = 88 if go_minor >= 27 else 64 if go_minor >= 24 else 40
        self._extra_bytes = {**_EXTRA_BYTES, MAP: map_bytes}
        self._pc_shift = text_offset_shift(go_minor)

    def in_a_row(self, at: int, end: int) -> None:
        """Takes up the types from `at` to `end`; what lies between them is passed by words."""
        quads, end = self._quads, min(end, self._end)
        while at + _HEADER_BYTES <= end:
            # Most of what lies between types is not even aligned as any type.
            is_aligned = quads[(at >> 3) + 2] >> 40 & 0xFF in _ALIGNMENTS
            found = self._read(at) if is_aligned else None
            if found is None:
                at += 8
            else:
                self.found[at] = found
                at = found.end + -found.end % 8

    def follow(self, addresses: Iterable[int]) -> None:
        """Takes up the types at those addresses, as far as there are any, and all they name."""
        waiting = list(addresses)
        refused = set()
        while waiting:
            address = waiting.pop()
            if address in self.found or address in refused:
                continue
            found = self._read(address)
            if found is None:
                refused.add(address)
                continue
            self.found[address] = found
            waiting.extend(found.made_of)
            waiting.extend(signature for _, signature in found.requirements)
            waiting.extend(method.signature for method in found.methods)

    def linked_types(self) -> list[int]:
        """The addresses that the table of typelinks states: offsets of 32 bits from the first."""
        return [self._start + offset for offset in _slice(self._longs, self._layout.typelinks, 2)]

    def linked_itabs(self) -> list[Itab]:
        """The method tables that the table of itablinks points to."""
        found = map(self._read_itab, _slice(self._quads, self._layout.itablinks, 3))
        return [itab for itab in found if itab is not None]

    def itabs_in_a_row(self, at: int, size: int) -> list[Itab]:
        """The method tables that fill so many bytes."""
        found = []
        end = min(at + size, len(self._data))
        while at < end:
            itab = self._read_itab(at)
            if itab is None:
                at += 8
            else:
                found.append(itab)
                at = itab.end
        return found

    def _read_itab(self, at: int) -> Itab | None:
        """Interface, type, hash of the type, nothing, then a program counter for each method."""
        quads, word = self._quads, at >> 3
        if at & 7 or not 0 < word <= len(quads) - _ITAB_HEADER_BYTES // 8:
            return None
        interface, concrete = self._type(quads[word]), self._type(quads[word + 1])
        if interface is None or concrete is None or interface.kind != INTERFACE:
            return None
        if quads[word + 2] != self._longs[(concrete.address >> 2) + 4]:
            return None
        first = word + _ITAB_HEADER_BYTES // 8
        last = first + len(interface.requirements)
        if last > len(quads):
            return None
        pcs = tuple(counter >> 16 for counter in quads[first:last])
        return Itab(at, 8 * last, interface.address, concrete.address, pcs)

    def _type(self, address: int) -> GoType | None:
        if address not in self.found and self._layout.itaboffset is None:
            self.follow([address])
        return self.found.get(address)

    def _read(self, at: int) -> GoType | None:
        """The type at `at`, if what lies there can be one."""
        if at & 7 or not self._start <= at <= self._end - _HEADER_BYTES or self._left < 0:
            return None
        word = at >> 3
        size, pointer_bytes, about, closure, mask, texts = self._quads[word : word + 6]
        kind, flags = about >> 56 & _KIND_MASK, about >> 32 & 0xFF
        name = self._start + (texts & 0xFFFFFFFF)
        if not (
            0 < kind <= _LAST_KIND
            and about & 0xFFFFFFFF  # the hash
            and about >> 40 & 0xFF in _ALIGNMENTS
            and about >> 48 & 0xFF in _ALIGNMENTS
            and pointer_bytes <= size
            and not pointer_bytes & 7
            and (mask or not pointer_bytes)
            and mask < self._layout.end
            and self._is_name(name)
        ):
            return None
        end = at + _HEADER_BYTES + self._extra_bytes.get(kind, 0)
        if end > self._end:
            return None
        uncommon = self._read_uncommon(end) if flags & UNCOMMON else _Uncommon(None, [], (), 0)
        members = self._read_members(at, kind, end + (_UNCOMMON_BYTES if flags & UNCOMMON else 0))
        if uncommon is None or members is None:
            return None
        extra = word + _HEADER_BYTES // 8
        made_of = [self._quads[extra + part] for part in _PARTS.get(kind, ())]
        made_of += members.made_of
        if texts >> 32:  # the type of pointers to it
            made_of.append(self._start + (texts >> 32))
        names = (name, *uncommon.names, *members.names)
        if not all(self._start <= address < self._end for address in (*made_of, *names)):
            return None
        hasher = self._quads[extra + _MAP_HASHER] if kind == MAP else 0
        return GoType(
            at,
            max(members.end, uncommon.end),
            kind,
            flags,
            pointer_bytes,
            mask,
            name,
            uncommon.package,
            names,
            tuple(filter(None, (closure, hasher))),
            tuple(made_of),
            uncommon.methods,
            members.requirements,
        )

    def _read_uncommon(self, at: int) -> _Uncommon | None:
        """Offset of the import path, numbers of methods and of exported ones, where they begin."""
        longs = self._longs
        if at + _UNCOMMON_BYTES > self._end:
            return None
        path, counts, offset, _ = longs[at >> 2 : (at >> 2) + 4]
        count = counts & 0xFFFF
        start = at + offset
        end = start + _METHOD_BYTES * count
        if count and (offset & 3 or end > self._end):
            return None
        self._left -= _METHOD_BYTES * count
        package = self._start + path if path else None
        names = [package] if package is not None else []
        methods = []
        for place in range(start >> 2, end >> 2, _METHOD_BYTES >> 2):
            name, signature, through, direct = longs[place : place + 4]
            names.append(self._start + name)
            # The linker writes this over all but the name of a method that it drops.
            if through != _PRUNED:
                pcs = through >> self._pc_shift, direct >> self._pc_shift
                methods.append(Method(self._start + name, self._start + signature, pcs))
        return _Uncommon(package, names, tuple(methods), end if count else 0)

    def _read_members(self, at: int, kind: int, start: int) -> _Members | None:
        """What stands behind all else, and is counted in what stands behind the header."""
        word = (at + _HEADER_BYTES) >> 3
        if kind == FUNC:
            numbers = self._quads[word]
            count, size = (
                (numbers & 0xFFFF) + (numbers >> 16 & ~_VARIADIC & 0xFFFF),
                _PARAMETER_BYTES,
            )
        elif kind in (STRUCT, INTERFACE):
            path, place, count = self._quads[word : word + 3]
            size = _FIELD_BYTES if kind == STRUCT else _REQUIREMENT_BYTES
            if count and place != start:
                return None
        else:
            return _Members(_NO_WORDS, [], (), start)
        if count > (self._end - start) // size:
            return None
        self._left -= size * count
        end = start + size * count
        found = self._quads[start >> 3 : end >> 3]
        if kind == FUNC:
            return _Members(found, [], (), end)
        names = [path] if path else []
        if kind == STRUCT:
            return _Members(found[1::3], [*names, *found[::3]], (), end)
        requirements = tuple(
            (self._start + (pair & 0xFFFFFFFF), self._start + (pair >> 32)) for pair in found
        )
        return _Members(_NO_WORDS, [*names, *(name for name, _ in requirements)], requirements, end)

    def _is_name(self, at: int) -> bool:
        name = read_name(self._data, at) if at < self._end else None
        self._left -= len(name or "")
        return bool(name)


def _slice(words: "array[int]", place: Slice | None, shift: int) -> "array[int]":
    """The elements of a slice, which have 1 << shift bytes, as many as there are."""
    if place is None:
        return words[:0]
    start = place.address >> shift
    return words[start : start + place.length]
