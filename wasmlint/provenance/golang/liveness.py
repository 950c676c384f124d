"""What Go's linker keeps for some roots: functions and objects that they reach, methods if called.

The linker keeps a method of a type that becomes an interface if some interface's method of that
name and signature is called. Which interface a call is of is not in a binary. Here a method counts
as called if an interface that is reached asks for it, and code that is reached calls the method at
its place in some interface: that keeps a little more than the linker does.
Source: golang/go src/cmd/link/internal/ld/deadcode.go (deadcodePass).
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from wasmlint.provenance.golang.edges import ITAB_METHOD, TYPE_METHOD, functions_of
from wasmlint.provenance.golang.gotypes import INTERFACE
from wasmlint.provenance.golang.interfacecalls import InterfaceCalls
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.references import References
from wasmlint.provenance.golang.typenames import is_exported

# Code that calls these may call any exported method of any type.
_FINDERS = re.compile(r"reflect\.(Value|\(\*rtype\))\.Method(ByName)?")
_REFLECT = "reflect"
# Where fewer of the indirect calls are understood, which methods are called is not known.
_FEWEST_KNOWN = 0.8

_NO_SLOTS: frozenset[int] = frozenset()
_Key = tuple[int, int]
Successors = Sequence[Sequence[int]]


class _Method(Struct, frozen=True):
    """What is kept with a method: functions, and the type of its signature."""

    key: _Key
    targets: tuple[int, ...]
    is_exported: bool


class Rules(Struct, frozen=True, eq=False):
    """What is kept with what.

    `successors` are the nodes that are kept with each node in any case. `methods` are those of
    types and of method tables, by node. `asked` are the methods that an interface asks for, by its
    node and in its order. `slots` are the places of the methods that a function calls; `None` where
    that is not known, and all count as called. `reflective` are the functions that may call any
    exported method.
    """

    successors: Successors
    methods: Mapping[int, tuple[_Method, ...]]
    asked: Mapping[int, tuple[_Key, ...]]
    slots: Mapping[int, frozenset[int]] | None
    reflective: frozenset[int]


def rules_of(program: GoProgram, references: References, calls: InterfaceCalls) -> Rules:
    """The rules for a program."""
    successors: list[list[int]] = [[] for _ in range(references.node_count)]
    edges = zip(references.sources, references.targets, references.kinds, strict=True)
    for source, target, kind in edges:
        if kind not in (ITAB_METHOD, TYPE_METHOD):
            successors[source].append(target)
    return Rules(
        successors,
        _methods(program, references),
        {
            references.node_at(found.address): found.requirements
            for found in references.types.types.values()
            if found.kind == INTERFACE
        },
        calls.slots if calls.known_ratio >= _FEWEST_KNOWN else None,
        _reflective(program, references),
    )


def kept(rules: Rules, roots: Iterable[int], successors: Successors | None = None) -> bytearray:
    """For each node, 1 if it is kept for `roots`, else 0.

    `successors` stand in for those of the rules.
    """
    flood = _Flood(rules, rules.successors if successors is None else successors)
    flood.run(roots)
    return flood.reached


class _Flood:
    def __init__(self, rules: Rules, successors: Successors) -> None:
        self.reached = bytearray(len(successors))
        self._rules, self._successors = rules, successors
        self._stack: list[int] = []
        self._called: set[_Key] = set()
        self._open_slots: set[int] = set()
        self._is_reflective = False
        # What waits for a call of a method, a call at a place in an interface, a use of reflection.
        self._by_key: defaultdict[_Key, list[tuple[int, ...]]] = defaultdict(list)
        self._by_slot: defaultdict[int, list[_Key]] = defaultdict(list)
        self._exported: list[tuple[int, ...]] = []

    def run(self, roots: Iterable[int]) -> None:
        reached, stack, successors = self.reached, self._stack, self._successors
        rules = self._rules
        special = {*rules.methods, *rules.asked, *(rules.slots or ()), *rules.reflective}
        self._reach(roots)
        while stack:
            node = stack.pop()
            for target in successors[node]:
                if not reached[target]:
                    reached[target] = 1
                    stack.append(target)
            if node in special:
                self._visit(node)

    def _reach(self, nodes: Iterable[int]) -> None:
        for node in nodes:
            if not self.reached[node]:
                self.reached[node] = 1
                self._stack.append(node)

    def _visit(self, node: int) -> None:
        rules = self._rules
        for method in rules.methods.get(node, ()):
            self._meet_method(method)
        for slot, key in enumerate(rules.asked.get(node, ())):
            if rules.slots is None or slot in self._open_slots:
                self._call(key)
            else:
                self._by_slot[slot].append(key)
        if rules.slots is not None:
            self._open(rules.slots.get(node, _NO_SLOTS) - self._open_slots)
        if node in rules.reflective and not self._is_reflective:
            self._is_reflective = True
            for targets in self._exported:
                self._reach(targets)

    def _meet_method(self, method: _Method) -> None:
        """Keeps a method, or lets it wait until something calls it."""
        if method.key in self._called or (self._is_reflective and method.is_exported):
            self._reach(method.targets)
            return
        self._by_key[method.key].append(method.targets)
        if method.is_exported:
            self._exported.append(method.targets)

    def _open(self, slots: frozenset[int]) -> None:
        """Calls what waits for calls at these places in interfaces."""
        self._open_slots |= slots
        for slot in slots:
            for key in self._by_slot.pop(slot, ()):
                self._call(key)

    def _call(self, key: _Key) -> None:
        if key not in self._called:
            self._called.add(key)
            for targets in self._by_key.pop(key, ()):
                self._reach(targets)


def _methods(program: GoProgram, references: References) -> Mapping[int, tuple[_Method, ...]]:
    """The methods of types and of method tables, by node."""
    data = program.image.data
    types, places = references.types.types, references.objects.places
    first = references.function_count
    found: dict[int, tuple[_Method, ...]] = {}
    for item in types.values():
        if item.methods:
            found[references.node_at(item.address)] = tuple(
                _Method(
                    (method.name, method.signature),
                    (
                        *functions_of(program, method.pcs),
                        *(first + places[at] for at in (method.signature,) if at in places),
                    ),
                    is_exported(data, method.name),
                )
                for method in item.methods
            )
    for itab in references.types.itabs.values():
        asked = types[itab.interface].requirements
        found[references.node_at(itab.address)] = tuple(
            _Method(key, functions_of(program, (pc,)), is_exported=False)
            for key, pc in zip(asked, itab.pcs, strict=True)
        )
    return found


def _reflective(program: GoProgram, references: References) -> frozenset[int]:
    """The functions outside of reflect that refer to what finds methods by number or name."""
    names, packages = program.pclntab.names, program.packages
    positions = program.positions
    finders = {
        index
        for index, name in zip(program.indices, names, strict=True)
        if _FINDERS.fullmatch(name)
    }
    return frozenset(
        source
        for source, target in zip(references.sources, references.targets, strict=True)
        if target in finders and source in positions and packages[positions[source]] != _REFLECT
    )
