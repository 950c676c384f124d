import pytest

from wasmlint.analysis.toolchain_faults import ANALYSIS


def found(rows):
    names = ("toolchain", "version", "fault", "fixed_in")
    return [tuple(rows.value(name, row) for name in names) for row in range(len(rows))]


def go(version, imports='(import "gojs" "runtime.wasmExit" (func (param i32)))'):
    return f"""(module {imports}
      (@producers (language "Go" "{version}") (processed-by "Go cmd/compile" "go{version}")))"""


def clang(version, rest):
    return f'(module {rest} (@producers (processed-by "clang" "{version}")))'


WASI = '(import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))'
START = '(func (export "_start"))'


@pytest.mark.parametrize(
    ("version", "expected"),
    [
        ("1.27.0", []),
        ("1.26.8", []),
        ("1.26.5", [("go-code-pointer-in-write-barrier", "1.26.6")]),
        ("1.25.14", [("go-unsupported", "1.26")]),
        (
            "1.24.7",
            [("go-code-pointer-in-write-barrier", "1.25.13"), ("go-unsupported", "1.26")],
        ),
    ],
)
def test_a_go_release_has_faults_and_an_end(given, version, expected):
    rows = ANALYSIS.fill(given(go(version)))
    assert found(rows) == [("go", version, fault, fixed) for fault, fixed in expected]


def test_kinds_and_severities_are_told(given):
    rows = ANALYSIS.fill(given(go("1.17.1", '(import "go" "debug" (func (param i32)))')))
    assert [
        (rows.value("fault", row), rows.value("kind", row), rows.value("severity", row))
        for row in range(len(rows))
    ] == [
        ("CVE-2021-38297", "fault", "error"),
        ("go-code-pointer-in-write-barrier", "fault", "warning"),
        ("go-unsupported", "unsupported", "note"),
    ]
    assert rows.place(0).subject == "toolchain go"


def test_a_fault_of_the_javascript_side_is_not_of_wasi(given):
    wasi = '(import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))'
    faults = [fault for _, _, fault, _ in found(ANALYSIS.fill(given(go("1.17.1", wasi))))]
    assert "CVE-2021-38297" not in faults


@pytest.mark.parametrize(
    ("version", "rest", "expected"),
    [
        ("14.0.6", WASI + START, ["wasi-libc-377"]),
        ("15.0.6-wasi-sdk", WASI + START, ["wasi-libc-377"]),
        ("15.0.7", WASI + START, []),
        ("18.1.2-wasi-sdk (https://github.com/llvm/llvm-project 26a1d660)", WASI + START, []),
        ("14.0.6", START, []),
        ("14.0.6", WASI, []),
        ("14.0.6", WASI + START + '(func (export "cabi_realloc"))', []),
        ("no version", WASI + START, []),
    ],
)
def test_old_clang_is_at_fault_in_wasi_commands(given, version, rest, expected):
    rows = ANALYSIS.fill(given(clang(version, rest)))
    assert [fault for _, _, fault, _ in found(rows)] == expected


def test_emscripten_has_its_own_allocator(given):
    glue = '(import "env" "emscripten_resize_heap" (func (param i32) (result i32)))'
    assert found(ANALYSIS.fill(given(clang("14.0.6", WASI + glue + START)))) == []


@pytest.mark.parametrize(
    ("version", "rest", "expected"),
    [
        ("0.43.0", '(import "gojs" "syscall/js.valueGet" (func (param i32 i64)))', []),
        (
            "0.41.1",
            '(import "gojs" "syscall/js.valueGet" (func (param i32 i64)))',
            ["tinygo-js-value-never-freed"],
        ),
        ("0.41.1", WASI, []),
        ("0.35.0", WASI + START, ["tinygo-start-exits"]),
        ("0.40.1", WASI + '(func (export "_initialize"))', ["tinygo-out-of-bounds"]),
    ],
)
def test_tinygo_has_faults_by_version_and_target(given, version, rest, expected):
    text = f'(module {rest} (@producers (processed-by "TinyGo" "{version}")))'
    assert [fault for _, _, fault, _ in found(ANALYSIS.fill(given(text)))] == expected


def test_a_module_of_unknown_origin_has_no_known_fault(given):
    assert len(ANALYSIS.fill(given("(module)"))) == 0


def test_a_fault_of_a_library_is_mended_by_another_library(given):
    rows = ANALYSIS.fill(given(clang("14.0.6", f"{WASI} {START}")))
    assert rows.value("remedy", 0).startswith("link the wasi-libc of wasi-sdk 19 or later")
    rows = ANALYSIS.fill(given(go("1.26.5")))
    assert rows.value("remedy", 0) == "build with go 1.26.6 or later"
