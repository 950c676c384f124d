"""What a call graph is: nodes and edges with what they stand for, and what follows from them."""

from array import array
from collections.abc import Callable, Mapping
from functools import cached_property

from msgspec import Struct

from wasmlint.graph.digraph import Digraph
from wasmlint.graph.dominators import DominatorTree, dominator_tree
from wasmlint.graph.reachability import reachable

DIRECT, INDIRECT, VALUE, DATA = "direct", "indirect", "value", "data"


class EdgeKind(Struct, frozen=True):
    """What the edges of one number are.

    `call` is the kind of call they stand for: by the index, through a table or reference, by a
    function value, or by way of data. `verb` goes between the names of the two nodes. `cost` is
    what such an edge adds to a path: the less it explains, the more.
    """

    call: str
    verb: str
    cost: int


class CallGraph(Struct, frozen=True, eq=False, dict=True):
    """What refers to what in a module.

    The first `function_count` nodes are the functions, by index; the others stand for data, or for
    all functions that a kind of call may reach. `kinds` says what the numbers of edges are. `roots`
    are the nodes that are there whatever refers to them, with what a path that starts there costs,
    and `reason` says why one is. `sizes` are bytes of the file by node, and `label` names a node.
    """

    function_count: int
    graph: Digraph
    kinds: tuple[EdgeKind, ...]
    roots: Mapping[int, int]
    sizes: "array[int]"
    label: Callable[[int], str]
    reason: Callable[[int], str]

    @cached_property
    def reached(self) -> bytearray:
        """For each node 1 if a root reaches it, else 0: what is 0 can never run."""
        return reachable(self.graph, self.roots)

    @cached_property
    def dominators(self) -> DominatorTree:
        """What every path to each node goes through."""
        return dominator_tree(self.graph, self.roots)

    @cached_property
    def retained(self) -> list[int]:
        """Bytes that would go with each node, itself included; 0 for those not reached."""
        return self.dominators.retained(self.sizes)
