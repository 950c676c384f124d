import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.provenance.buildpaths import PathPrefix, path_prefix, paths_in_bytes, paths_in_text


@pytest.mark.parametrize(
    ("path", "prefix", "is_personal", "is_toolchain"),
    [
        ("/home/ada/project/main.c", "/home/ada", True, False),
        ("/home/ada/.cargo/registry/src/index/serde-1.0/src/lib.rs", "/home/ada", True, False),
        ("/Users/Ada Lovelace/go/src/x.go", "/Users/Ada Lovelace", True, False),
        ("C:\\Users\\ada\\src\\main.go", "C:\\Users\\ada", True, False),
        ("c:/Users/ada/src/main.go", "c:/Users/ada", True, False),
        ("/c/Users/ada/src", "/c/Users/ada", True, False),
        ("/mnt/c/Users/ada/src", "/mnt/c/Users/ada", True, False),
        ("/home/runner/app/main.c", "/home/runner", False, False),
        ("/Users/runner/app", "/Users/runner", False, False),
        ("/home/vsts/s/a.c", "/home/vsts", False, False),
        ("/root/project/main.go", "/root", False, False),
        ("/rustc/59807616e1fa2540/library/std/src/lib.rs", "/rustc/59807616e1fa2540", False, True),
        ("/rust/deps/dlmalloc-0.2.11/src/lib.rs", "/rust/deps", False, True),
        ("/usr/lib/go/src/fmt/print.go", "/usr/lib", False, True),
        ("/usr/local/go/src/fmt/print.go", "/usr/local/go", False, True),
        ("/usr/local/cargo/registry/src/a/b.rs", "/usr/local/cargo", False, True),
        ("/emsdk/emscripten/system/lib/libc/a.c", "/emsdk", False, True),
        ("/b/s/w/ir/cache/builder/x.c", "/b/s/w/ir", False, True),
        ("/nix/store/abc-clang-19/include/x.h", "/nix/store/abc-clang-19", False, True),
        ("/build/reproducible-path/llvm-19/x.c", "/build/reproducible-path/llvm-19", False, True),
        ("/home/build-user/swift/lib/x.cpp", "/home/build-user/swift", False, True),
        (
            "/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64/src/x.go",
            "/root/go/pkg/mod/golang.org/toolchain@v0.0.1-go1.27.0.linux-amd64",
            False,
            True,
        ),
        ("/home/ada/go/pkg/mod/golang.org/toolchain@v1/src/x.go", "/home/ada", True, False),
        ("/build/source/x.c", "/build", False, False),
        ("/workspace/app/x.c", "/workspace", False, False),
        ("/srv/ci/job-7/main.c", "/srv/ci", False, False),
        ("/emsdkish/x/y.c", "/emsdkish/x", False, False),
        ("D:\\a\\repo\\main.c", "D:\\a", False, False),
    ],
)
def test_a_path_is_cut_to_what_it_tells(path, prefix, is_personal, is_toolchain):
    assert path_prefix(path) == PathPrefix(prefix, is_personal, is_toolchain)


@pytest.mark.parametrize(
    ("text", "paths"),
    [
        ("/home/ada/x.c", ["/home/ada/x.c"]),
        ("clang 17 (/home/ada/llvm 1a2b)", ["/home/ada/llvm"]),
        ("file:///home/ada/x.map", ["/home/ada/x.map"]),
        ("C:\\Users\\ada\\x.c", ["C:\\Users\\ada\\x.c"]),
        ("clang 22 (https://github.com/llvm/llvm-project 1a)", []),
        ("clang 22 (https:/github.com/llvm/llvm-project 1a)", []),
        ("net/http.(*conn).serve", []),
        ("core::ops::Div<a/b>", []),
        ("x.wasm.map", []),
        ("/", []),
        ("/one", []),
        ("a /b/c, /d/e", ["/b/c", "/d/e"]),
    ],
)
def test_absolute_paths_are_found_in_text(text, paths):
    assert paths_in_text(text) == paths


def test_paths_are_found_among_the_strings_of_debug_data():
    data = (
        b"\x01\x01/home/ada/src\0lib/x.c\0/usr/include\0main /not/one\0"
        b"C:\\work dir\\a.c\0/cut/short"
    )
    found = list(paths_in_bytes(data, 0, len(data)))
    assert [path for _, path in found] == ["/home/ada/src", "/usr/include", "C:\\work dir\\a.c"]
    assert all(data[offset:].startswith(path.encode()) for offset, path in found)


@given(st.binary(max_size=300))
def test_any_bytes_can_be_searched(data):
    for offset, path in paths_in_bytes(data, 0, len(data)):
        assert 0 <= offset < len(data)
        assert path.startswith(path_prefix(path).text)


@given(st.text(max_size=200))
def test_every_path_in_a_text_begins_with_its_prefix(text):
    for path in paths_in_text(text):
        assert path in text
        assert path.startswith(path_prefix(path).text)
