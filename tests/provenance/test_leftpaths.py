from wasmlint.provenance.leftpaths import left_paths


def test_paths_of_a_section_are_gathered_by_prefix(decoded):
    module = decoded(
        r"""(module
          (@custom ".debug_str"
            "main.c\00/home/ada/a.c\00/home/ada/b.c\00/home/ada/a.c\00/srv/x/y\00")
          (@custom "sourceMappingURL" "\12file:///home/ada/m"))"""
    )
    found = [
        (left.section, left.prefix.text, left.count, left.example) for left in left_paths(module)
    ]
    assert found == [
        ("sourceMappingURL", "/home/ada", 1, "/home/ada/m"),
        (".debug_str", "/home/ada", 2, "/home/ada/a.c"),
        (".debug_str", "/srv/x", 1, "/srv/x/y"),
    ]


def test_offsets_point_at_the_first_path(decoded):
    module = decoded(
        r"""(module (func $/home/ada/a.c:init)
          (@producers (processed-by "clang" "17 (/home/ada/llvm 1a)"))
          (@custom ".debug_line" "\01\01/home/ada/src\00"))"""
    )
    left = left_paths(module)
    assert {item.section for item in left} == {"name", "producers", ".debug_line"}
    for item in left:
        assert module.data[item.offset :].startswith(item.example.encode())


def test_a_module_without_paths_has_none(decoded):
    assert left_paths(decoded('(module (func $main.run) (@producers (language "Go" "1")))')) == []
