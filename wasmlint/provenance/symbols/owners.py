"""What a function belongs to, by its name.

Functions of Go's own compiler are not for this: its table of functions says more than names do.
"""

import re

from wasmlint.provenance.symbols.assemblyscript import assemblyscript_owner
from wasmlint.provenance.symbols.cpp import cpp_owner
from wasmlint.provenance.symbols.demangling import without_prefix
from wasmlint.provenance.symbols.gopackages import tinygo_owner
from wasmlint.provenance.symbols.kotlin import kotlin_owner
from wasmlint.provenance.symbols.owner import Owner
from wasmlint.provenance.symbols.rust import rust_owner
from wasmlint.provenance.symbols.rustnames import is_rust
from wasmlint.provenance.symbols.swift import swift_owner
from wasmlint.provenance.symbols.zig import zig_owner
from wasmlint.reference.clibraries import find_c_library

_C_NAME = re.compile(r"[A-Za-z_][\w$]*(?:\.\w+)?|\w+[:$].*", re.ASCII)
# Compilers and binaryen number names that occur twice; wasm-ld wraps the exports of commands.
_SUFFIX = re.compile(r"(?:[._]\d+|\.command_export)\Z")
# C++ shows the parameters of a function, which Rust does not.
_PARAMETERS = re.compile(
    r"\)(?: (?:const|volatile|noexcept)| ?&&?)*(?: \[clone [^\]]*\])*(?:_\d+)?\Z"
)

_WITHOUT_C = {"assemblyscript": assemblyscript_owner, "kotlin": kotlin_owner}
_WITH_C = {"tinygo": tinygo_owner, "zig": zig_owner}


def owner(name: str, readable: str, toolchain: str | None) -> Owner | None:
    """The owner of a function whose name is `readable` when demangled, in a module of `toolchain`.

    `None` where the name does not say, as that of a C function of no library known here.
    """
    name, readable = without_prefix(name), without_prefix(readable)
    if toolchain in _WITHOUT_C:
        return _WITHOUT_C[toolchain](readable)
    if _C_NAME.fullmatch(readable):
        library = find_c_library(readable) or find_c_library(_SUFFIX.sub("", readable))
        if library is not None:
            return Owner(library.name, library.kind)
    if toolchain in _WITH_C:
        return _WITH_C[toolchain](readable)
    swift = swift_owner(name, readable)
    if swift is not None:
        return swift
    if is_rust(name):
        return rust_owner(readable)
    found = None
    if "::" in readable and not _PARAMETERS.search(readable):
        found = rust_owner(readable)
    return found or cpp_owner(readable)
