"""A directed graph of numbered nodes; it knows nothing of what the nodes stand for."""

from array import array
from functools import cached_property

from msgspec import Struct


class Digraph(Struct, frozen=True, eq=False, dict=True):
    """The nodes 0 to `node_count` - 1 and the edges between them, as arrays of equal length.

    An edge is known by its place in the arrays; there may be several between two nodes. `kinds`
    are small numbers that mean what the maker of the graph says. Every end of an edge is a node:
    that is not checked.
    """

    node_count: int
    sources: "array[int]"
    targets: "array[int]"
    kinds: "array[int]"

    def __len__(self) -> int:
        return len(self.sources)

    @cached_property
    def successors(self) -> list[list[int]]:
        """For each node, the targets of its edges, in the order of the edges."""
        found: list[list[int]] = [[] for _ in range(self.node_count)]
        for source, target in zip(self.sources, self.targets, strict=True):
            found[source].append(target)
        return found

    @cached_property
    def predecessors(self) -> list[list[int]]:
        """For each node, the sources of the edges that lead to it, in the order of the edges."""
        found: list[list[int]] = [[] for _ in range(self.node_count)]
        for source, target in zip(self.sources, self.targets, strict=True):
            found[target].append(source)
        return found

    @cached_property
    def edges_from(self) -> list[list[int]]:
        """For each node, its edges, in order."""
        found: list[list[int]] = [[] for _ in range(self.node_count)]
        for edge, source in enumerate(self.sources):
            found[source].append(edge)
        return found
