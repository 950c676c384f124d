"""Mangled names of Rust made readable, without the hashes that change from build to build.

rustc-demangle, which does it, has bounds on depth and size, so it runs in this process.
Source: Rust RFC 2603 (v0); rust-lang/rust compiler/rustc_symbol_mangling/src/legacy.rs;
rust-lang/rustc-demangle.
"""

import re
from collections.abc import Iterator, Sequence

from wasmlint.provenance.symbols.library import library
from wasmlint.provenance.symbols.limits import LONGEST_DEMANGLED, MOST_DEMANGLED

_MANGLED = re.compile(r"_R[0-9A-Z]|_ZN.*17h[0-9a-f]{16}E(?:\.|\Z)", re.DOTALL)
_HASH = re.compile(r"::h[0-9a-f]{16}(?:\.llvm\.\d+)?\Z")
_CRATE_HASH = re.compile(r"(?<=\w)\[[0-9a-f]{8,16}\](?=::)")
# Names may not begin with an escape, so those that would have an underscore before it.
_BEFORE_ESCAPE = re.compile(r"(?:(?<=::)|\A)_(?=\$)")

_CHUNK = 64


def is_mangled_rust(name: str) -> bool:
    """Whether a name is mangled as Rust does it, by either scheme."""
    return _MANGLED.match(name) is not None


def is_rust(name: str) -> bool:
    """Whether a name is one of Rust, mangled or with what another demangler leaves of it."""
    return is_mangled_rust(name) or _HASH.search(name) is not None


def readable_rust(names: Sequence[str]) -> Iterator[str]:
    """Each of `names`, all mangled, as people read it; ends early where that gets too long."""
    tool = library()
    if tool is None:
        return
    total = 0
    for start in range(0, len(names), _CHUNK):
        chunk = names[start : start + _CHUNK]
        for name, found in zip(chunk, tool.demangle_symbols(chunk, language="rust"), strict=True):
            total += len(found)
            yield found if len(found) <= LONGEST_DEMANGLED else name
        if total > MOST_DEMANGLED:
            return


def tidied_rust(name: str) -> str:
    """A name less the hashes and escapes that other demanglers leave in those of Rust.

    Demanglers of C++ (wasm-ld's) leave them in the older scheme; rustc-demangle, as wasm-bindgen
    calls it, prints each crate with its hash.
    """
    if "[" in name:
        name = _CRATE_HASH.sub("", name)
    tool = library()
    if tool is None or not _HASH.search(name):
        return name
    tidied: str = tool.normalize_symbol(_BEFORE_ESCAPE.sub("", name))
    return tidied
