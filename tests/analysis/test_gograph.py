"""The call graph of Go programs that Go's own tools built."""

from collections import Counter
from pathlib import Path

import pytest

from wasmlint.analysis import calls, functions
from wasmlint.analysis.callgraph import call_graph, general_graph
from wasmlint.analysis.graphrecords import DATA, DIRECT, VALUE
from wasmlint.analysis.scanning import scanned

PRICES = Path(__file__).parents[2] / "corpus" / "src" / "go-js-prices"
PROGRAMS = ("go-js-parcels", "go-js-prices", "go-js-prices-stripped", "go-wasip1-tax")


def index_of(rows, symbol):
    return list(rows.column("symbol")).index(symbol)


@pytest.mark.parametrize("name", PROGRAMS)
def test_nearly_all_that_the_linker_kept_is_reached(corpus, name):
    graph = corpus(name).once(call_graph)
    dead = [index for index in range(graph.function_count) if not graph.reached[index]]
    assert len(dead) <= 1


@pytest.mark.parametrize("name", PROGRAMS)
def test_nodes_and_their_sizes_are_nearly_the_whole_file(corpus, name):
    made = corpus(name)
    total = sum(made.once(call_graph).sizes)
    assert 0.9 * len(made.data) < total < len(made.data)


def test_the_program_begins_in_main_which_keeps_most_of_it(corpus):
    graph = corpus("go-js-prices").once(call_graph)
    main = next(node for node, cost in graph.roots.items() if cost == 0)
    assert (graph.label(main), graph.reason(main)) == ("main.main", "the program starts here")
    assert graph.retained[main] > 3_000_000


def test_roots_are_exports_initialisations_and_what_the_linker_keeps(corpus):
    graph = corpus("go-js-parcels").once(call_graph)
    reasons = Counter(graph.reason(root).partition(" `")[0] for root in graph.roots)
    assert set(reasons) == {
        "export",
        "runs before main",
        "the linker keeps it",
        "the program starts here",
    }
    labels = {graph.label(root) for root in graph.roots}
    assert {"initialisation of syscall/js", "initialisation of os"} <= labels


def test_data_is_called_by_what_it_is(corpus):
    graph = corpus("go-js-prices").once(call_graph)
    labels = set(map(graph.label, range(graph.function_count, graph.graph.node_count)))
    assert {
        "type *http.Client",
        "methods of *http.Transport for http.RoundTripper",
        "function value main.watchPrice",
        "data of main.main",
        "names and tables",
    } <= labels


def test_the_table_alone_would_let_every_function_be_called(corpus):
    made = corpus("go-js-parcels")
    general, own = general_graph(made), made.once(call_graph)
    main = next(node for node, cost in own.roots.items() if cost == 0)
    assert sum(general.reached[: general.function_count]) >= general.function_count - 1
    assert general.retained[main] < own.retained[main] / 2


def test_an_address_is_taken_where_there_is_a_function_value(corpus):
    rows = functions.ANALYSIS.fill(corpus("go-js-prices"))
    taken = dict(zip(rows.column("symbol"), rows.column("is_address_taken"), strict=True))
    assert taken["main.watchPrice"] is True
    assert taken["main.watch"] is False


def test_functions_stand_where_they_are_declared(corpus):
    rows = functions.ANALYSIS.fill(corpus("go-js-prices"))
    row = index_of(rows, "main.watch")
    assert rows.value("source_file", row).endswith("/go-js-prices/main.go")
    source = (PRICES / "main.go").read_text().splitlines()
    assert source[rows.value("source_line", row) - 1].startswith("func watch(")
    assert rows.value("package", row) == "main"


def test_calls_stand_where_the_caller_makes_them(corpus):
    made = corpus("go-js-prices")
    rows, named = calls.ANALYSIS.fill(made), functions.ANALYSIS.fill(made)
    source = (PRICES / "internal" / "shop" / "shop.go").read_text()
    get = index_of(named, "example.com/prices/internal/shop.get")
    decode = index_of(named, "encoding/json.(*Decoder).Decode")
    row = next(row for row in rows.where("caller", get) if rows.value("callee", row) == decode)
    assert rows.value("kind", row) == DIRECT
    assert rows.value("source_file", row).endswith("internal/shop/shop.go")
    assert ".Decode(" in source.splitlines()[rows.value("source_line", row) - 1]
    # (*Client).Do is inlined; the call of what it calls is still a line of this function.
    do = index_of(named, "net/http.(*Client).do")
    row = next(row for row in rows.where("caller", get) if rows.value("callee", row) == do)
    assert rows.value("source_file", row).endswith("internal/shop/shop.go")
    assert ".Do(" in source.splitlines()[rows.value("source_line", row) - 1]


def test_direct_calls_are_the_instructions_and_others_come_behind(corpus):
    made = corpus("go-js-prices")
    rows = calls.ANALYSIS.fill(made)
    kinds = list(rows.column("kind"))
    assert kinds[: len(scanned(made).calls)] == [DIRECT] * len(scanned(made).calls)
    assert list(dict.fromkeys(kinds)) == ["direct", "indirect", "value", "data"]


def test_function_values_in_code_and_data_are_calls(corpus):
    made = corpus("go-js-prices")
    rows, named = calls.ANALYSIS.fill(made), functions.ANALYSIS.fill(made)
    symbols = named.column("symbol")
    found = {
        (symbols[rows.value("caller", row)], symbols[rows.value("callee", row)], kind)
        for row, kind in enumerate(rows.column("kind"))
        if kind in (VALUE, DATA)
    }
    assert ("main.main", "main.watchPrice", DATA) in found
    assert ("main.watchPrice", "main.watchPrice.gowrap1", VALUE) in found
