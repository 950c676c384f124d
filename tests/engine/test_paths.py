"""Which files a command line names, and what globs match."""

import pytest

from wasmlint.core.errors import UsageError
from wasmlint.engine.paths import expand, matches, root_prefix, shown


@pytest.mark.parametrize(
    ("path", "pattern", "does_match"),
    [
        ("dist/app.wasm", "dist/*.wasm", True),
        ("dist/sub/app.wasm", "dist/*.wasm", False),
        ("dist/sub/app.wasm", "dist/**/*.wasm", True),
        ("dist/app.wasm", "**/*.wasm", True),
        ("app.wasm", "**", True),
        ("vendor/a/b.wasm", "vendor", True),
        ("vendor/a/b.wasm", "vendor/", True),
        ("vendored/b.wasm", "vendor", False),
        (".hidden/b.wasm", "**/*.wasm", True),
        ("a.wasm", "{a,b}.wasm", True),
    ],
)
def test_a_glob_matches_below_its_folder(tmp_path, path, pattern, does_match):
    assert matches(tmp_path / path, pattern, str(tmp_path)) == does_match


def test_a_folder_names_the_modules_below_it_sorted_and_once(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in (
        "b.wasm",
        "a/c.wasm.gz",
        "a/d.wat",
        "a/e.txt",
        "node_modules/f.wasm",
        ".git/g.wasm",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "a")
    found = [(shown(path), is_named) for path, is_named in expand([".", "b.wasm", "a/../b.wasm"])]
    assert found == [("a/c.wasm.gz", False), ("a/d.wat", False), ("b.wasm", True)]


def test_a_pattern_is_expanded_where_no_such_file_exists(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "x").mkdir()
    for name in ("x/a.wasm", "x/b.wasm", "x/[a].wasm"):
        (tmp_path / name).write_bytes(b"")
    assert [shown(path) for path, _ in expand(["x/[a].wasm"])] == ["x/[a].wasm"]
    assert [shown(path) for path, _ in expand(["**/[ab].wasm"])] == ["x/a.wasm", "x/b.wasm"]


@pytest.mark.parametrize(
    ("argument", "message"),
    [
        ("gone.wasm", "there is no such file or folder"),
        ("*.wasm", "no file matches this pattern"),
        ("main.go", "Go source is not checked yet"),
    ],
)
def test_an_argument_that_names_no_module_is_refused(tmp_path, monkeypatch, argument, message):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "main.go").write_text("package main")
    with pytest.raises(UsageError, match=message):
        expand([argument])


def test_the_prefix_leads_from_the_root_of_the_repository(tmp_path, monkeypatch):
    (tmp_path / ".git").mkdir()
    (tmp_path / "a" / "b").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "a" / "b")
    assert root_prefix(None) == "a/b/"
    assert root_prefix(tmp_path / "a") == "b/"
    monkeypatch.chdir(tmp_path)
    assert root_prefix(None) == ""
