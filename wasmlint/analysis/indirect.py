"""What calls through tables and references may call: functions of the pool, of the type named.

An edge from each caller to each function that it may call would be millions. A node for each pool
and type stands between them: callers lead to it, and it leads to the functions of that type and to
the nodes of its subtypes.
Source: core specification 3.0, section 4.6.12 "Control Instructions" (`call_indirect`, `call_ref`).
"""

from array import array

from msgspec import Struct

from wasmlint.analysis.base import Input
from wasmlint.analysis.pools import ELSEWHERE, Pool, pools
from wasmlint.analysis.scanning import scanned
from wasmlint.binary.functiontypes import canonical_types, function_types
from wasmlint.binary.module import FuncType, Module

_NO_TYPE = -1


class IndirectCalls(Struct, frozen=True, eq=False):
    """Edges of one kind, as arrays of equal length, and the nodes that stand between functions.

    `labels` are what to call these nodes, which are numbered from the number of functions on.
    `host_nodes` are those of the pools that the host can take references from, and their labels.
    """

    sources: "array[int]"
    targets: "array[int]"
    labels: tuple[str, ...]
    host_nodes: tuple[int, ...]


def indirect_calls(given: Input) -> IndirectCalls:
    """Which functions may be called through tables and references, and by which.

    Raises `DecodeError` where a body does not decode.
    """
    found, by_place = scanned(given).indirect_types, pools(given)
    edges = _Edges(given.module)
    for pool in {pool.name: pool for pool in by_place.values()}.values():
        edges.add_pool(pool)
    for source, table, type_index in zip(found.sources, found.tables, found.types, strict=True):
        place = ELSEWHERE if table < 0 else table
        if place in by_place:
            edges.add_call(source, by_place[place], type_index)
    return IndirectCalls(edges.sources, edges.targets, tuple(edges.labels), tuple(edges.host_nodes))


class _Edges:
    def __init__(self, module: Module) -> None:
        self.sources, self.targets = array("q"), array("q")
        self.labels: list[str] = []
        self.host_nodes: list[int] = []
        self._types = module.types
        # Types by index, each as the first one equal to it.
        self._canonical = [
            index if isinstance(module.types[index].composite, FuncType) else _NO_TYPE
            for index in canonical_types(module.types)
        ]
        self._type_of = [self._type(index) for index in function_types(module)]
        self._nodes: dict[tuple[str, int], int] = {}

    def add_pool(self, pool: Pool) -> None:
        functions = [function for function in pool.functions if function < len(self._type_of)]
        if pool.is_host_visible:
            node = self._node(pool.name)
            self.host_nodes.append(node)
            for function in functions:
                self._add(node, function)
        for function in functions:
            type_index = self._type_of[function]
            if type_index != _NO_TYPE:
                self._add(self._type_node(pool, type_index), function)

    def add_call(self, source: int, pool: Pool, type_index: int) -> None:
        # Without a node there is no such function, and the call would trap.
        node = self._nodes.get((pool.name, self._type(type_index)))
        if node is not None:
            self._add(source, node)

    def _type_node(self, pool: Pool, type_index: int) -> int:
        """The node of a type, to which those of its supertypes lead."""
        key = pool.name, type_index
        if key not in self._nodes:
            self._nodes[key] = self._node(self._label(pool, type_index))
            waiting = [type_index]
            while waiting:
                subtype = waiting.pop()
                for supertype in map(self._type, self._types[subtype].supertypes):
                    if supertype == _NO_TYPE:
                        continue
                    above = pool.name, supertype
                    if above not in self._nodes:
                        self._nodes[above] = self._node(self._label(pool, supertype))
                        waiting.append(supertype)
                    self._add(self._nodes[above], self._nodes[pool.name, subtype])
        return self._nodes[key]

    def _label(self, pool: Pool, type_index: int) -> str:
        return f"{self._types[type_index].composite} in {pool.name}"

    def _node(self, label: str) -> int:
        self.labels.append(label)
        return len(self._type_of) + len(self.labels) - 1

    def _add(self, source: int, target: int) -> None:
        self.sources.append(source)
        self.targets.append(target)

    def _type(self, index: int) -> int:
        """The function type that stands for all that are equal to it."""
        return self._canonical[index] if index < len(self._canonical) else _NO_TYPE
