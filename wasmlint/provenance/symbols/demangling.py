"""Mangled names made readable; other names stay as they are.

A module is hostile, and a few hundred bytes of C++ or Swift can bring the demanglers of those
languages to abort or to take all memory, so they run in a process of their own (`apart.py`).
Source: the Itanium C++ ABI, "External Names"; swiftlang/swift docs/ABI/Mangling.rst.
"""

import re
from collections.abc import Sequence

from wasmlint.provenance.symbols.apart import demangled_apart
from wasmlint.provenance.symbols.cppnames import in_words_of_wasm_ld
from wasmlint.provenance.symbols.limits import LONGEST_MANGLED
from wasmlint.provenance.symbols.rustnames import is_mangled_rust, readable_rust, tidied_rust

_SWIFT = re.compile(r"_?\$[sSe]|_T0")
_CPP = re.compile(r"_Z")
# WebAssembly/binaryen src/passes/LegalizeJSInterface.cpp, MergeSimilarFunctions.cpp and
# Outlining.cpp: names of functions made from others begin so.
_PREFIX = re.compile(r"(?:orig|legalstub|byn\$mgfn-shared|byn-split-outlined-[A-Z]|outline)\$")
_LONGEST_PREFIX = 22


def demangled(names: Sequence[str]) -> list[str]:
    """Each name as people read it, without the hashes of Rust, in the order of `names`.

    A name stays as it is where it is not mangled or not rightly so, is longer than
    `LONGEST_MANGLED`, would become longer than `LONGEST_DEMANGLED`, or comes when the names before
    it have become `MOST_DEMANGLED` long together.
    """
    readable = list(names)
    places: dict[str, list[int]] = {"rust": [], "swift": [], "cpp": []}
    for place, name in enumerate(names):
        if len(name) > LONGEST_MANGLED:
            continue
        language = _language(without_prefix(name))
        if language is not None:
            places[language].append(place)
        elif "::" in name:
            readable[place] = tidied_rust(name)
    for language, chosen in places.items():
        mangled = [without_prefix(names[place]) for place in chosen]
        found = readable_rust(mangled) if language == "rust" else demangled_apart(language, mangled)
        for place, name, whole in zip(chosen, mangled, found, strict=False):
            prefix = names[place].removesuffix(name)
            words = in_words_of_wasm_ld(name, whole) if language == "cpp" else whole
            readable[place] = prefix + words
    return readable


def without_prefix(name: str) -> str:
    """A name less what binaryen puts before those of functions that it makes from others."""
    # Few names hold the character.
    prefix = _PREFIX.match(name) if "$" in name[:_LONGEST_PREFIX] else None
    return name[prefix.end() :] if prefix is not None else name


def _language(name: str) -> str | None:
    # Nearly all names are not mangled, and these are the characters that the schemes begin with.
    if name[:1] not in ("_", "$"):
        return None
    if is_mangled_rust(name):
        return "rust"
    if _SWIFT.match(name):
        return "swift"
    return "cpp" if _CPP.match(name) else None
