"""Traces that toolchains leave in imports, exports, sections and names, as data.

A module whose `producers` section was stripped is known by these. Each was seen in modules of that
toolchain or stands in the source given.
"""

import re

from msgspec import Struct


class Fingerprint(Struct, frozen=True):
    """What shows one toolchain; any one trace is enough.

    `imports` is matched against the whole of `module.name`, for a function followed by a space
    and its type; `names` against the start of function names. `exports` and `sections` are exact.
    """

    toolchain: str
    language: str | None
    imports: re.Pattern[str] | None = None
    exports: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()
    names: re.Pattern[str] | None = None


FINGERPRINTS: tuple[Fingerprint, ...] = (
    # tinygo-org/tinygo targets/wasm_exec.js, src/runtime/runtime_tinygowasm.go,
    # src/internal/task/task_asyncify_wasm.S
    Fingerprint(
        "tinygo",
        "Go",
        imports=re.compile(
            r"(env|gojs|go)\.(runtime\.(ticks|sleepTicks) .*|syscall/js\.\w+ (?!\(i32\) -> \(\)).*)"
        ),
        exports=frozenset({"go_scheduler", "tinygo_getCurrentStackPointer"}),
        names=re.compile(r"tinygo_|runtime\.run\$\d|runtime\.lookupPanic$"),
    ),
    # dotnet/runtime src/mono/browser/runtime/exports-linker.ts; docs/design/mono/webcil.md
    Fingerprint(
        "dotnet",
        None,
        imports=re.compile(r"env\.mono_(wasm|interp)_.*"),
        exports=frozenset({"getWebcilSize"}),
    ),
    # JetBrains/kotlin libraries/stdlib/wasm: JavaScript snippets keyed by the caller's name
    Fingerprint("kotlin", "Kotlin", imports=re.compile(r"js_code\.kotlin\..*")),
    # dart-lang/sdk pkg/dart2wasm/lib/js/runtime_blob.dart
    Fingerprint(
        "dart",
        "Dart",
        imports=re.compile(r"dart2wasm\..*"),
        exports=frozenset({"$invokeMain"}),
    ),
    # scala-js/scala-js linker/.../backend/wasmemitter/LoaderContent.scala
    Fingerprint("scala-js", "Scala", imports=re.compile(r"__scalaJSHelpers\..*")),
    # ghc/ghc utils/jsffi/post-link.mjs
    Fingerprint("ghc", "Haskell", imports=re.compile(r"ghc_wasm_jsffi\..*")),
    # grain-lang/grain compiler/src/codegen/compcore.re (compile_module_name)
    Fingerprint("grain", "Grain", imports=re.compile(r"GRAIN\$MODULE\$.*")),
    # moonbitlang: host functions of the standard library; spectest itself has no print_char
    Fingerprint(
        "moonbit",
        "MoonBit",
        imports=re.compile(r"moonbit:ffi\..*|spectest\.print_char .*"),
    ),
    # bytecodealliance/javy crates/codegen/src/lib.rs, crates/codegen/src/js.rs
    Fingerprint(
        "javy",
        "JavaScript",
        imports=re.compile(r"(javy_quickjs_provider|shopify_functions_javy)_v\d.*"),
        sections=frozenset({"javy_source"}),
    ),
    # swiftwasm/JavaScriptKit Sources/_CJavaScriptKit; swiftlang/swift lib/IRGen (autolink entries)
    # and docs/ABI/Mangling.rst
    Fingerprint(
        "swift",
        "Swift",
        imports=re.compile(r"javascript_kit\..*"),
        exports=frozenset({"swjs_call_host_function"}),
        sections=frozenset({".swift1_autolink_entries"}),
        names=re.compile(r"\$s[0-9sS]"),
    ),
    # AssemblyScript/assemblyscript std/assembly/builtins.ts (abort), src/program.ts (exportRuntime)
    Fingerprint(
        "assemblyscript",
        "AssemblyScript",
        imports=re.compile(r"env\.abort \(i32 i32 i32 i32\) -> \(\)"),
        exports=frozenset({"__rtti_base"}),
        names=re.compile(r"~lib/"),
    ),
    # rustwasm/wasm-bindgen crates/cli-support/src/js/mod.rs
    Fingerprint(
        "rust",
        "Rust",
        imports=re.compile(
            r"(wbg|__wbindgen_placeholder__|\./[^/]*_bg\.js)\..*|.*\.__wbg_\w+_[0-9a-f]{16} .*"
        ),
        exports=frozenset(
            {"__wbindgen_malloc", "__wbindgen_start", "__wbindgen_add_to_stack_pointer"}
        ),
    ),
    # emscripten-core/emscripten@a04d0bee src/lib/*.js; the signature of fd_seek and its like has
    # its 64-bit integers split in two unless WASM_BIGINT is on
    Fingerprint(
        "emscripten",
        None,
        imports=re.compile(
            r"env\.(_?emscripten_\w+|invoke_[vijfdp]+|__syscall_\w+|_abort_js|_(embind|emval)_\w+"
            r"|_(mmap|munmap|tzset|localtime|gmtime)_js|__asyncjs__\w+|___syscall\w+)( .*)?"
            r"|wasi_snapshot_preview1\.fd_seek \(i32 i32 i32 i32 i32\) -> \(i32\)"
        ),
        exports=frozenset(
            {
                "_embind_initialize_bindings",
                "__getTypeName",
                "emscripten_stack_get_end",
                "emscripten_stack_get_current",
                "_emscripten_stack_restore",
            }
        ),
    ),
)

# rustc builds the standard library under a path of its own, and panic messages keep it.
# Source: rust-lang/rust compiler/rustc_session/src/config.rs (RUST_REMAP `/rustc/$hash`)
RUST_LIBRARY_PATH = re.compile(rb"/rustc/[0-9a-f]{40}/+library/")

# Source: WebAssembly/binaryen@bb0caa3f src/passes/MinifyImportsAndExports.cpp: with -Os and -O3
# emscripten renames all imports to letters of one module `a`, and the exports to the letters that
# follow.
MINIFIED_MODULE = "a"
MINIFIED_COUNT = 10
"""Imports and exports there are at least, lest any small hand-written module be taken for one."""
MINIFIED_NAME = re.compile(r"[A-Za-z_$][A-Za-z0-9_$]{0,2}")

# Names mangled by the Itanium ABI, and C++ runtime and embind functions.
CXX_NAME = re.compile(r"_Z[A-Z0-9]|__cxa_|_?_embind_|_emval_")
