"""`wasmlint size` on modules that Go, Rust and C compilers made."""

import csv
import io
import json
from pathlib import Path

import pytest
from jsonschema import validate

from wasmlint.engine.sizes.saved import schema

MODULES = Path(__file__).parents[2] / "corpus" / "modules"
GO = str(MODULES / "go-wasip1-tax.wasm.br")
GO_JSON = str(MODULES / "go-js-parcels.wasm.gz")
RUST = str(MODULES / "rust-wasip1-wordcount.wasm.br")
C = str(MODULES / "c-wasi-wordcount.wasm")
COMPONENT = str(MODULES / "rust-wasip2-wordcount.wasm.br")


def saved(cli, module):
    ran = cli("size", "show", module, "-f", "json")
    assert ran.code == 0, ran.err
    return json.loads(ran.out)


@pytest.mark.parametrize("module", [GO, RUST, C, COMPONENT])
def test_packages_and_sections_add_up_to_the_file(cli, module):
    report = saved(cli, module)
    validate(report, schema())
    assert sum(row["total_bytes"] for row in report["packages"]) == report["bytes"]
    assert sum(row["bytes"] for row in report["sections"]) == report["bytes"]


def test_the_runtime_of_go_is_the_largest_package_of_a_small_program(cli):
    ran = cli("size", "show", GO, "--limit", "1")
    assert ran.out.splitlines()[2].split() == [
        *("name", "kind", "bytes", "share", "code", "data", "functions", "retained")
    ]
    assert ran.out.splitlines()[3].split()[:2] == ["runtime", "runtime"]
    assert "more; --limit 0 shows all" in ran.out


def test_why_adds_the_path_that_brings_a_package_in(cli):
    rows = list(csv.DictReader(io.StringIO(cli("size", "show", GO_JSON, "--why", "-f", "csv").out)))
    because = {row["name"]: row["imported_because"] for row in rows}
    assert because["encoding/json"].startswith("main.main")
    assert because["encoding/json"].endswith("encoding/json.Unmarshal")


def test_functions_have_their_packages(cli):
    rows = list(
        csv.DictReader(io.StringIO(cli("size", "show", GO, "--by", "function", "-f", "csv").out))
    )
    assert {"main.main", "runtime.mallocgc"} <= {row["name"] for row in rows}
    assert {row["package"] for row in rows if row["name"] == "runtime.mallocgc"} == {"runtime"}


def test_markdown_is_a_table(cli):
    lines = cli("size", "show", C, "--by", "section", "-f", "markdown").out.splitlines()
    assert lines[0] == "| name | bytes | share |"
    assert lines[2].startswith("| `code` | ")


def test_a_saved_report_stands_for_its_module(cli):
    cli.write("old.json", json.dumps(saved(cli, GO)).encode())
    ran = cli("size", "diff", "old.json", GO)
    assert ran.code == 0, ran.err
    assert ": 0 B (" in ran.out


def test_a_difference_adds_up_and_names_what_breaks(cli):
    found = json.loads(cli("size", "diff", C, RUST, "-f", "json").out)
    for rows in ("origins", "packages"):
        growth = sum(row["new_bytes"] - row["old_bytes"] for row in found[rows])
        assert growth == found["growth_bytes"]
    assert found["old"]["toolchain"] == "clang"
    assert found["new"]["toolchain"] == "rust"
    added = [item["name"] for item in found["imports_added"]]
    assert found["breaks"][: len(added)] == [f"needs the import {name}" for name in added]


def test_the_page_holds_the_functions_and_nothing_of_the_network(cli):
    ran = cli("size", "html", C, "-o", "report.html")
    assert ran.code == 0, ran.err
    page = (cli.folder / "report.html").read_text("ascii")
    assert "dlmalloc" in page
    assert "default-src 'none'" in page


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (b"{}", "no size report of wasmlint"),
        (b"\0asm", "neither a module nor a saved size report"),
    ],
)
def test_a_json_file_that_is_no_report_is_refused(cli, content, problem):
    cli.write("old.json", content)
    ran = cli("size", "show", "old.json")
    assert ran.code in (2, 3)
    assert problem in ran.err


def test_an_unknown_grouping_is_refused_with_those_there_are(cli):
    ran = cli("size", "show", C, "--by", "packages")
    assert ran.code == 2
    assert "package" in ran.err
