"""`wasmlint facts` without a file tells of the tables, in three formats from one declaration."""

import json

import pytest

from wasmlint.analysis.catalog import schema

COMPONENT = "(component (core module (func)))"


def test_the_text_has_every_column_and_relation(cli):
    lines = cli("facts").out.splitlines()
    for table in schema():
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{table.name}: "))
        names = [item.name for item in (*table.columns, *table.relations)]
        assert [line.split()[0] for line in lines[at + 1 : at + 1 + len(names)]] == names


def test_the_text_says_which_column_is_the_key_and_which_refers_to_it(cli):
    (index,) = _lines(cli("facts", "-t", "function").out, "index ")
    assert index.endswith("The key.")
    (caller,) = _lines(cli("facts", "-t", "call").out, "caller ")
    assert caller.endswith("Refers to a row of function.")
    (callers,) = _lines(cli("facts", "-t", "function").out, "callers ")
    assert callers.endswith("(table call, where callee is this index)")


def _lines(text, start):
    return [line for line in text.splitlines() if line.lstrip().startswith(start)]


def test_the_json_is_the_schema(cli):
    content = json.loads(cli("facts", "-f", "json").out)
    assert [table["name"] for table in content] == list(schema().names)
    (call,) = json.loads(cli("facts", "-t", "call", "-f", "json").out)
    assert [column["name"] for column in call["columns"]] == [
        column.name for column in schema()["call"].columns
    ]
    assert call["columns"][1] == {
        "name": "callee",
        "kind": "index",
        "is_optional": True,
        "values": [],
        "refers_to": "function",
        "doc": schema()["call"].columns[1].doc,
    }


def test_the_markdown_is_that_of_the_reference(cli, docs):
    shown = cli("facts", "-f", "markdown").out
    assert (docs / "reference/facts.md").read_text(encoding="utf-8").endswith(shown)
    (one,) = _lines(cli("facts", "-t", "call", "-f", "markdown").out, "| `callee` ")
    assert one in shown.splitlines()


def test_the_markdown_says_which_files_have_rows_of_a_table(cli):
    cli.write("c.wasm", COMPONENT)
    counts = json.loads(cli("facts", "c.wasm", "-f", "json").out)
    assert "Rows in core modules." in cli("facts", "-t", "function", "-f", "markdown").out
    assert counts["function"] == 1
    both = "Rows in core modules and components."
    assert both in cli("facts", "-t", "section", "-f", "markdown").out
    assert counts["section"] > 0
    assert "Rows in settings files." in cli("facts", "-t", "suppression", "-f", "markdown").out
    assert "suppression" not in counts


@pytest.mark.parametrize(
    ("arguments", "fits"),
    [
        (["-f", "csv"], "text, json, markdown"),
        (["-f", "yaml"], "text, json, markdown"),
        (["a.wasm", "-f", "markdown"], "text, json"),
        (["a.wasm", "-t", "import", "-f", "text"], "jsonl, json, csv"),
    ],
)
def test_a_format_that_does_not_fit_is_refused_with_those_that_do(cli, arguments, fits):
    cli.write("a.wasm", "(module)")
    ran = cli("facts", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("wasmlint: error: --format ")
    assert ran.err.endswith(f"use one of {fits}\n")
