import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.graph.shortest import UNREACHED, shortest_paths

COSTS = (1, 3, 20)


@given(st.data())
def test_distances_are_those_networkx_finds(drawn_graphs, data):
    graph, roots = data.draw(drawn_graphs)
    starts = {root: data.draw(st.integers(0, 40)) for root in roots}
    peer = nx.MultiDiGraph()
    peer.add_nodes_from([*range(graph.node_count), "start"])
    peer.add_edges_from(("start", root, {"cost": cost}) for root, cost in starts.items())
    peer.add_edges_from(
        (source, target, {"cost": COSTS[kind]})
        for source, target, kind in zip(graph.sources, graph.targets, graph.kinds, strict=True)
    )
    expected = nx.single_source_dijkstra_path_length(peer, "start", weight="cost")
    paths = shortest_paths(graph, starts, COSTS)
    assert list(paths.distances) == [
        expected.get(node, UNREACHED) for node in range(graph.node_count)
    ]


@given(st.data())
def test_a_path_leads_from_a_start_and_costs_what_is_said(drawn_graphs, data):
    graph, roots = data.draw(drawn_graphs)
    starts = dict.fromkeys(roots, 7)
    paths = shortest_paths(graph, starts, COSTS)
    for node in range(graph.node_count):
        if paths.distances[node] == UNREACHED:
            continue
        edges = paths.path_to(node)
        visited = [*(graph.sources[edge] for edge in edges), node]
        assert visited[0] in starts
        assert visited[1:] == [graph.targets[edge] for edge in edges]
        assert 7 + sum(COSTS[graph.kinds[edge]] for edge in edges) == paths.distances[node]


def test_of_parallel_edges_the_cheapest_is_taken(graph_of):
    graph = graph_of(2, [(0, 1, 2), (0, 1, 0), (0, 1, 1)])
    assert shortest_paths(graph, {0: 0}, COSTS).path_to(1) == [1]


def test_a_dear_start_is_passed_by(graph_of):
    graph = graph_of(3, [(0, 2, 0), (1, 2, 0)])
    paths = shortest_paths(graph, {0: 40, 1: 0}, COSTS)
    assert (list(paths.distances), paths.path_to(2)) == ([40, 0, 1], [1])


def test_there_is_no_path_to_what_is_not_reached(graph_of):
    paths = shortest_paths(graph_of(2, []), {0: 0}, COSTS)
    assert paths.path_to(0) == []
    with pytest.raises(ValueError, match="no path leads to node 1"):
        paths.path_to(1)
