import pytest

from wasmlint.reference.clibraries import c_libraries, find_c_library
from wasmlint.reference.datafile import read
from wasmlint.reference.standard_libraries import standard_names


def test_libraries_are_sorted_and_have_a_source_and_a_kind():
    names = [library.name.lower() for library in c_libraries()]
    assert names == sorted(set(names))
    assert [library.name for library in c_libraries() if not library.source] == []
    assert {library.kind for library in c_libraries()} == {"runtime", "dependency"}


def test_every_library_knows_some_name():
    assert [item.name for item in c_libraries() if not item.names and item.pattern is None] == []


def test_lists_of_names_are_sorted_and_no_pattern_makes_one_of_them_needless():
    for entry in read("c_libraries")["libraries"]:
        names = " ".join(entry.get("names", ())).split()
        assert names == sorted(set(names))
    for library in c_libraries():
        if library.pattern is not None:
            assert [name for name in library.names if library.pattern.fullmatch(name)] == []


def test_no_name_is_listed_for_two_libraries():
    for library in c_libraries():
        for name in library.names:
            found = find_c_library(name)
            assert found is not None
            assert found.name == library.name


@pytest.mark.parametrize(
    ("name", "library"),
    [
        ("malloc", "libc"),
        ("printf", "libc"),
        ("__wasi_fd_write", "libc"),
        ("__imported_wasi_snapshot_preview1_fd_write", "libc"),
        ("__divti3", "compiler-rt"),
        ("sqlite3VdbeExec", "SQLite"),
        ("inflateInit2_", "zlib"),
        ("u_isalpha_72", "ICU"),
        ("ZSTD_decompress", "Zstandard"),
        ("asyncify_get_state", "asyncify"),
        ("main", None),
        ("x_malloc", None),
        ("mallocx", None),
        ("png", None),
        ("", None),
        ("malloc\n", None),
        ("ｍalloc", None),
    ],
)
def test_a_function_is_of_the_library_that_has_its_name(name, library):
    found = find_c_library(name)
    assert (found.name if found is not None else None) == library


def test_parts_of_standard_libraries_are_sorted_and_have_a_source():
    entries = read("standard_libraries")["languages"]
    ids = [entry["id"] for entry in entries]
    assert ids == sorted(set(ids))
    for entry in entries:
        assert entry["source"]
        assert entry["names"] == sorted(set(entry["names"]))
        assert standard_names(entry["id"]) == frozenset(entry["names"])
