"""What refers to what in a Go program: functions and objects of data, from the binary alone.

Nearly all functions of a Go module have one type and all of them are in its table, so the table
says nothing. What a program can reach are functions named by a `call`, and those whose program
counter stands in code or data: function values, methods in types and method tables, tasks of
initialisation. `codereferences` and `datareferences` say which integers are such references.
Source: golang/go src/cmd/link/internal/ld/deadcode.go and inittask.go of go1.18 to go1.27.
"""

from array import array
from collections.abc import Iterable, Mapping
from functools import cached_property

from msgspec import Struct

from wasmlint.binary.scan import Constants, Scan
from wasmlint.graph.digraph import Digraph
from wasmlint.provenance.golang.areas import Areas, Span, areas_of
from wasmlint.provenance.golang.codereferences import addresses, function_values
from wasmlint.provenance.golang.datareferences import find_closures, init_tasks, pointers
from wasmlint.provenance.golang.edges import EdgeArrays, functions_of
from wasmlint.provenance.golang.gotypes import Types
from wasmlint.provenance.golang.moduledata import ModuleData
from wasmlint.provenance.golang.objects import Objects, lay_out, mask_span
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.typewalk import find_types, text_offset_shift
from wasmlint.provenance.golang.words import Words, words_of

_WORD = 8


class References(Struct, frozen=True, eq=False, dict=True):
    """Edges between functions and objects of data, as arrays of equal length.

    The nodes are the functions by index, imports first, `function_count` of them, then `objects` by
    place. `kinds` are those of `edges`. `closures` has the PC_F in the word at an address, `tasks`
    the nodes of the functions of each task of initialisation, by its node, in the order in which
    they run. `roots` are what runs or is kept without anything that refers to it. An edge may be
    there twice.
    """

    function_count: int
    areas: Areas
    objects: Objects
    types: Types
    closures: Mapping[int, int]
    tasks: Mapping[int, tuple[int, ...]]
    sources: "array[int]"
    targets: "array[int]"
    kinds: "array[int]"
    roots: tuple[int, ...]

    @property
    def node_count(self) -> int:
        """Functions and objects."""
        return self.function_count + len(self.objects)

    @cached_property
    def successors(self) -> list[list[int]]:
        """For each node, the targets of its edges, in the order of the edges."""
        return Digraph(self.node_count, self.sources, self.targets, self.kinds).successors

    def node_at(self, address: int) -> int:
        """The node of the object that begins at an address; raises `KeyError` where none does."""
        return self.function_count + self.objects.places[address]


def go_references(program: GoProgram, scanned: Scan, go_minor: int) -> References | None:
    """The references of a program; `None` where its memory is not laid out as by go1.18 or later.

    `scanned` must have constants.
    """
    layout, constants = program.moduledata, scanned.constants
    areas = areas_of(layout, program.pclntab) if layout is not None else None
    if layout is None or areas is None or constants is None:
        return None
    words = words_of(program.image.data)
    entries = program.position_of_entry
    types = find_types(words, layout, go_minor, _candidates(words, layout, constants))
    opaque = _opaque(types)
    closures = find_closures(words, areas, opaque, entries)
    named = addresses(constants, areas, types, closures)
    pointed = pointers(words, layout, areas, types, closures, opaque)
    targets = {address for _, address in (*named, *pointed)}
    tasks = init_tasks(words, layout, [address for _, address in (*pointed, *named)], entries)
    bounds = {*targets, *closures, *(address + _WORD for address in closures)}
    objects = lay_out(types, bounds | _section_bounds(layout, areas), *areas.all)
    edges = EdgeArrays(program, objects)
    edges.add_calls(scanned.calls)
    edges.add_values(function_values(program, constants))
    edges.add_addresses(named)
    edges.add_functions({address: (pc,) for address, pc in closures.items()})
    edges.add_functions(tasks)
    edges.add_pointers(pointed, _leaves(types, layout))
    edges.add_types(types)
    edges.add_wrappers(words, layout, text_offset_shift(go_minor))
    # Before go1.21 `runtime.main` refers to that of the main package, and they to each other.
    roots = edges.roots(tasks if layout.inittasks is not None else ())
    edges.settle_initialisers(layout, roots)
    first = edges.function_count
    return References(
        first,
        areas,
        objects,
        types,
        closures,
        {first + objects.places[at]: functions_of(program, pcs) for at, pcs in tasks.items()},
        edges.sources,
        edges.targets,
        edges.kinds,
        roots,
    )


def _candidates(words: Words, layout: ModuleData, constants: Constants) -> Iterable[int]:
    """Addresses at which there may be types; where they lie in a row none are needed."""
    if layout.itaboffset is not None:
        return ()
    low, high = layout.types, layout.etypes
    values = {value for value in constants.values if low <= value < high}
    values.update(word for word in words.quads[low >> 3 : layout.edata >> 3] if low <= word < high)
    return values


def _opaque(types: Types) -> list[Span]:
    """Where types, method tables and GC masks lie, whose references are known by other means."""
    spans = {Span(item.address, item.end) for item in types.types.values()}
    spans.update(Span(itab.address, itab.end) for itab in types.itabs.values())
    spans.update(Span(*mask) for mask in map(mask_span, types.types.values()) if mask)
    return sorted(spans)


def _leaves(types: Types, layout: ModuleData) -> set[int]:
    """Where objects begin that are bitmaps, which may look like addresses."""
    masks = {mask[0] for mask in map(mask_span, types.types.values()) if mask}
    return masks | {layout.gcdata, layout.gcbss}


def _section_bounds(layout: ModuleData, areas: Areas) -> set[int]:
    """Addresses that no object goes beyond."""
    spans = [*areas.tables, *areas.read_only, *areas.no_pointers, *areas.pointers]
    bounds = {bound for span in spans for bound in span}
    bounds |= {layout.gcdata, layout.gcbss, layout.bss, layout.noptrbss}
    if layout.inittasks is not None:
        end = layout.inittasks.address + _WORD * layout.inittasks.length
        bounds |= {layout.inittasks.address, end}
    return bounds
