"""Cheapest paths from some nodes of a graph, where an edge costs what its kind does."""

import heapq
from array import array
from collections.abc import Mapping, Sequence

from msgspec import Struct

from wasmlint.graph.digraph import Digraph

NO_EDGE = -1
UNREACHED = -1


class ShortestPaths(Struct, frozen=True, eq=False):
    """A cheapest path to each node that can be reached.

    `distances` are costs by node, that of the start included, `UNREACHED` where there is no path;
    `edges` the last edge of each path, `NO_EDGE` where a path starts and where there is none.
    """

    graph: Digraph
    distances: "array[int]"
    edges: "array[int]"

    def path_to(self, node: int) -> list[int]:
        """The edges of the path to `node`, in order; none where it starts there.

        Raises `ValueError` where `node` is not reached.
        """
        if self.distances[node] == UNREACHED:
            raise ValueError(f"no path leads to node {node}")
        path = []
        while (edge := self.edges[node]) != NO_EDGE:
            path.append(edge)
            node = self.graph.sources[edge]
        return path[::-1]


def shortest_paths(
    graph: Digraph, starts: Mapping[int, int], costs: Sequence[int]
) -> ShortestPaths:
    """Cheapest paths from any of `starts`, which have a cost of their own.

    `costs` are those of an edge by its kind, none negative. Of paths that cost the same the one
    found first counts, which depends on the numbers of nodes and edges only.
    Source: E. W. Dijkstra, "A note on two problems in connexion with graphs", 1959.
    """
    distances = array("q", [UNREACHED]) * graph.node_count
    last_edges = array("q", [NO_EDGE]) * graph.node_count
    edges_from, targets, kinds = graph.edges_from, graph.targets, graph.kinds
    waiting = sorted((cost, node) for node, cost in starts.items())
    for cost, node in waiting:
        distances[node] = cost
    while waiting:
        cost, node = heapq.heappop(waiting)
        if cost > distances[node]:
            continue
        for edge in edges_from[node]:
            target, beyond = targets[edge], cost + costs[kinds[edge]]
            if distances[target] == UNREACHED or beyond < distances[target]:
                distances[target], last_edges[target] = beyond, edge
                heapq.heappush(waiting, (beyond, target))
    return ShortestPaths(graph, distances, last_edges)
