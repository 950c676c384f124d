from array import array
from collections.abc import Callable, Iterable

import networkx as nx
import pytest
from hypothesis import strategies as st

from wasmlint.graph.digraph import Digraph

Edge = tuple[int, int, int]
NODE_COUNT = 12


@pytest.fixture(scope="session")
def graph_of() -> Callable[[int, Iterable[Edge]], Digraph]:
    """A graph of so many nodes, with edges of source, target and kind."""
    return make_graph


def make_graph(node_count: int, edges: Iterable[Edge]) -> Digraph:
    listed = list(edges)
    columns = zip(*listed, strict=True) if listed else ((), (), ())
    return Digraph(node_count, *[array("q", column) for column in columns])


@pytest.fixture(scope="session")
def drawn_graphs() -> st.SearchStrategy[tuple[Digraph, list[int]]]:
    """Small graphs with loops and parallel edges, and some of their nodes as roots."""
    nodes = st.integers(0, NODE_COUNT - 1)
    edges = st.lists(st.tuples(nodes, nodes, st.integers(0, 2)), max_size=30)
    roots = st.lists(nodes, max_size=3)
    return st.tuples(st.builds(make_graph, st.just(NODE_COUNT), edges), roots)


@pytest.fixture(scope="session")
def networkx_of() -> Callable[[Digraph, Iterable[int]], nx.DiGraph]:
    """The same graph in networkx, with a node `root` that has an edge to each root."""

    def make(graph: Digraph, roots: Iterable[int]) -> nx.DiGraph:
        found = nx.DiGraph()
        found.add_nodes_from([*range(graph.node_count), "root"])
        found.add_edges_from(zip(graph.sources, graph.targets, strict=True))
        found.add_edges_from(("root", root) for root in roots)
        return found

    return make
