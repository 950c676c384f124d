"""Build information, as the go command writes it and as it may be broken."""

import struct

import pytest

from wasmlint.provenance.golang.buildinfo import GoModule, find_build_info

START = bytes.fromhex("3077af0c9274080241e1c107e6d618e6")
END = bytes.fromhex("f932433186182072008242104116d8f2")


def build_info(text: str):
    return find_build_info(b"before" + START + text.encode() + END)


def shown(module: GoModule):
    replacement = module.replacement
    return (
        module.path,
        module.version,
        module.sum,
        None if replacement is None else (replacement.path, replacement.version, replacement.sum),
    )


def test_all_that_is_on_record_is_read_in_its_order():
    found = build_info(
        "path\texample.com/a/cmd\n"
        "mod\texample.com/a\t(devel)\t\n"
        "dep\texample.com/b\tv1.2.3\th1:b=\n"
        "dep\texample.com/c\tv1.0.0\n"
        "=>\t../c\t(devel)\t\n"
        "dep\texample.com/d\tv2.0.0+incompatible\n"
        "=>\texample.org/e\tv2.1.0\th1:e=\n"
        "build\t-compiler=gc\n"
        'build\t-ldflags="-s -w -X \\"main.version=1\\t2\\""\n'
        "build\tGOOS=js\n"
        "build\tvcs.modified=true\n"
    )
    assert found is not None
    assert found.path == "example.com/a/cmd"
    assert found.main is not None
    assert shown(found.main) == ("example.com/a", "(devel)", None, None)
    assert [shown(module) for module in found.dependencies] == [
        ("example.com/b", "v1.2.3", "h1:b=", None),
        ("example.com/c", "v1.0.0", None, ("../c", "(devel)", None)),
        ("example.com/d", "v2.0.0+incompatible", None, ("example.org/e", "v2.1.0", "h1:e=")),
    ]
    assert [(setting.key, setting.value) for setting in found.settings] == [
        ("-compiler", "gc"),
        ("-ldflags", '-s -w -X "main.version=1\t2"'),
        ("GOOS", "js"),
        ("vcs.modified", "true"),
    ]


def test_addresses_are_those_of_the_lines():
    text = "path\ta\nmod\ta\tv1\t\nbuild\tGOOS=js\n"
    data = b"xyz" + START + text.encode() + END
    found = find_build_info(data)
    assert found is not None
    assert found.main is not None
    for item, line in ((found.main, b"mod\ta\tv1\t"), (found.settings[0], b"build\tGOOS=js")):
        assert data[item.address : item.address + item.size] == line


@pytest.mark.parametrize(
    ("line", "setting"),
    [
        ('build\t"a=b"=c', ("a=b", "c")),
        ("build\tk=`raw \\n`", ("k", "raw \\n")),
        (r'build	k="\x41\u00e9\U0001f600\n"', ("k", "Aé\U0001f600\n")),
        ("build\tk=", ("k", "")),
        ('build\tk="', ("k", '"')),
        ("build\tno value", None),
    ],
)
def test_quoted_settings_are_read_as_go_writes_them(line, setting):
    found = build_info(f"path\ta\n{line}\n")
    assert found is not None
    assert [(item.key, item.value) for item in found.settings] == ([setting] if setting else [])


@pytest.mark.parametrize("data", [b"", START, START + b"path\ta", START + b"nothing" + END, END])
def test_where_there_is_none_nothing_is_made_up(data):
    assert find_build_info(data) is None


def test_a_broken_block_does_not_hide_the_one_behind_it():
    data = START + b"broken" + END + START + b"path\ta\n" + END
    found = find_build_info(data)
    assert found is not None
    assert found.path == "a"


def test_that_of_an_embedded_program_is_passed_over():
    blocks = [START + f"path\t{path}\n".encode() + END for path in ("embedded", "own")]
    variable = struct.pack("<QQ", len(blocks[0]), len(blocks[1]))
    data = b"".join(blocks) + variable
    places = len(data) - len(variable), len(data)
    paths = [find_build_info(data, variables).path for variables in (places, (0, 0))]
    assert paths == ["own", "embedded"]


@pytest.mark.parametrize("name", ["page-go1.19", "page-go1.25"])
def test_a_real_program_names_its_dependency_and_its_flags(program, name):
    found = program(name).build_info
    assert found.path == found.main.path == "example.com/page"
    assert [shown(module) for module in found.dependencies] == [
        ("example.com/labels", "v1.2.0", None, ("./labels", "(devel)", None))
    ]
    settings = {setting.key: setting.value for setting in found.settings}
    assert (settings["GOOS"], settings["GOARCH"], settings["-trimpath"]) == ("js", "wasm", "true")
