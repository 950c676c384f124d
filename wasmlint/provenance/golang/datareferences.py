"""References in the data of a Go program: words that are function values or point to objects.

A word is a pointer where the garbage collector takes it for one, or where nothing else can be; the
linker says of the data section which words are, and of the other sections what it puts there.
Source: golang/go src/cmd/link/internal/ld/data.go (GCProg) and inittask.go, src/runtime/mbitmap.go,
src/cmd/compile/internal/staticinit and reflectdata.
"""

from array import array
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import takewhile

from wasmlint.provenance.golang.areas import Areas, Span
from wasmlint.provenance.golang.codereferences import PC_F_SHIFT
from wasmlint.provenance.golang.gcprogram import expand_gc_program
from wasmlint.provenance.golang.gotypes import Types
from wasmlint.provenance.golang.moduledata import ModuleData
from wasmlint.provenance.golang.words import Words

_WORD = 8
_PC_B_MASK = (1 << PC_F_SHIFT) - 1
_MASK_32 = (1 << 32) - 1

Pairs = list[tuple[int, int]]


def find_closures(
    words: Words, areas: Areas, opaque: Iterable[Span], entries: Mapping[int, int]
) -> dict[int, int]:
    """PC_F by the address of a word that holds it: static closures, one word each.

    They lie among the read-only data, up to go1.25 also among the funcdata. `opaque` are spans in
    which numbers may look like them.
    """
    low, high = min(entries) << PC_F_SHIFT, max(entries) << PC_F_SHIFT
    found = {}
    for span in _outside(sorted((*areas.read_only, areas.funcdata)), sorted(opaque)):
        start = span.start + -span.start % _WORD
        for place, word in enumerate(words.quads[start // _WORD : span.end // _WORD]):
            if low <= word <= high and not word & _PC_B_MASK and word >> PC_F_SHIFT in entries:
                found[start + place * _WORD] = word >> PC_F_SHIFT
    return found


def pointers(
    words: Words,
    layout: ModuleData,
    areas: Areas,
    types: Types,
    closures: Mapping[int, int],
    opaque: Iterable[Span],
) -> Pairs:
    """Pairs of the address of a word and of the object that it points to, in order of words."""
    low, high = areas.all
    found: Pairs = []
    for span in _outside(areas.read_only, sorted(opaque)):
        found += _words_within(words, span, low, high)
    # What has no pointers has none to objects elsewhere: only the lists of tasks in it have any.
    for span in areas.no_pointers:
        found += _words_within(words, span, layout.noptrdata, layout.enoptrdata)
    count = (min(layout.edata, len(words.data)) - layout.data) // _WORD
    mask = expand_gc_program(words.data, layout.gcdata, max(count, 0))
    for span in areas.pointers:
        inside = _words_within(words, span, low, high)
        # The first word of an interface points to a type, and the collector does not follow it.
        found += [
            (address, word)
            for address, word in inside
            if mask is None
            or mask[(address - layout.data) // _WORD]
            or word in types.types
            or word in types.itabs
        ]
    return [
        (address, word)
        for address, word in found
        if word in closures or not (areas.is_in_table(word) or _is_inside(word, types))
    ]


def init_tasks(
    words: Words, layout: ModuleData, candidates: Iterable[int], entries: Collection[int]
) -> dict[int, tuple[int, ...]]:
    """PC_F of the functions of each task of initialisation, by the task's address, in their order.

    A task is a state, which is 0 at first, the number of functions, and their program counters;
    before go1.21 the tasks that it depends on stand before them. Packages without such functions
    have none. `candidates` are addresses that something refers to, `entries` the PC_F that there
    are.
    """
    quads = words.quads
    left = len(quads)
    tasks = {}
    for address in dict.fromkeys(candidates):
        start = address // _WORD
        if not layout.noptrdata <= address < layout.enoptrdata or start + 3 > len(quads):
            continue
        if layout.inittasks is not None:  # two numbers of 32 bits
            state, count, first = quads[start] & _MASK_32, quads[start] >> 32, start + 1
        else:
            state, count, first = quads[start], quads[start + 2], start + 3 + quads[start + 1]
        if state or not 0 < count <= len(quads) - first:
            continue
        functions = list(takewhile(entries.__contains__, _counters(quads, first, count)))
        left -= len(functions)
        if left < 0:
            break
        if len(functions) == count:
            tasks[address] = tuple(functions)
    return tasks


def _counters(quads: "array[int]", first: int, count: int) -> Iterator[int]:
    """PC_F of so many program counters in a row; -1 where one is not that of a function."""
    for place in range(first, first + count):
        yield -1 if quads[place] & _PC_B_MASK else quads[place] >> PC_F_SHIFT


def _words_within(words: Words, span: Span, low: int, high: int) -> Pairs:
    """Addresses and values of the words in `span` that lie in the range."""
    start = span.start + -span.start % _WORD
    inside = words.quads[start // _WORD : span.end // _WORD]
    return [
        (start + place * _WORD, word) for place, word in enumerate(inside) if low <= word < high
    ]


def _is_inside(address: int, types: Types) -> bool:
    whole = types.around(address)
    return whole is not None and whole.address != address


def _outside(spans: Iterable[Span], holes: list[Span]) -> Iterator[Span]:
    """The parts of `spans` that no hole covers; both are in order."""
    place = 0
    for span in spans:
        at = span.start
        while place < len(holes) and holes[place].start < span.end:
            if at < holes[place].start:
                yield Span(at, holes[place].start)
            at = max(at, holes[place].end)
            place += 1
        if at < span.end:
            yield Span(at, span.end)
