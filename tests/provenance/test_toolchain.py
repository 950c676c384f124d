import pytest

from wasmlint.binary.module import Component
from wasmlint.provenance.fingerprints import FINGERPRINTS
from wasmlint.provenance.origin import Tool
from wasmlint.provenance.toolchain import TOOLCHAINS, toolchain

GO_REGISTERS = """
  (global (mut i32) (i32.const 0)) (global (mut i64) (i64.const 0))
  (global (mut i64) (i64.const 0)) (global (mut i64) (i64.const 0))
  (global (mut i64) (i64.const 0)) (global (mut i64) (i64.const 0))
  (global (mut i64) (i64.const 0)) (global (mut i32) (i32.const 0))
"""
GO_TABLE = "(table 4097 funcref) (elem (i32.const 4096) $f) (func $f)"


@pytest.mark.parametrize(
    ("producers", "expected"),
    [
        (
            '(language "Go" "go1.26.5") (processed-by "Go cmd/compile" "go1.26.5")',
            ("go", "1.26.5", "Go"),
        ),
        (
            (
                '(language "Go" "devel go1.27-1a2b3c4 Tue")'
                ' (processed-by "Go cmd/compile" "devel go1.27-1a2b3c4 Tue")'
            ),
            ("go", "1.27-1a2b3c4", "Go"),
        ),
        (
            (
                '(language "C11" "") (processed-by "clang" "22.1.4'
                ' (https://github.com/tinygo-org/llvm-project 2)") (processed-by "TinyGo" "0.42.0")'
            ),
            ("tinygo", "0.42.0", "Go"),
        ),
        (
            (
                '(language "C99" "") (processed-by "clang" "15.0.0'
                ' (https://github.com/espressif/llvm-project 1a2b)")'
            ),
            ("tinygo", None, "Go"),
        ),
        (
            (
                '(language "Rust" "") (processed-by "rustc" "1.95.0 (59807616e 2026-04-14)")'
                ' (processed-by "walrus" "0.26.1") (processed-by "wasm-bindgen" "0.2.117")'
            ),
            ("rust", "1.95.0", "Rust"),
        ),
        (
            (
                '(language "C11" "") (language "Rust" "") (processed-by "clang" "21.1.4-wasi-sdk")'
                ' (processed-by "rustc" "1.95.0")'
            ),
            ("rust", "1.95.0", "Rust"),
        ),
        (
            (
                '(language "C11" "") (language "C_plus_plus_14" "") (language "Rust" "")'
                ' (processed-by "clang" "21.1.4-wasi-sdk (x)") (processed-by "rustc" "1.88.0")'
            ),
            ("clang", "21.1.4-wasi-sdk", "C++"),
        ),
        (
            '(language "C11" "") (processed-by "Debian clang" "14.0.6")',
            ("clang", "14.0.6", "C"),
        ),
        ('(language "Zig" "0.13.0") (processed-by "Zig" "0.13.0")', ("zig", "0.13.0", "Zig")),
        ('(processed-by "Swift" "6.2 (swift-6.2)")', ("swift", "6.2", "Swift")),
        (
            '(language "JavaScript" "") (processed-by "Javy" "9.1.0")',
            ("javy", "9.1.0", "JavaScript"),
        ),
        ('(sdk "Emscripten" "3.1.9") (processed-by "x" "")', ("emscripten", "3.1.9", None)),
        ('(language "Java bytecode" "") (processed-by "x" "")', (None, None, "Java bytecode")),
        ('(processed-by "wit-component" "0.245.1")', (None, None, None)),
    ],
)
def test_the_compiler_is_read_from_the_producers(decoded, producers, expected):
    made = toolchain(decoded(f"(module (@producers {producers}))"))
    assert (made.name, made.version, made.language) == expected


def test_every_tool_on_record_is_listed_in_its_order(decoded):
    text = '(module (@producers (processed-by "rustc" "1 (a)") (processed-by "walrus" "1")))'
    assert toolchain(decoded(text)).processed_by == (
        Tool("rustc", "1 (a)"),
        Tool("walrus", "1"),
    )


def test_names_decide_between_rust_with_a_c_library_and_c_with_a_rust_one(decoded):
    producers = '(@producers (processed-by "clang" "18.1.2") (processed-by "rustc" "1.92.0"))'
    rust = (
        "(func $core::fmt::write::h0123456789abcdef) (func $main::h00112233445566aa) (func $malloc)"
    )
    other = "(func $core::fmt::write::h0123456789abcdef) (func $rb_eval) (func $rb_intern)"
    assert toolchain(decoded(f"(module {rust} {producers})")).name == "rust"
    assert toolchain(decoded(f"(module {other} {producers})")).name == "clang"


