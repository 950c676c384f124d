"""`wasmlint inspect`, `facts` and `rule`: what `check` judges by, to look at."""

import csv
import json

import pytest

from wasmlint.analysis.catalog import schema

SHOP = """
(module
  (import "wasi_snapshot_preview1" "fd_write" (func $write (param i32 i32 i32 i32) (result i32)))
  (memory (export "memory") 2 16)
  (func $main (export "_start")
    (drop (call $write (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0)))
    (drop (call $write (i32.const 0) (i32.const 0) (i32.const 0) (i32.const 0))))
  (data (i32.const 8) "hello"))
"""


def test_inspect_says_what_a_module_is_on_one_screen(cli):
    cli.write("shop.wasm", SHOP)
    ran = cli("inspect", "shop.wasm")
    assert ran.code == 0, ran.err
    for part in (
        "shop.wasm: core module, command",
        "gzip -9",
        "brotli -9",
        "2 functions, 1 imports, 2 exports",
        "wasi_snapshot_preview1",
        "io-write",
        "2 pages (128 KiB), at most 16 pages (1.00 MiB)",
        "_start",
    ):
        assert part in ran.out


def test_inspect_as_json_holds_the_rows_of_the_tables(cli):
    cli.write("shop.wasm", SHOP)
    content = json.loads(cli("inspect", "shop.wasm", "-f", "json").out)
    (module,) = content["modules"]
    assert module["module"]["import_count"] == 1
    assert module["imports"][0]["names"] == ["fd_write"]
    assert [section["name"] for section in module["sections"]][:3] == ["type", "import", "function"]
    assert module["functions"][0]["symbol"] == "main"


@pytest.mark.parametrize("wanted", ["main", "_start", "1"])
def test_a_function_is_disassembled_by_name_or_index(cli, wanted):
    cli.write("shop.wasm", SHOP)
    ran = cli("inspect", "shop.wasm", "--function", wanted)
    assert (ran.code, ran.out.count("call ")) == (0, 2)
    assert "i32.const 0" in ran.out


@pytest.mark.parametrize(
    ("wanted", "message"), [("mian", "did you mean `main`?"), ("write", "is imported")]
)
def test_a_function_without_a_body_is_explained(cli, wanted, message):
    cli.write("shop.wasm", SHOP)
    ran = cli("inspect", "shop.wasm", "--function", wanted)
    assert (ran.code, message in ran.err) == (2, True)


def test_what_does_not_decode_cannot_be_inspected(cli):
    cli.write("a.wasm", b"\0asm\1\0\0\0\1\5")
    ran = cli("inspect", "a.wasm")
    assert ran.code == 3
    assert "at byte 0x" in ran.err
    assert "wasmlint check a.wasm" in ran.err


def test_facts_print_one_json_object_a_row_with_keys_in_the_fixed_order(cli):
    cli.write("shop.wasm", SHOP)
    ran = cli("facts", "shop.wasm", "--table", "call", "--format", "jsonl")
    (row,) = (json.loads(line) for line in ran.out.splitlines())
    assert [row[key] for key in ("caller", "callee", "kind", "count")] == [1, 0, "direct", 2]
    assert list(json.loads(ran.out)) == [column.name for column in schema()["call"].columns]


def test_facts_as_csv_and_json_have_the_same_rows(cli):
    cli.write("shop.wasm", SHOP)
    table = csv.DictReader(cli("facts", "shop.wasm", "-t", "export", "-f", "csv").out.splitlines())
    content = json.loads(cli("facts", "shop.wasm", "-t", "export", "-f", "json").out)
    assert (
        [row["name"] for row in table] == [row["name"] for row in content] == ["memory", "_start"]
    )


def test_facts_name_the_tables_and_guess_a_mistyped_one(cli):
    listed = cli("facts").out
    for table in schema():
        assert f"{table.name}: " in listed
    ran = cli("facts", "--table", "functoin")
    assert (ran.code, "did you mean `function`?" in ran.err) == (2, True)


def test_facts_of_every_table_are_available_for_a_module(cli):
    cli.write("shop.wasm", SHOP)
    ran = cli("facts", "shop.wasm")
    assert ran.code == 0
    assert "function" in ran.out


