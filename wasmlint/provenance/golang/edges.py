"""The edges between functions and objects of a Go program, as they are put together."""

import re
from array import array
from collections.abc import Iterable, Mapping
from itertools import repeat

from wasmlint.binary.scan import Edges
from wasmlint.graph.digraph import Digraph
from wasmlint.graph.reachability import reachable
from wasmlint.provenance.golang.gotypes import Types
from wasmlint.provenance.golang.moduledata import ModuleData
from wasmlint.provenance.golang.objects import Objects, mask_span
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.words import Words

CALL = 0
"""A `call` instruction."""
VALUE = 1
"""Code makes a function value of it."""
ADDRESS = 2
"""Code names the address of an object."""
CLOSURE = 3
"""An object that is a function value, or a task of initialisation, names a function."""
POINTER = 4
"""An object points to an object."""
TYPE = 5
"""A type is made of another, or a method table is of a type."""
ITAB_METHOD = 6
"""A method table names a function that implements a method."""
TYPE_METHOD = 7
"""A type names a function that implements a method, or the type of one: for reflection, and for
method tables that are yet to be made."""
WRAPPED = 8
"""The function was inlined into this one, which the compiler made to call it."""
FILLED = 9
"""The code that fills a variable before `main` begins is there only if the variable is."""

_WRAP_INFO = 7
_MAP_INIT = re.compile(r".*\.map\.init\.\d+")
# What the linker keeps whatever the program is.
_KEPT = re.compile(r"_rt0_\w+|go:buildid|runtime\.unreachableMethod|main\.main")
# What stands in a method table for a method that is never called.
_UNREACHABLE_METHOD = re.compile(r"runtime\.unreachableMethod")

Pairs = Iterable[tuple[int, int]]


def functions_of(program: GoProgram, pcs: Iterable[int]) -> tuple[int, ...]:
    """The indices of the functions with these PC_F; those of no function are left out."""
    positions, indices = program.position_of_entry, program.indices
    found = [indices[positions[pc]] for pc in pcs if pc in positions]
    return tuple([index for index in found if index >= 0])


