"""Immediate dominators: of each node the nearest one that every path from the roots goes through.

Source: T. Lengauer, R. E. Tarjan, "A Fast Algorithm for Finding Dominators in a Flowgraph", ACM
TOPLAS 1(1), 1979; the simple version, O(m log n) whatever the graph. The iterative algorithm of
Cooper, Harvey and Kennedy, which graph libraries have, is cubic on graphs made for it.
"""

from array import array
from collections.abc import Container, Iterable, Sequence
from functools import cached_property

from msgspec import Struct

from wasmlint.graph.digraph import Digraph

NO_NODE = -1


class DominatorTree(Struct, frozen=True, eq=False, dict=True):
    """The dominators of the nodes that the roots reach.

    `order` holds these nodes, each behind all that dominate it; `parents` the immediate dominator
    of each node, `NO_NODE` for one that nothing but the roots together dominates (each root is
    one), and for one that is not reached.
    """

    order: "array[int]"
    parents: "array[int]"

    def retained(self, sizes: Sequence[int]) -> list[int]:
        """For each node the sum of its own size and of those it dominates; 0 if not reached.

        That much goes with it, where the sizes are what each node takes alone.
        """
        sums = [0] * len(self.parents)
        for node in reversed(self.order):
            sums[node] += sizes[node]
            parent = self.parents[node]
            if parent != NO_NODE:
                sums[parent] += sums[node]
        return sums

    def dominates(self, node: int, other: int) -> bool:
        """Whether every path from the roots to `other` goes through `node`, as it does to itself.

        False where one of them is not reached.
        """
        first, last = self._spans
        return first[node] != NO_NODE and first[node] <= first[other] <= last[node]

    @cached_property
    def _spans(self) -> tuple[list[int], list[int]]:
        """First and last place of each subtree when the tree is walked depth first."""
        sizes = self.retained([1] * len(self.parents))
        first = [NO_NODE] * len(self.parents)
        last = [NO_NODE] * len(self.parents)
        free = [0] * len(self.parents)
        at = 0
        for node in self.order:
            parent = self.parents[node]
            if parent == NO_NODE:
                first[node], at = at, at + sizes[node]
            else:
                first[node] = free[parent]
                free[parent] += sizes[node]
            free[node] = first[node] + 1
            last[node] = first[node] + sizes[node] - 1
        return first, last


def dominator_tree(graph: Digraph, roots: Iterable[int]) -> DominatorTree:
    """The dominators of all nodes that `roots` reach, as if one more node had an edge to each."""
    first = set(roots)
    walk = _walk(graph, sorted(first))
    tree = array("q", [NO_NODE]) * graph.node_count
    for place, dominator in enumerate(_immediate(graph, first, walk)):
        if dominator:
            tree[walk.nodes[place]] = walk.nodes[dominator]
    return DominatorTree(array("q", walk.nodes[1:]), tree)


class _Walk(Struct, frozen=True, eq=False):
    """The reached nodes by their place in a depth-first walk, of which the one more node is 0.

    `parents` are the places of the nodes from which each was first reached, `places` the place of
    each node, `NO_NODE` where it is not reached.
    """

    nodes: list[int]
    parents: list[int]
    places: list[int]


def _walk(graph: Digraph, roots: list[int]) -> _Walk:
    successors = graph.successors
    nodes, parents = [NO_NODE], [0]
    places = [NO_NODE] * graph.node_count
    path, branches = [0], [iter(roots)]
    while branches:
        for node in branches[-1]:
            if places[node] == NO_NODE:
                place = places[node] = len(nodes)
                nodes.append(node)
                parents.append(path[-1])
                if successors[node]:
                    path.append(place)
                    branches.append(iter(successors[node]))
                    break
        else:
            path.pop()
            branches.pop()
    return _Walk(nodes, parents, places)


def _immediate(graph: Digraph, roots: Container[int], walk: _Walk) -> list[int]:
    """The place of the immediate dominator by place; names are those of the paper."""
    count = len(walk.nodes)
    forest = _Forest(count)
    semi, places, predecessors = forest.semi, walk.places, graph.predecessors
    buckets: dict[int, list[int]] = {}
    dominators = [0] * count
    for vertex in range(count - 1, 0, -1):
        parent = walk.parents[vertex]
        least = 0 if walk.nodes[vertex] in roots else parent
        for node in predecessors[walk.nodes[vertex]] if least else ():
            entry = places[node]
            # What was reached before is linked to nothing yet: its own semidominator so far.
            candidate = entry if entry <= vertex else semi[forest.evaluate(entry)]
            if NO_NODE < candidate < least:
                least = candidate
        semi[vertex] = least
        forest.ancestors[vertex] = parent
        if least in (0, parent):
            dominators[vertex] = least
        else:
            buckets.setdefault(least, []).append(vertex)
        for other in buckets.pop(parent, ()):
            lowest = forest.evaluate(other)
            dominators[other] = lowest if semi[lowest] < semi[other] else parent
    for vertex in range(1, count):
        if dominators[vertex] != semi[vertex]:
            dominators[vertex] = dominators[dominators[vertex]]
    return dominators


class _Forest:
    """Vertices linked to their parents so far, with paths that shorten as they are asked about."""

    def __init__(self, count: int) -> None:
        self.semi = list(range(count))
        self.ancestors = [NO_NODE] * count
        self._labels = list(range(count))

    def evaluate(self, vertex: int) -> int:
        """The vertex with the least semidominator between a linked vertex and the root below."""
        ancestors, labels, semi = self.ancestors, self._labels, self.semi
        path = []
        above = ancestors[vertex]
        while ancestors[above] != NO_NODE:
            path.append(vertex)
            vertex, above = above, ancestors[above]
        for lower in reversed(path):
            above = ancestors[lower]
            if semi[labels[above]] < semi[labels[lower]]:
                labels[lower] = labels[above]
            ancestors[lower] = ancestors[above]
            vertex = lower
        return labels[vertex]
