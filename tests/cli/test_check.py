"""`wasmlint check` through its real entry point: exit codes, streams, selection, settings."""

import json
import subprocess
import sys

import pytest

CLEAN = "(module)"
OLD_WASI = '(module (import "wasi_unstable" "fd_close" (func (param i32) (result i32))))'
PREVIEW1 = '(module (import "wasi_snapshot_preview1" "fd_close" (func (param i32) (result i32))))'


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["clean.wasm"], 0),
        (["old.wasm"], 1),
        (["old.wasm", "--exit-zero"], 0),
        (["old.wasm", "--fail-on", "never"], 0),
        (["old.wasm", "-f", "sarif"], 1),
        (["old.wasm", "-f", "json"], 1),
        (["preview1.wasm"], 0),
        (["preview1.wasm", "--fail-on", "note"], 1),
        (["preview1.wasm", "--fail-on", "note", "--min-severity", "warning"], 0),
        (["broken.wasm"], 1),
        (["gone.wasm"], 2),
        (["clean.wasm", "--select", "WL1O1"], 2),
        (["clean.wasm", "--format", "xml"], 2),
        (["clean.wasm", "--config", 'max-file-size="4 B"'], 3),
        (["old.wasm", "--config", 'max-file-size="4 B"', "--exit-zero"], 3),
        (["empty"], 2),
        (["empty", "--allow-empty"], 0),
        (["--no-such-option"], 2),
    ],
)
def test_the_exit_code_says_how_it_went(cli, arguments, code):
    cli.write("clean.wasm", CLEAN)
    cli.write("old.wasm", OLD_WASI)
    cli.write("preview1.wasm", PREVIEW1)
    cli.write("broken.wasm", b"\0asm\1\0\0\0\1\5")
    (cli.folder / "empty").mkdir()
    ran = cli("check", *arguments)
    assert ran.code == code, ran.err
    assert "Traceback" not in ran.err


def test_a_clean_run_prints_nothing_but_a_summary_on_stderr(cli):
    cli.write("clean.wasm", CLEAN)
    ran = cli("check", "clean.wasm")
    assert ran.out == ""
    assert "0 findings" in ran.err
    assert cli("check", "clean.wasm", "-q").err == ""


def test_one_bad_file_never_hides_the_findings_of_the_others(cli):
    cli.write("a.wasm", b"<!doctype html>")
    cli.write("b.wasm", OLD_WASI)
    cli.write("c.wat", "(module")
    cli.write("d.wasm.gz", b"\x1f\x8b cut")
    ran = cli("check", ".", "-f", "concise")
    assert "a.wasm:0x0" in ran.out
    assert "WL003[not-wasm]" in ran.out
    assert "WL101[wasi-snapshot-0]" in ran.out
    assert ran.code == 3
    assert "(c.wat)" in ran.err
    assert "(d.wasm.gz)" in ran.err


def test_several_reports_come_of_one_run(cli):
    cli.write("old.wasm", OLD_WASI)
    ran = cli("check", ".", "-f", "jsonl", "-o", "sarif=x.sarif", "-o", "json=x.json")
    assert ran.code == 1
    lines = [json.loads(line) for line in ran.out.splitlines()]
    sarif = json.loads((cli.folder / "x.sarif").read_text())
    content = json.loads((cli.folder / "x.json").read_text())
    ids = [result["ruleId"] for result in sarif["runs"][0]["results"]]
    assert ids == [line["rule"] for line in lines]
    assert ids == [finding["rule"] for finding in content["findings"]]


def test_the_settings_file_nearest_to_a_module_holds_for_it(cli):
    cli.write("a/old.wasm", OLD_WASI)
    cli.write("b/old.wasm", OLD_WASI)
    cli.write("b/wasmlint.toml", 'ignore = ["WL101"]\n')
    ran = cli("check", ".", "-f", "concise", "--min-severity", "error")
    assert [line.partition(":")[0] for line in ran.out.splitlines()] == ["a/old.wasm"]
    ran = cli("check", ".", "-f", "concise", "--min-severity", "error", "--isolated")
    assert len(ran.out.splitlines()) == 2


