import networkx as nx
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.graph.reachability import reachable


@given(st.data())
def test_the_reached_nodes_are_those_networkx_finds(drawn_graphs, networkx_of, data):
    graph, roots = data.draw(drawn_graphs)
    found = {node for node, is_reached in enumerate(reachable(graph, roots)) if is_reached}
    assert found == nx.descendants(networkx_of(graph, roots), "root")


def test_without_roots_nothing_is_reached(graph_of):
    assert reachable(graph_of(2, [(0, 1, 0)]), []) == bytearray([0, 0])


def test_a_long_chain_takes_no_stack(graph_of):
    count = 50_000
    graph = graph_of(count, [(node, node + 1, 0) for node in range(count - 1)])
    assert sum(reachable(graph, [0])) == count
