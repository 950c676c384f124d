import pytest

from wasmlint.provenance.leftpaths import left_paths


def test_paths_of_all_sections_are_gathered_by_prefix(decoded):
    module = decoded(
        r"""(module
          (@custom ".debug_str"
            "main.c\00/home/ada/a.c\00/home/ada/b.c\00/home/ada/a.c\00/srv/x/y\00")
          (@custom "sourceMappingURL" "\12file:///home/ada/m"))"""
    )
    found = [
        (left.sections, left.prefix.text, left.count, left.example) for left in left_paths(module)
    ]
    assert found == [
        (("sourceMappingURL", ".debug_str"), "/home/ada", 3, "/home/ada/m"),
        ((".debug_str",), "/srv/x", 1, "/srv/x/y"),
    ]


def test_offsets_point_at_the_first_path(decoded):
    module = decoded(
        r"""(module (func $/home/ada/a.c:init) (memory 1)
          (data (i32.const 8) "a message/home/eve/b.rs")
          (@producers (processed-by "clang" "17 (/home/bob/llvm 1a)"))
          (@custom ".debug_line" "\01\01/home/cyd/src\00"))"""
    )
    left = left_paths(module)
    assert {item.sections for item in left} == {
        ("name",),
        ("producers",),
        (".debug_line",),
        ("data",),
    }
    for item in left:
        assert module.data[item.offset :].startswith(item.example.encode())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("on a None value/home/ada/.cargo/a/lib.rsassertion", ["/home/ada/.cargo/a/lib.rs"]),
        (r"/Users/ada/go/pkg/golang.org/x.go\00/usr", ["/Users/ada/go/pkg/golang.org/x.go"]),
        (r"C:\5cUsers\5cada\5cm.rs", [r"C:\Users\ada\m.rs"]),
        (r"\00/root/src/main.c\00", ["/root/src/main.c"]),
        ("lib/root/src/main.c", []),
        ("/home/ada/pictures/", []),
        ("/home/web_user", []),
        ("/home/ada/index.html", []),
    ],
)
def test_data_holds_paths_where_they_end_as_source_files(decoded, text, expected):
    module = decoded(f'(module (memory 1) (data (i32.const 0) "{text}"))')
    assert [left.example for left in left_paths(module)] == expected


def test_a_module_without_paths_has_none(decoded):
    assert left_paths(decoded('(module (func $main.run) (@producers (language "Go" "1")))')) == []