class EdgeArrays:
    """Edges between nodes: functions by index, then `objects` by place; three arrays that grow."""

    def __init__(self, program: GoProgram, objects: Objects) -> None:
        module = program.module
        self.function_count = len(module.imported("function")) + len(module.functions)
        self.sources, self.targets, self.kinds = array("q"), array("q"), array("q")
        self._program = program
        self._objects = objects

    def add_calls(self, calls: Edges) -> None:
        """Direct calls; in an invalid module some name a function that is not there."""
        if max(calls.targets, default=0) < self.function_count:
            self.sources += calls.sources
            self.targets += calls.targets
            self.kinds.extend(repeat(CALL, len(calls)))
        else:
            pairs = zip(calls.sources, calls.targets, strict=True)
            self._add([pair for pair in pairs if pair[1] < self.function_count], CALL)

    def add_values(self, values: Pairs) -> None:
        """Functions that make function values of functions."""
        self._add(values, VALUE)

    def add_addresses(self, named: Pairs) -> None:
        """Functions that name the addresses of objects."""
        places, first = self._objects.places, self.function_count
        self._add([(source, first + places[at]) for source, at in named], ADDRESS)

    def add_functions(self, lists: Mapping[int, Iterable[int]]) -> None:
        """Objects at these addresses that name functions by these PC_F."""
        for address, pcs in lists.items():
            self._add_functions(self._node(address), pcs, CLOSURE)

    def add_pointers(self, pointed: Pairs, leaves: set[int]) -> None:
        """Words at addresses that point to objects, but for those in objects at `leaves`."""
        at, starts, places = self._objects.at, self._objects.starts, self._objects.places
        first = self.function_count
        pairs = ((at(word), address) for word, address in pointed)
        self._add(
            [
                (first + source, first + places[address])
                for source, address in pairs
                if source is not None and starts[source] not in leaves
            ],
            POINTER,
        )

    def add_types(self, types: Types) -> None:
        """What types and method tables are made of."""
        spare = set(self._named(_UNREACHABLE_METHOD))
        for found in types.types.values():
            node = self._node(found.address)
            self._add_objects(node, found.made_of, TYPE)
            self._add_objects(node, [signature for _, signature in found.requirements], TYPE)
            self._add_objects(node, [*found.closures, *mask_span(found)[:1]], POINTER)
            self._add_objects(node, [method.signature for method in found.methods], TYPE_METHOD)
            for method in found.methods:
                self._add_functions(node, {*method.pcs}, TYPE_METHOD)
        for itab in types.itabs.values():
            node = self._node(itab.address)
            self._add_objects(node, [itab.interface, itab.concrete], TYPE)
            functions = functions_of(self._program, itab.pcs)
            self._add([(node, at) for at in functions if at not in spare], ITAB_METHOD)

    def add_wrappers(self, words: Words, layout: ModuleData, shift: int) -> None:
        """What wrappers wrap: offsets of code, PC_F << shift, among the funcdata."""
        first = layout.gofunc or 0
        for source, record in zip(
            self._program.indices, self._program.pclntab.records, strict=True
        ):
            if source >= 0 and len(record.funcdata) > _WRAP_INFO:
                place = first + record.funcdata[_WRAP_INFO] >> 2
                if record.funcdata[_WRAP_INFO] >= 0 and place < len(words.longs):
                    self._add_functions(source, [words.longs[place] >> shift], WRAPPED)

    def settle_initialisers(self, layout: ModuleData, roots: Iterable[int]) -> None:
        """Lets the variables that they fill keep initialisers of maps, instead of their callers.

        The compiler calls them by references that do not count for reachability. Where no such
        variable is found, or none that is reached, the call stays.
        """
        fillers = set(self._named(_MAP_INIT))
        filled = self._filled(fillers, layout)
        kept = {filler for _, filler in filled}
        calls = [
            edge
            for edge, target in enumerate(self.targets)
            if target in kept and self.kinds[edge] == CALL
        ]
        dropped = [(self.sources[edge], self.targets[edge]) for edge in calls]
        for edge in reversed(calls):
            del self.sources[edge], self.targets[edge], self.kinds[edge]
        self._add(filled, FILLED)
        node_count = self.function_count + len(self._objects)
        reached = reachable(Digraph(node_count, self.sources, self.targets, self.kinds), roots)
        self._add([call for call in dropped if not reached[call[1]]], CALL)

    def roots(self, tasks: Iterable[int]) -> tuple[int, ...]:
        """Functions that are exported or that the linker keeps, and the objects at `tasks`."""
        exports = self._program.module.exports
        found = {item.index for item in exports if item.kind == "function"}
        found = {index for index in found if index < self.function_count}
        found.update(self._named(_KEPT))
        found.update(map(self._node, tasks))
        return tuple(sorted(found))

    def _filled(self, fillers: set[int], layout: ModuleData) -> list[tuple[int, int]]:
        """Variables that begin as zero, and the initialisers that name them."""
        starts, first = self._objects.starts, self.function_count
        edges = zip(self.sources, self.targets, self.kinds, strict=True)
        return [
            (target, source)
            for source, target, kind in edges
            if kind == ADDRESS
            and source in fillers
            and layout.bss <= starts[target - first] < layout.ebss
        ]

    def _named(self, pattern: re.Pattern[str]) -> list[int]:
        """The functions whose whole name the pattern matches."""
        names, indices = self._program.pclntab.names, self._program.indices
        found = zip(indices, names, strict=True)
        return [index for index, name in found if index >= 0 and pattern.fullmatch(name)]

    def _node(self, address: int) -> int:
        return self.function_count + self._objects.places[address]

    def _add(self, pairs: Pairs, kind: int) -> None:
        for source, target in pairs:
            self.sources.append(source)
            self.targets.append(target)
            self.kinds.append(kind)

    def _add_functions(self, node: int, pcs: Iterable[int], kind: int) -> None:
        self._add([(node, index) for index in functions_of(self._program, pcs)], kind)

    def _add_objects(self, node: int, addresses: Iterable[int], kind: int) -> None:
        places, first = self._objects.places, self.function_count
        self._add([(node, first + places[at]) for at in addresses if at in places], kind)
