"""`wasmlint why` on modules that Go and C compilers made."""

import json
from pathlib import Path

MODULES = Path(__file__).parents[2] / "corpus" / "modules"
STRIPPED = str(MODULES / "go-js-prices-stripped.wasm.br")
C = str(MODULES / "c-wasi-wordcount.wasm")
COMPONENT = str(MODULES / "rust-wasip2-wordcount.wasm.br")


def test_a_package_of_a_stripped_go_program_has_a_path_with_files_and_lines(cli):
    ran = cli("why", STRIPPED, "net/http", "-f", "json")
    assert ran.code == 0, ran.err
    (why,) = json.loads(ran.out)["why"]
    assert (why["kind"], why["root"], why["is_reached"]) == ("package", "main.main", True)
    calls = {
        hop["target"]: (hop["file"], hop["line"]) for hop in why["path"] if hop["verb"] == "calls"
    }
    assert calls["main.watch"] == ("example.com/prices/main.go", 34)
    assert list(calls)[-1].startswith("net/http.")
    assert why["way_count"] >= len(why["ways"]) > 0


def test_a_function_of_c_has_the_calls_that_lead_to_it(cli):
    lines = cli("why", C, "printf_core").out.splitlines()
    assert lines[0] == "function printf_core"
    assert lines[1] == "  _start.command_export, export `_start`"
    assert [line.split()[1] for line in lines[2:9]] == [
        *("_start", "__original_main", "__main_void", "main", "printf", "vfprintf", "printf_core")
    ]
    assert lines[9] == "ways in, 1 of 1:"


def test_a_glob_names_several_things(cli):
    ran = cli("why", C, "v*printf", "-f", "json")
    assert [why["name"] for why in json.loads(ran.out)["why"]] == ["vfprintf"]


def test_a_misspelt_name_gets_the_nearest(cli):
    ran = cli("why", C, "printf_coer")
    assert ran.code == 2
    assert "did you mean `printf_core`?" in ran.err


def test_a_component_is_refused_with_what_to_do(cli):
    ran = cli("why", COMPONENT, "main")
    assert ran.code == 2
    assert "wasm-tools component unbundle" in ran.err
