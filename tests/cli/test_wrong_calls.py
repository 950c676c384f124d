"""Every mistake a person can make is answered with place, fact and next step, never a traceback."""

import os

import pytest

needs_pipes = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["check", ""], "an empty path names nothing; write `.`"),
        (["check", "main.go"], "main.go: Go source is not checked yet; give the .wasm file"),
        (["check", "folder"], "there is nothing to check: no .wasm, .wasm.gz, .wasm.br, .wat file"),
        (["check", "*.nope"], "*.nope: no file matches this pattern"),
        (["check", "a.wat", "-f", "jsno"], "use one of full, concise, json, jsonl, sarif, github"),
        (["check", "a.wat", "--host", "wazro"], "did you mean `wazero`?"),
        (["check", "a.wat", "--target", "safri>=17"], "did you mean `safari`?"),
        (["check", "a.wat", "--select", "WL1O1"], "`select`: `WL1O1` selects no rule; did you"),
        (["check", "a.wat", "--config", "fail-on=warning"], """--config 'fail-on="warning"'"""),
        (["check", "a.wat", "--config", f"x={'[' * 5000}"], "Values are nested too deep"),
        (["check", "a.wat", "--sarif-root", "gone"], "gone: there is no such folder"),
        (["check", "a.wat", "--sarif-root", "folder"], "neither the working directory nor above"),
        (["check", "a.wat", "--pack", "gone"], "gone: there is no such rule pack"),
        (["inspect", "folder"], "folder: this is a folder; name one file in it"),
        (["facts", "gone.wasm"], "gone.wasm: there is no such file"),
        (["inspect"], "Try `wasmlint inspect --help`."),
        (["rule", "list", "-f", "xml"], "--format `xml` is unknown; use one of text, json"),
        (["rule", "show", "WL101", "-f", "html"], "use one of text, markdown"),
        (["version", "-f", "yaml"], "use one of text, json"),
        (["rule", "new", "size", "a-name", "--rules", "a.wat"], "cannot be written: "),
        (["chek"], "Did you mean 'check'?"),
    ],
)
def test_a_wrong_call_is_answered_with_what_to_do(cli, arguments, message):
    cli.write("a.wat", "(module)")
    cli.write("main.go", "package main\n")
    (cli.folder / "folder").mkdir()
    ran = cli(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert "Traceback" not in ran.err


@pytest.mark.parametrize(
    ("outputs", "message"),
    [
        (["json=no/x.json"], "no/x.json: there is no folder no; make it first"),
        (["json=x.json", "jsonl=./x.json"], "x.json: is named twice"),
        (["json=a.wat"], "a.wat: is a file to check, which is never written to"),
        (["json=folder"], "folder: this is a folder; name a file in it"),
        (["json=-"], "-: not a file; --format json writes to standard output"),
        (["json"], "must be FMT=PATH"),
        pytest.param(
            ["json=/dev/stdout"],
            "/dev/stdout: not a file",
            marks=pytest.mark.skipif(not os.path.exists("/dev/stdout"), reason="has no /dev"),  # noqa: PTH110
        ),
    ],
)
def test_a_place_that_cannot_be_written_to_is_refused_before_any_work(cli, outputs, message):
    module = cli.write("a.wat", "(module)")
    (cli.folder / "folder").mkdir()
    before = sorted(cli.folder.iterdir())
    ran = cli("check", "a.wat", *(part for output in outputs for part in ("-o", output)))
    assert ran.code == 2
    assert message in ran.err
    assert module.read_text() == "(module)"
    assert sorted(cli.folder.iterdir()) == before


@needs_pipes
def test_a_pipe_or_a_device_is_refused_and_never_waited_for(cli):
    os.mkfifo(cli.folder / "pipe.wasm")
    for command in ("check", "inspect", "facts"):
        for path in ("pipe.wasm", os.devnull):
            ran = cli(command, path)
            assert (ran.code, "this is no regular file" in ran.err) == (2, True)
    ran = cli("check", ".")
    assert (ran.code, "Not checked: the file (pipe.wasm)" in ran.err) == (3, True)


def test_symbolic_links_that_go_in_a_circle_are_said_to_be_unreadable(cli):
    (cli.folder / "loop.wasm").symlink_to("loop.wasm")
    (cli.folder / "self").symlink_to(".")
    ran = cli("check", "loop.wasm")
    assert (ran.code, "the symbolic link leads to no file" in ran.err) == (2, True)
    ran = cli("check", ".")
    assert (ran.code, "Not checked: the file (loop.wasm): the file cannot" in ran.err) == (3, True)


def test_standard_input_over_the_limit_leaves_the_run_incomplete(cli):
    ran = cli("check", "-", "--config", 'max-file-size="4 B"', stdin=b"\0asm\1\0\0\0")
    assert (ran.code, "raise `max-file-size`" in ran.err) == (3, True)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"\n\n# \xff\n", "wasmlint.toml:3: this is not TOML: it must be UTF-8 text"),
        (b"#" * 2_000_000, "over the limit of 1.00 MiB"),
        (b"a=" + b"[" * 50_000, "Values are nested too deep"),
        (b"a=" + b"9" * 50_000, "A number has too many digits"),
        (b'\npacks = ["gone"]', "wasmlint.toml:2: `packs[0]` names no rule file or folder: gone"),
        (b'packs = ["a\\u0000"]', "wasmlint.toml:1: `packs[0]` holds a NUL character"),
        (b'\nignore = ["WL999"]', "wasmlint.toml:2: `ignore`: `WL999` selects no rule"),
        (b'[severity]\nWL1 = "note"\nWL999 = "note"', "wasmlint.toml:3: `severity`: `WL999`"),
        (b"\n[params.WL999]\nlimit = 1", "wasmlint.toml:2: `params`: `WL999` selects no rule"),
        (b'[params.WL302]\nlimit = "x"', "wasmlint.toml:2: `params.WL302`: `limit` must be bytes"),
        (b'[per-file-ignores]\n"a" = ["oops"]', "wasmlint.toml:2: `per-file-ignores`: `oops`"),
        (b"\x1b]0;x", "this is not TOML"),
    ],
)
def test_settings_that_cannot_be_used_are_refused_with_their_place(cli, text, message):
    cli.write("a.wat", "(module)")
    cli.write("wasmlint.toml", text)
    ran = cli("check", "a.wat")
    assert (ran.code, ran.out) == (2, "")
    assert message in ran.err
    assert "\x1b" not in ran.err
