"""Demangled names of C++ in the words of wasm-ld, which demangles most names itself.

Source: gimli-rs/cpp_demangle src/ast.rs; llvm/llvm-project
llvm/include/llvm/Demangle/ItaniumDemangle.h.
"""

import re

_SPECIAL = (
    (re.compile(r"\{vtable\((.*)\)\}"), "vtable for"),
    (re.compile(r"\{vtt\((.*)\)\}"), "VTT for"),
    (re.compile(r"\{virtual override thunk\(\{offset[^)]*\)\}, (.*)\)\}"), "non-virtual thunk to"),
    (re.compile(r"\{virtual override thunk\(\{virtual [^)]*\)\}, (.*)\)\}"), "virtual thunk to"),
)


def in_words_of_wasm_ld(mangled: str, demangled: str) -> str:
    """The demangled name as wasm-ld would have it, or the mangled one where it makes no sense."""
    # What is of no scope, shows no parameters and has no words before it was not understood.
    if not any(mark in demangled for mark in ("::", "(", " ")):
        return mangled
    # Two overlapping passes close all of a row of brackets.
    demangled = demangled.replace("> >", ">>").replace("> >", ">>")
    if demangled.startswith("{"):
        for pattern, words in _SPECIAL:
            match = pattern.fullmatch(demangled)
            if match is not None:
                return f"{words} {match[1]}"
    return demangled
