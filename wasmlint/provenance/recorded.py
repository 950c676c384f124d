"""The toolchain as the module's `producers` section names it.

Source: WebAssembly/tool-conventions@8e3191e ProducersSection.md; what each tool writes there:
golang/go src/cmd/link/internal/wasm/asm.go (writeProducerSec); llvm/llvm-project
lib/Target/WebAssembly/WebAssemblyAsmPrinter.cpp (EmitProducerInfo: `llvm.ident`, and the languages
of the compile units); ziglang/zig src/link/Wasm/Flush.zig (emitProducerSection).
"""

import re

from msgspec import Struct

from wasmlint.binary.customs import producers
from wasmlint.binary.module import Component, Module
from wasmlint.provenance.origin import Origin, Tool


class _Compiler(Struct, frozen=True):
    tool: str
    toolchain: str
    language: str | None


# The most telling first: TinyGo modules also name clang, Swift and Rust ones may.
_COMPILERS = (
    _Compiler("TinyGo", "tinygo", "Go"),
    _Compiler("Go cmd/compile", "go", "Go"),
    _Compiler("Swift", "swift", "Swift"),
    _Compiler("Zig", "zig", "Zig"),
    _Compiler("Javy", "javy", "JavaScript"),
    _Compiler("rustc", "rust", "Rust"),
    _Compiler("clang", "clang", None),
)
# Before 0.30 TinyGo left only the clang of its own LLVM in the section.
_TINYGO_LLVM = re.compile(r"/(tinygo-org|espressif)/llvm-project\b")
# Compile units are named by DWARF's constants less `DW_LANG_`.
_C_LANGUAGE = re.compile(r"C(89|99|11|17|23)?")
_CXX_LANGUAGE = re.compile(r"C_plus_plus(_\d+)?")
# wasi-libc, which Rust programs for WASI are linked with, is compiled as C11.
_LIBC_LANGUAGES = frozenset({"Rust", "C11"})
# Rust symbols end in a hash, or are of its own mangling; linkers demangle both.
# Source: rust-lang/rust compiler/rustc_symbol_mangling/src/{legacy,v0}.rs
_RUST_SYMBOL = re.compile(
    r"(?:::|17)h[0-9a-f]{16}(?:E|$)|^_R[NIMXYC]|\[[0-9a-f]{8,16}\]::|__rust(c|_\w+)"
)
_VERSION = re.compile(r"(?:devel )?(?:go)?(\d[^\s)]*)")


def processed_by(decoded: Module | Component) -> tuple[Tool, ...]:
    """Every tool that the section names, in its order."""
    return tuple(Tool(*entry) for entry in producers(decoded).get("processed-by", ()))


def recorded_language(decoded: Module | Component) -> str | None:
    """The source language where the section names one, C++ before C, none where it names others."""
    names = [name for name, _ in producers(decoded).get("language", ())]
    if any(_CXX_LANGUAGE.fullmatch(name) for name in names):
        return "C++"
    if names and all(_C_LANGUAGE.fullmatch(name) for name in names):
        return "C"
    return names[0] if len(names) == 1 else None


def recorded_origin(module: Module) -> Origin | None:
    """The compiler that the section names; none where it names only tools that change modules."""
    # Distributions put their name before clang's: `Debian clang`.
    tools = {
        "clang" if tool.name.endswith(" clang") else tool.name: tool
        for tool in processed_by(module)
    }
    clang = tools.get("clang")
    if clang and "TinyGo" not in tools and _TINYGO_LLVM.search(clang.version):
        return Origin("tinygo", None, "Go", _evidence(clang))
    for compiler in _COMPILERS:
        tool = tools.get(compiler.tool)
        if tool is None or (compiler.tool == "rustc" and clang and not _is_rust(module)):
            continue
        language = compiler.language or _c_language(module)
        return Origin(compiler.toolchain, bare_version(tool.version), language, _evidence(tool))
    sdk = dict(producers(module).get("sdk", ()))
    if "Emscripten" in sdk:
        version = bare_version(sdk["Emscripten"])
        return Origin("emscripten", version, _c_language(module), "producers: Emscripten")
    return None


def bare_version(text: str) -> str | None:
    """The number that a recorded version begins with: `1.95.0` of `1.95.0 (59807616e 2026-04-14)`.

    Go's `go1.26.5` is `1.26.5`; `None` where there is no number.
    """
    match = _VERSION.match(text)
    return match[1] if match else None


def _evidence(tool: Tool) -> str:
    return f"producers: {tool.name} {tool.version}".rstrip()


def _c_language(module: Module) -> str | None:
    """C or C++ where only these are named, beside whatever else was linked in."""
    names = [name for name, _ in producers(module).get("language", ())]
    if any(_CXX_LANGUAGE.fullmatch(name) for name in names):
        return "C++"
    return "C" if any(_C_LANGUAGE.fullmatch(name) for name in names) else None


def _is_rust(module: Module) -> bool:
    """Whether a module that both rustc and clang worked on is a Rust program.

    Rust programs for WASI contain a C library, and C programs may contain a Rust one. The order of
    the tools tells nothing, since start-up objects written in C are linked first.
    """
    names = module.names.functions
    if names:
        rust = sum(1 for name in names.values() if _RUST_SYMBOL.search(name))
        return 2 * rust > len(names)
    # rustc exports its main under this name; wasi-sdk keeps the symbol to itself.
    if any(item.name == "__main_void" for item in module.exports):
        return True
    return _LIBC_LANGUAGES.issuperset(name for name, _ in producers(module).get("language", ()))
