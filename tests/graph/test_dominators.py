import itertools

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.graph.dominators import NO_NODE, dominator_tree
from wasmlint.graph.reachability import reachable


@given(st.data())
def test_immediate_dominators_are_those_networkx_finds(drawn_graphs, networkx_of, data):
    graph, roots = data.draw(drawn_graphs)
    expected = nx.immediate_dominators(networkx_of(graph, roots), "root")
    tree = dominator_tree(graph, roots)
    assert {node: tree.parents[node] for node in tree.order} == {
        node: NO_NODE if parent == "root" else parent
        for node, parent in expected.items()
        if node != "root"
    }


@given(st.data())
def test_a_dominator_is_what_cuts_a_node_off(drawn_graphs, graph_of, data):
    graph, roots = data.draw(drawn_graphs)
    tree = dominator_tree(graph, roots)
    reached = reachable(graph, roots)
    edges = list(zip(graph.sources, graph.targets, graph.kinds, strict=True))
    for removed in range(graph.node_count):
        kept = graph_of(graph.node_count, [edge for edge in edges if removed not in edge[:2]])
        without = reachable(kept, [root for root in roots if root != removed])
        for node in range(graph.node_count):
            is_cut_off = bool(reached[node] and reached[removed] and not without[node])
            assert tree.dominates(removed, node) == is_cut_off


@given(st.data())
def test_what_a_node_retains_is_the_size_of_all_that_it_dominates(drawn_graphs, data):
    graph, roots = data.draw(drawn_graphs)
    sizes = data.draw(st.lists(st.integers(0, 9), min_size=12, max_size=12))
    tree = dominator_tree(graph, roots)
    assert tree.retained(sizes) == [
        sum(size for other, size in enumerate(sizes) if tree.dominates(node, other))
        for node in range(graph.node_count)
    ]


@given(st.data())
def test_each_node_comes_after_its_dominator(drawn_graphs, data):
    graph, roots = data.draw(drawn_graphs)
    seen = {NO_NODE}
    tree = dominator_tree(graph, roots)
    for node in tree.order:
        assert tree.parents[node] in seen
        seen.add(node)


@pytest.mark.parametrize(
    ("edges", "roots", "parents"),
    [
        pytest.param([(0, 1), (0, 2), (1, 3), (2, 3)], [0], [-1, 0, 0, 0], id="two ways"),
        pytest.param([(0, 1), (1, 2), (2, 1), (2, 3)], [0], [-1, 0, 1, 2], id="a loop"),
        pytest.param([(0, 2), (1, 2), (2, 3)], [0, 1], [-1, -1, -1, 2], id="two roots"),
        pytest.param([(0, 1), (1, 2), (2, 2), (3, 2)], [0], [-1, 0, 1, -1], id="not reached"),
        pytest.param([(0, 1), (1, 2), (2, 3)], [0, 2], [-1, 0, -1, 2], id="a root on the way"),
    ],
)
def test_dominators_of_small_graphs(graph_of, edges, roots, parents):
    graph = graph_of(4, [(*edge, 0) for edge in edges])
    assert list(dominator_tree(graph, roots).parents) == parents


def test_a_graph_that_is_cubic_for_the_iterative_algorithm(graph_of):
    """A long chain, joins of its end with the root, and a ladder that is corrected step by step.

    With so many nodes the algorithm of Cooper, Harvey and Kennedy takes minutes in any language.
    """
    count = 8_000
    chain, joins, ladder = (range(first, first + count) for first in (1, 1 + count, 1 + 2 * count))
    edges = [(0, chain[0]), (chain[-1], ladder[0]), (0, ladder[-1])]
    edges += itertools.pairwise(chain)
    edges += [edge for node in joins for edge in ((chain[-1], node), (0, node))]
    edges += [edge for pair in itertools.pairwise(ladder) for edge in (pair, pair[::-1])]
    tree = dominator_tree(graph_of(1 + 3 * count, [(*edge, 0) for edge in edges]), [0])
    assert [tree.parents[node] for node in chain] == [0, *chain[:-1]]
    assert {tree.parents[node] for node in (*joins, *ladder)} == {0}
