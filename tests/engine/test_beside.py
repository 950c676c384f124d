import pytest

from wasmlint.analysis.policy import Policy
from wasmlint.engine.beside import beside
from wasmlint.engine.reading import inputs

LIMIT = 1000
MODULE = '(module (func) (@custom "sourceMappingURL" "\\07app.map"))'


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "secret.map").write_bytes(b"secret")
    inner = tmp_path / "dist"
    inner.mkdir()
    (inner / "app.map").write_bytes(b"map")
    (inner / "large.map").write_bytes(bytes(LIMIT + 1))
    (inner / "folder.map").mkdir()
    (inner / "link.map").symlink_to(inner / "app.map")
    (inner / "out.map").symlink_to(tmp_path / "secret.map")
    (inner / "loop.map").symlink_to(inner / "loop.map")
    return inner


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("app.map", b"map"),
        ("link.map", b"map"),
        ("none.map", None),
        ("large.map", None),
        ("folder.map", None),
        ("out.map", None),
        ("loop.map", None),
        ("../secret.map", None),
        ("a\0b", None),
        ("a" * 5000, None),
    ],
)
def test_only_files_of_the_folder_are_read(folder, name, content):
    assert beside(folder / "app.wasm", LIMIT)(name) == content


def test_a_module_gets_the_files_that_it_names(folder, cli):
    data = cli.write("app.wasm", MODULE).read_bytes()
    (given,) = inputs("app.wasm", data, Policy(), LIMIT, beside(folder / "app.wasm", LIMIT))
    assert given.beside == {"app.map": b"map"}
    (alone,) = inputs("app.wasm", data, Policy(), LIMIT)
    assert alone.beside == {}


def test_modules_nested_in_a_component_get_theirs(folder, cli):
    data = cli.write("app.wasm", f"(component (core module) (core {MODULE[1:]})").read_bytes()
    found = inputs("app.wasm", data, Policy(), LIMIT, beside(folder / "app.wasm", LIMIT))
    assert [given.beside for given in found] == [{}, {}, {"app.map": b"map"}]