@pytest.mark.parametrize(
    ("body", "name", "language"),
    [
        (f"{GO_TABLE} {GO_REGISTERS}", "go", "Go"),
        ('(import "gojs" "runtime.wasmExit" (func (param i32)))', "go", "Go"),
        ('(import "go" "debug" (func (param i32)))', "go", "Go"),
        (r'(@custom "go:buildid" "\ff Go build ID: \"a\"\n \ff")', "go", "Go"),
        ('(import "gojs" "runtime.ticks" (func (result f64)))', "tinygo", "Go"),
        ('(import "env" "syscall/js.valueGet" (func (param i32 i64 i32)))', "tinygo", "Go"),
        ('(func (export "go_scheduler"))', "tinygo", "Go"),
        ("(func $runtime.run$1$gowrapper)", "tinygo", "Go"),
        ('(import "wbg" "__wbindgen_throw" (func))', "rust", "Rust"),
        ('(import "./app_bg.js" "f" (func))', "rust", "Rust"),
        ('(import "x" "__wbg_new_bb74001155cb8ca8" (func))', "rust", "Rust"),
        ('(func (export "__wbindgen_malloc"))', "rust", "Rust"),
        (
            (
                '(memory 1) (data (i32.const 0) "x/rustc/59807616e1fa2540724bfbac14d7976d7e4a3860'
                '/library/std/src/io/mod.rs")'
            ),
            "rust",
            "Rust",
        ),
        ('(import "env" "emscripten_resize_heap" (func (param i32)))', "emscripten", None),
        ('(import "env" "invoke_vii" (func)) (func (export "__cxa_throw"))', "emscripten", "C++"),
        (
            (
                '(import "wasi_snapshot_preview1" "fd_seek"'
                " (func (param i32 i32 i32 i32 i32) (result i32)))"
            ),
            "emscripten",
            None,
        ),
        (
            '(import "a" "a" (func)) (import "a" "b" (func)) (import "a" "c" (func))'
            + "".join(f'(func (export "{letter}"))' for letter in "defghijk"),
            "emscripten",
            None,
        ),
        (
            '(import "env" "abort" (func (param i32 i32 i32 i32)))',
            "assemblyscript",
            "AssemblyScript",
        ),
        ("(func $~lib/rt/itcms/__new)", "assemblyscript", "AssemblyScript"),
        ('(import "env" "mono_wasm_bind_js_import_ST" (func))', "dotnet", None),
        ('(import "js_code" "kotlin.captureStackTrace" (func))', "kotlin", "Kotlin"),
        ('(func (export "$invokeMain"))', "dart", "Dart"),
        ('(import "__scalaJSHelpers" "is" (func))', "scala-js", "Scala"),
        ('(import "ghc_wasm_jsffi" "f" (func))', "ghc", "Haskell"),
        ('(import "GRAIN$MODULE$pervasives" "GRAIN$EXPORT$GET$print" (func))', "grain", "Grain"),
        ('(import "spectest" "print_char" (func (param i32)))', "moonbit", "MoonBit"),
        ('(@custom "javy_source" "")', "javy", "JavaScript"),
        ('(@custom ".swift1_autolink_entries" "")', "swift", "Swift"),
        (r'(@custom ".debug_str" "zig 0.17.0\00")', "zig", "Zig"),
        (
            (
                r'(@custom ".debug_str" "main.c\00clang version 22.0.0git'
                r' (https:/github.com/llvm/llvm-project 3388)\00")'
            ),
            "emscripten",
            None,
        ),
        (r'(@custom ".debug_str" "main.c\00clang version 19.1.5 (x)\00")', "clang", None),
    ],
)
def test_traces_in_a_stripped_module_show_its_toolchain(decoded, body, name, language):
    made = toolchain(decoded(f"(module {body})"))
    assert (made.name, made.language) == (name, language)
    assert made.evidence


@pytest.mark.parametrize(
    "body",
    [
        "",
        '(import "env" "abort" (func))',  # the old emscripten's and any C program's
        '(import "a" "b" (func)) (func (export "c"))',
        GO_REGISTERS,
        GO_TABLE,
        '(import "spectest" "print_i32" (func (param i32)))',
        '(import "env" "memory" (memory 1))',
    ],
)
def test_what_any_module_may_have_shows_nothing(decoded, body):
    made = toolchain(decoded(f"(module {body})"))
    assert (made.name, made.version, made.evidence) == (None, None, "")


def test_go_before_1_14_states_its_version_in_a_section_of_its_own(decoded):
    made = toolchain(decoded('(module (@custom "go.version" "go1.13.8"))'))
    assert (made.name, made.version) == ("go", "1.13.8")


def test_emscripten_is_told_from_the_clang_that_it_leaves_on_record(decoded):
    made = toolchain(
        decoded(
            '(module (import "env" "_abort_js" (func))'
            ' (@producers (processed-by "clang" "21.0.0 (https:/github.com/llvm/llvm-project a)")))'
        )
    )
    assert (made.name, made.version) == ("emscripten", None)


def test_a_component_is_made_by_the_toolchain_of_its_largest_module(decoded):
    component = decoded(
        """(component
          (core module (@producers (processed-by "rustc" "1.75.0")))
          (core module (func $a) (func $b) (func $c) (memory 1)
            (data (i32.const 0) "some data, so that this module is the larger one of the two")
            (@producers (language "Go" "") (processed-by "TinyGo" "0.40.0")))
          (@producers (processed-by "wit-component" "0.245.1")))"""
    )
    assert isinstance(component, Component)
    made = toolchain(component)
    assert (made.name, made.version, made.language) == ("tinygo", "0.40.0", "Go")
    assert made.processed_by == (Tool("wit-component", "0.245.1"), Tool("TinyGo", "0.40.0"))


def test_a_component_without_a_core_module_has_no_toolchain(decoded):
    assert toolchain(decoded("(component)")).name is None


def test_every_fingerprint_is_of_a_toolchain_in_the_list():
    assert {fingerprint.toolchain for fingerprint in FINGERPRINTS} <= set(TOOLCHAINS)
    assert list(TOOLCHAINS) == sorted(set(TOOLCHAINS))