def test_rules_are_listed_and_explained(cli):
    listed = cli("rule", "list").out
    assert "WL101  wasi-snapshot-0" in listed
    shown = cli("rule", "show", "wasi-snapshot-0").out
    assert "WL101" in shown
    assert "wasi_unstable" in shown
    ran = cli("rule", "show", "wasi-snapshot-1")
    assert (ran.code, "did you mean" in ran.err) == (2, True)


def test_a_new_rule_is_begun_with_the_next_id_and_both_kinds_of_cases(cli):
    ran = cli("rule", "new", "size", "oversized-table")
    assert ran.code == 0, ran.err
    (file,) = (cli.folder / "rules").rglob("*.yaml")
    assert file.name == "SIZE001-oversized-table.yaml"
    assert file.read_text().count("finds:") >= 2
    assert cli("rule", "test", str(file)).code == 1


def test_a_wrong_rule_is_refused_with_its_place_and_a_caret(cli):
    cli("rule", "new", "size", "oversized-table")
    (file,) = (cli.folder / "rules").rglob("*.yaml")
    lines = file.read_text().splitlines()
    at = next(number for number, line in enumerate(lines) if line.startswith("when:"))
    end = next(n for n in range(at + 1, len(lines)) if lines[n] and not lines[n].startswith(" "))
    lines[at:end] = ["when: |", "  bod_bytes > 3"]
    file.write_text("\n".join(lines) + "\n")
    ran = cli("rule", "test", str(file))
    assert ran.code == 2
    assert f"{at + 2}:3" in ran.err
    assert "^^^" in ran.err


@pytest.mark.parametrize("command", [[], ["check"], ["inspect"], ["facts"], ["rule"]])
def test_help_teaches(cli, command):
    ran = cli(*command, "--help", GITHUB_ACTIONS="true")
    assert ran.code == 0
    assert "Usage: wasmlint" in ran.out
    assert "\x1b" not in ran.out


def test_the_version_is_printed(cli):
    from wasmlint import __version__

    for arguments in (["--version"], ["-V"], ["version"]):
        assert cli(*arguments).out == f"wasmlint {__version__}\n"
    assert json.loads(cli("version", "-f", "json").out)["wasmlint"] == __version__


def test_a_fault_of_ours_is_told_apart_from_one_of_the_input(cli):
    cli.write("a.wasm", "(module)")
    cli.write("sitecustomize.py", "import wasmlint.engine.run as r\nr.run = None\n")
    ran = cli("check", "a.wasm", PYTHONPATH=str(cli.folder))
    assert ran.code == 4
    assert "bug: TypeError" in ran.err
    assert "Traceback" not in ran.err


def test_a_name_in_csv_stays_on_its_line(cli):
    cli.write("a.wasm", '(module (func (export "\\1b[2J\\n::error::forged")))')
    ran = cli("facts", "a.wasm", "-t", "export", "-f", "csv")
    assert len(ran.out.splitlines()) == 2
    assert "\\u{1b}[2J\\u{a}" in ran.out


def test_what_is_inside_a_component_is_told_in_brief_unless_asked_for(cli):
    cli.write("c.wasm", '(component (core module (func (export "run"))) (core module))')
    ran = cli("inspect", "c.wasm")
    assert ran.code == 0
    assert "core module x2" in ran.out
    assert "c.wasm, module[0]: core module" in ran.out
    assert "function run" not in ran.out
    assert ran.out.endswith("--nested shows the modules inside in full.\n")
    assert "function run () -> ()" in cli("inspect", "c.wasm", "--nested").out


def test_long_lists_are_cut_and_say_so(cli):
    sections = "".join(f'(@custom "s{number}" "")' for number in range(400))
    imports = "".join(f'(import "m{number}" "f" (func))' for number in range(400))
    cli.write("a.wasm", f"(module {imports} {sections})")
    lines = cli("inspect", "a.wasm", "--no-compress").out.splitlines()
    assert len(lines) < 80
    assert lines.count("  and 380 more") == 1
