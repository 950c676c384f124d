import pytest

from wasmlint.reference.toolchains import contracts, supported, toolchain_faults
from wasmlint.reference.versions import parse_version


def affected_by(tool, version):
    parsed = parse_version(version)
    return [
        (fault.id, affected.fixed_in)
        for fault in toolchain_faults()
        if fault.tool == tool
        for affected in fault.affected
        if parsed in affected
    ]


@pytest.mark.parametrize(
    ("tool", "version", "expected"),
    [
        ("go", "1.27.0", []),
        ("go", "1.26.6", []),
        ("go", "1.26.5", [("go-code-pointer-in-write-barrier", "1.26.6")]),
        ("go", "1.26rc1", [("go-code-pointer-in-write-barrier", "1.26.6")]),
        ("go", "1.25.13", []),
        ("go", "1.24.7", [("go-code-pointer-in-write-barrier", "1.25.13")]),
        (
            "go",
            "1.17.1",
            [("CVE-2021-38297", "1.17.2"), ("go-code-pointer-in-write-barrier", "1.25.13")],
        ),
        ("tinygo", "0.42.0", []),
        ("tinygo", "0.43.0", []),
        ("tinygo", "0.41.1", [("tinygo-js-value-never-freed", "0.42.0")]),
        ("clang", "15.0.7", []),
        ("clang", "15.0.6", [("wasi-libc-377", "15.0.7")]),
        ("wasm-bindgen", "0.2.100", []),
    ],
)
def test_a_version_has_the_faults_that_were_mended_later(tool, version, expected):
    assert affected_by(tool, version) == expected


def test_go_maintains_its_two_newest_releases():
    go = supported()["go"]
    assert parse_version(go.supported_since) < parse_version(go.newest)
    assert go.as_of


def test_every_contract_says_when_it_holds():
    assert [it for it in contracts() if not (it.toolchains and it.when_importing)] == []
