"""Why something is there: the path, the ways in, what cutting them would free."""

import networkx as nx
import pytest

from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.paths import (
    explain_function,
    explain_package,
    leaving_step,
    paths_from_roots,
)

TEXT = """(module
  (type $t (func))
  (table 1 funcref) (elem (i32.const 0) func $handler)
  (func $run (export "run") (call $parse) (call $print))
  (func $other (export "other") (call $print) (call_indirect (type $t) (i32.const 0)))
  (func $parse (call $scan)) (func $scan (call $scan) (call $print)) (func $print)
  (func $handler (call $deep)) (func $deep) (func $lonely))"""
RUN, OTHER, PARSE, SCAN, PRINT, HANDLER, DEEP, LONELY = range(8)


def told(made, steps):
    graph = made.once(call_graph)
    return [(graph.label(s.source), s.verb, graph.label(s.target)) for s in steps]


def test_a_path_leads_from_a_root(given):
    made = given(TEXT)
    found = explain_function(made, SCAN)
    assert (found.root, found.reason, found.target) == (RUN, "export `run`", SCAN)
    assert told(made, found.steps) == [("run", "calls", "parse"), ("parse", "calls", "scan")]
    sizes = made.once(call_graph).sizes
    assert [step.freed_bytes for step in found.steps] == [sizes[PARSE] + sizes[SCAN], sizes[SCAN]]


def test_ways_in_are_those_of_all_callers_with_what_each_alone_keeps(given):
    made = given(TEXT)
    found = explain_function(made, PRINT)
    assert told(made, found.ways) == [
        ("run", "calls", "print"),
        ("other", "calls", "print"),
        ("scan", "calls", "print"),
    ]
    assert (found.way_count, [way.freed_bytes for way in found.ways]) == (3, [0, 0, 0])
    assert [step.freed_bytes for step in found.steps] == [0]


def test_only_so_many_ways_are_told(given):
    found = explain_function(given(TEXT), PRINT, most_ways=2)
    assert (len(found.ways), found.way_count) == (2, 3)


def test_a_call_through_a_table_is_by_way_of_its_type(given):
    made = given(TEXT)
    found = explain_function(made, DEEP)
    assert told(made, found.steps) == [
        ("other", "calls one of", "() -> () in table 0"),
        ("() -> () in table 0", "are", "handler"),
        ("handler", "calls", "deep"),
    ]
    sizes = made.once(call_graph).sizes
    both = sizes[HANDLER] + sizes[DEEP]
    assert [step.freed_bytes for step in found.steps] == [both, both, sizes[DEEP]]


def test_a_root_needs_no_path(given):
    found = explain_function(given(TEXT), RUN)
    assert (found.root, found.steps, found.ways, found.way_count) == (RUN, (), (), 0)


def test_what_is_not_reached_is_not_explained(given):
    made = given(TEXT)
    assert explain_function(made, LONELY) is None
    assert explain_package(made, "nobody") is None


def test_functions_that_call_each_other_go_with_the_first_call(given):
    made = given("""(module (func $run (export "run") (call $a))
      (func $a (call $b)) (func $b (call $a)))""")
    sizes = made.once(call_graph).sizes
    found = explain_function(made, 2)
    assert [step.freed_bytes for step in found.steps] == [sizes[1] + sizes[2], sizes[2]]


@pytest.mark.parametrize("name", ["rust-wasip1-wordcount", "go-js-parcels"])
def test_freed_bytes_are_those_of_a_graph_without_the_step(corpus, name):
    made = corpus(name)
    graph = made.once(call_graph)
    peer = nx.DiGraph(zip(graph.graph.sources, graph.graph.targets, strict=True))
    peer.add_edges_from(("root", root) for root in graph.roots)
    total = sum(graph.sizes[node] for node in nx.descendants(peer, "root"))
    checked = 0
    for index in range(0, graph.function_count, graph.function_count // 25):
        found = explain_function(made, index, most_ways=2)
        if found is None:
            continue
        for step in (*found.steps[-3:], *found.ways):
            peer.remove_edge(step.source, step.target)
            left = sum(graph.sizes[node] for node in nx.descendants(peer, "root"))
            peer.add_edge(step.source, step.target)
            assert step.freed_bytes == total - left
            checked += 1
    assert checked > 50


@pytest.mark.parametrize("name", ["rust-wasip1-wordcount", "go-js-parcels"])
def test_every_function_that_is_reached_has_a_path_from_a_root(corpus, name):
    made = corpus(name)
    graph, paths = made.once(call_graph), made.once(paths_from_roots)
    for index in range(graph.function_count):
        if graph.reached[index]:
            edges = paths.path_to(index)
            start = graph.graph.sources[edges[0]] if edges else index
            assert start in graph.roots


def test_a_package_is_explained_by_its_nearest_function(corpus):
    made = corpus("go-js-prices")
    found = explain_package(made, "net/http")
    graph = made.once(call_graph)
    assert (graph.label(found.root), found.reason) == ("main.main", "the program starts here")
    get, do = "example.com/prices/internal/shop.get", "net/http.(*Client).do"
    assert told(made, found.steps)[-1] == (get, "calls", do)
    assert found.steps[-1].line.file.endswith("internal/shop/shop.go")
    # All that `get` does with the package, which its initialisation keeps in part.
    assert told(made, found.ways)[0][0] == get
    assert found.ways[0].freed_bytes > 2_000_000
    assert ("initialisation of net/http", "is a function value of", "net/http.init") in told(
        made, found.ways
    )


def test_the_step_that_leaves_the_program_is_the_last_of_its_own(corpus):
    made = corpus("go-js-prices")
    graph = made.once(call_graph)
    steps = explain_package(made, "crypto/tls").steps
    found = leaving_step(made, steps)
    assert graph.label(found.source) == "example.com/prices/internal/shop.get"
    assert steps.index(found) < len(steps) - 1


def test_nothing_leaves_a_program_whose_owners_are_not_known(given):
    made = given(TEXT)
    assert leaving_step(made, explain_function(made, SCAN).steps) is None