def test_a_mistake_in_the_settings_is_told_with_its_line(cli):
    cli.write("old.wasm", OLD_WASI)
    cli.write("wasmlint.toml", '\n[exports]\nrequire = ["x"]\n')
    ran = cli("check", "old.wasm")
    assert ran.code == 2
    assert "wasmlint.toml:3: `exports.require` is not a known key" in ran.err
    assert "did you mean `required`?" in ran.err


def test_standard_input_is_checked_under_the_name_given(cli):
    data = cli.write("old.wasm", OLD_WASI).read_bytes()
    ran = cli("check", "-", "--stdin-filename", "dist/app.wasm", "-f", "concise", stdin=data)
    assert ran.code == 1
    assert ran.out.startswith("dist/app.wasm:")
    assert cli("check", "-", "old.wasm", stdin=data).code == 2


def test_a_severity_and_a_parameter_can_be_changed(cli):
    cli.write("old.wasm", OLD_WASI)
    cli.write("wasmlint.toml", '[severity]\nWL101 = "note"\n')
    assert cli("check", "old.wasm").code == 0
    cli.write("wasmlint.toml", '[params.wasi-snapshot-0]\nallowed = ["fd_close"]\n')
    assert cli("check", "old.wasm", "--select", "WL101").out == ""
    cli.write("wasmlint.toml", "[params.WL101]\nalowed = []\n")
    ran = cli("check", "old.wasm")
    assert (ran.code, "allowed" in ran.err) == (2, True)


def test_findings_are_left_out_with_a_reason_and_stale_requests_are_reported(cli):
    cli.write("old.wasm", OLD_WASI)
    entry = '[[ignore-finding]]\nrule = "WL101"\nreason = "our host is old"\n'
    cli.write("wasmlint.toml", entry + 'subject = "import wasi_unstable.*"\n')
    ran = cli("check", "old.wasm", "-f", "json")
    content = json.loads(ran.out)
    assert content["findings"] == []
    assert [item["reason"] for item in content["suppressed"]] == ["our host is old"]
    cli.write("wasmlint.toml", entry + "expires = 2020-01-01\n")
    ran = cli("check", "old.wasm", "-f", "concise")
    assert "WL101" in ran.out
    assert "wasmlint.toml:1:1: warning WL902[expired-suppression]" in ran.out
    cli.write("wasmlint.toml", entry + 'subject = "import env.*"\n')
    assert "WL900[unused-suppression]" in cli("check", "old.wasm", "-f", "concise").out


def test_a_pack_of_ones_own_works_like_the_built_in_one(cli):
    cli.write("app.wasm", '(module (func (export "debug_dump")))')
    cli.write(
        "ours/ACME001-debug-export.yaml",
        "id: ACME001\n"
        "name: debug-export\n"
        "table: export\n"
        "severity: error\n"
        "confidence: high\n"
        'since: "1"\n'
        "summary: A debugging function is exported.\n"
        "why: Customers call it.\n"
        "fix: Remove it.\n"
        "when: name matches /^debug_/\n"
        'message: "`{name}` is exported"\n'
        "cases:\n"
        "  - name: found\n"
        '    wat: (module (func (export "debug_x")))\n'
        "    finds: [export debug_x]\n"
        "  - name: silent\n"
        "    wat: (module)\n"
        "    finds: []\n",
    )
    ran = cli("check", "app.wasm", "--pack", "ours", "--select", "ACME", "-f", "concise")
    assert (ran.code, "ACME001[debug-export]" in ran.out) == (1, True)
    cli.write("wasmlint.toml", 'packs = ["ours"]\n')
    assert "ACME001" in cli("check", "app.wasm", "-f", "concise").out
    assert cli("rule", "test", "ACME001").code == 0
    assert "ACME001" in cli("rule", "list").out


