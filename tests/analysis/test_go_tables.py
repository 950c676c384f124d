"""The tables that a Go program fills: modules, build settings, names for JavaScript."""

from functools import cache
from pathlib import Path

import pytest

from wasmlint.analysis.base import Input
from wasmlint.analysis.build_settings import ANALYSIS as BUILD_SETTINGS
from wasmlint.analysis.catalog import facts
from wasmlint.analysis.dependencies import ANALYSIS as DEPENDENCIES
from wasmlint.analysis.js_globals import ANALYSIS as JS_GLOBALS
from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode

TESTS = Path(__file__).parents[1]
FOLDERS = (TESTS / "provenance" / "golang" / "modules", TESTS.parent / "corpus" / "modules")
TABLES = (DEPENDENCIES, BUILD_SETTINGS, JS_GLOBALS)


@cache
def module(name: str) -> Input:
    path = next(path for folder in FOLDERS for path in folder.glob(f"{name}.wasm*"))
    data = unwrap(path.name, path.read_bytes(), 1 << 30)
    return Input("app.wasm", data, decode(data))


def records(analysis, given: Input) -> list[dict[str, object]]:
    rows = analysis.fill(given)
    return [rows.record(row) for row in range(len(rows))]


def test_a_module_replaced_by_a_folder_has_no_version_there():
    assert records(DEPENDENCIES, module("page-go1.25")) == [
        {
            "name": "example.com/labels",
            "version": "v1.2.0",
            "replaced_by": "./labels",
            "sum": None,
            "is_local": True,
        }
    ]


def test_other_replacements_are_told_with_their_version(given):
    lines = (
        r"path\ta\n"
        r"dep\texample.com/b\tv1.2.3\th1:b=\n"
        r"dep\texample.com/c\tv1.0.0\n=>\texample.org/d\tv1.0.1\th1:d=\n"
    )
    # A table of one function, so that the module is taken for Go's, and its build information.
    text = rf"""(module
      (@producers (processed-by "Go cmd/compile" "go1.27.4")) (memory 1)
      (data (i32.const 64) "\f1\ff\ff\ff\00\00\01\08\01")
      (data (i32.const 128) "\48\00\00\00\00\00\00\00\00\10\00\00\10")
      (data (i32.const 256) "\30\77\af\0c\92\74\08\02\41\e1\c1\07\e6\d6\18\e6{lines}"
        "\f9\32\43\31\86\18\20\72\00\82\42\10\41\16\d8\f2"))"""
    rows = [tuple(row.values()) for row in records(DEPENDENCIES, given(text))]
    assert rows == [
        ("example.com/b", "v1.2.3", None, "h1:b=", False),
        ("example.com/c", "v1.0.0", "example.org/d@v1.0.1", "h1:d=", False),
    ]


def test_settings_are_told_as_recorded():
    found = {row["key"]: row["value"] for row in records(BUILD_SETTINGS, module("page-go1.25"))}
    assert found.pop("DefaultGODEBUG").startswith("asynctimerchan=1,")
    assert found == {
        "-buildmode": "exe",
        "-compiler": "gc",
        "-trimpath": "true",
        "CGO_ENABLED": "0",
        "GOARCH": "wasm",
        "GOOS": "js",
    }


@pytest.mark.parametrize("analysis", [DEPENDENCIES, BUILD_SETTINGS])
def test_places_are_the_lines_in_the_file(analysis):
    given = module("page-go1.25")
    rows = analysis.fill(given)
    for row in range(len(rows)):
        place, record = rows.place(row), rows.record(row)
        line = given.data[place.span.start : place.span.end].decode()
        assert all(part in line for part in list(record.values())[:2])


def test_names_for_javascript_have_their_line_and_object():
    found = records(JS_GLOBALS, module("page-go1.25"))
    file = "example.com/page/main.go"
    assert [tuple(row.values()) for row in found[:5]] == [
        ("length", file, 27, "pageApi", "main.main"),
        ("pageApi", file, 30, None, "main.main"),
        ("pageCut", file, 31, None, "main.main"),
        ("pageVersion", file, 32, None, "main.main"),
        ("cut", file, 33, "module.exports", "main.main"),
    ]


def test_subjects_are_the_same_in_every_build():
    tables = facts(module("page-go1.19")), facts(module("page-go1.25"))
    for name, subject in (
        ("dependency", "dependency example.com/labels"),
        ("js_global", "js global pageApi.length"),
    ):
        assert [table.rows(name).place(0).subject for table in tables] == [subject, subject]


@pytest.mark.parametrize("analysis", TABLES, ids=lambda analysis: analysis.schema.name)
def test_what_is_not_go_s_has_no_rows(analysis):
    assert records(analysis, module("rust-unknown-slug")) == []
