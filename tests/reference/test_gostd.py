"""The import graph of Go's standard library, as data."""

import pytest

from wasmlint.reference.gostd import std_imports


@pytest.mark.parametrize("minor", range(21, 28))
@pytest.mark.parametrize("system", ["js", "wasip1"])
def test_every_release_since_wasip1_has_what_fmt_imports(minor, system):
    found = std_imports(minor, system)
    assert {"errors", "os", "reflect", "strconv"} <= found["fmt"]
    named = {name for imports in found.values() for name in imports}
    assert named - found.keys() <= {"unsafe"}


def test_what_only_one_system_imports_is_told_apart():
    assert "syscall/js" in std_imports(26, "js")["net/http"]
    assert "syscall/js" not in std_imports(26, "wasip1")["net/http"]


def test_another_release_or_system_has_no_table():
    assert std_imports(12, "js") is None
    assert std_imports(26, "linux") is None