def test_the_report_does_not_depend_on_jobs_hash_seed_or_the_order_of_arguments(cli):
    names = [f"m{number}.wasm" for number in range(6)]
    for number, name in enumerate(names):
        large = f'(memory 1) (data (i32.const 0) "{"x" * 900_000}")'
        data = f'(module (import "wasi_unstable" "f{number}" (func)) {large})'
        cli.write(name, data)
    runs = {
        cli("check", *order, "-f", "json", "--jobs", jobs, PYTHONHASHSEED=seed).out
        for order, jobs, seed in [(names, "1", "0"), (names[::-1], "4", "1"), (["."], "2", "2")]
    }
    assert len(runs) == 1
    assert json.loads(runs.pop())["findings"]


def test_a_reader_that_goes_away_is_no_error_of_ours(cli):
    cli.write("old.wasm", OLD_WASI)
    process = subprocess.Popen(
        [sys.executable, "-m", "wasmlint", "check", "old.wasm"],
        cwd=cli.folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    process.stdout.close()
    errors = process.stderr.read().decode()
    process.stderr.close()
    assert process.wait() == 141
    assert "Traceback" not in errors


HOSTILE = "\x1b[31m\u202eevil\n::error::x`[a](b)"


@pytest.mark.parametrize("output_format", ["full", "concise", "github", "json", "jsonl", "sarif"])
def test_a_name_cannot_reach_the_terminal_or_forge_a_command(cli, output_format):
    escaped = "".join(f"\\{byte:02x}" for byte in HOSTILE.encode())
    cli.write("old.wasm", f'(module (import "wasi_unstable" "{escaped}" (func)))')
    ran = cli("check", "old.wasm", "-f", output_format)
    assert ran.code == 1
    shown = ran.out + ran.err
    assert "\x1b" not in shown
    if output_format not in ("json", "jsonl", "sarif"):
        assert "\u202e" not in shown
    assert not any(line.startswith("::error::x") for line in shown.splitlines())


def test_a_budget_that_looked_at_no_file_is_mentioned(cli):
    cli.write("dist/app.wasm", CLEAN)
    cli.write("wasmlint.toml", '[[budget]]\npath = "dits/*.wasm"\nmax-raw = "1 KiB"\n')
    ran = cli("check", ".", "-f", "json")
    assert ran.code == 0
    said = "the budget at wasmlint.toml:1: no file of this run matches `dits/*.wasm`"
    assert f"Not checked: {said}." in ran.err
    assert "dits/*.wasm" in ran.out
    cli.write("wasmlint.toml", '[[budget]]\npath = "dist/*.wasm"\nmax-raw = "1 KiB"\n')
    assert "Not checked" not in cli("check", ".").err


def test_parameters_of_one_rule_add_up_through_extend(cli):
    cli.write("old.wasm", OLD_WASI)
    cli.write("base.toml", '[params.WL101]\nallowed = ["fd_close"]\n')
    cli.write("wasmlint.toml", 'extend = "base.toml"\n[params.wasi-snapshot-0]\n')
    assert cli("check", "old.wasm", "--select", "WL101").out == ""


def test_an_exit_code_reaches_the_shell(cli):
    cli.write("old.wasm", OLD_WASI)
    cli.write("b.wat", "(module")
    assert cli.apart("check", "old.wasm", "--select", "WL1").code == 1
    assert cli.apart("check", "gone.wasm").code == 2
    assert cli.apart("check", ".").code == 3


def test_paths_in_sarif_begin_at_the_root_of_the_repository(cli):
    cli.write("sub/old.wasm", OLD_WASI)
    cli.folder /= "sub"
    for root, expected in (((), "sub/old.wasm"), (("--sarif-root", "."), "old.wasm")):
        log = json.loads(cli("check", "old.wasm", "-f", "sarif", *root).out)
        places = [result["locations"][0] for result in log["runs"][0]["results"]]
        uris = {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}
        assert uris == {expected}
