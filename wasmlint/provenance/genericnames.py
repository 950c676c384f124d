"""Names of functions without what tells the instantiations of one generic function apart.

Source: rust-lang/rust src/doc/rustc/src/symbol-mangling (v0) and, for a hash in place of the
arguments, compiler/rustc_symbol_mangling/src/legacy.rs; golang/go
src/cmd/compile/internal/noder/reader.go (shapes).
"""

import re

_ANGLES, _SQUARES = "<>", "[]"
_ANY = ".."

_HASHED = re.compile(r"_?_ZN.*17h[0-9a-f]{16}E")
_OF_GO_TYPE = ("type:", "type..")
# Brackets in C++ that hold no arguments, and what stands for them meanwhile.
_OPERATOR = re.compile(r"operator(?:<=>|<<=?|>>=?|->\*?|<=?|>=?|\(\))(?: (?=<))?")
_QUALIFIERS = re.compile(r"(?: const| volatile| ?&&?)+\Z")
_ANONYMOUS = "(anonymous namespace)"


def generic_name(symbol: str, mangled: str) -> str | None:
    """What all instantiations of a generic function are called; `None` for any other function.

    With `..` for the arguments: `Vec<..>::push`, `slices.Sort[..]`. `mangled` is the name as it
    stands in the module, which tells the language.
    """
    if _HASHED.match(mangled):
        return symbol
    if mangled.startswith("_R"):
        name = _without_arguments(symbol, _ANGLES)
    elif "_Z" in mangled:
        name = _cpp_name(symbol) if "<" in symbol else symbol
    elif "[" in symbol and not symbol.startswith(_OF_GO_TYPE):
        name = _without_arguments(symbol, _SQUARES)
    else:
        return None
    return name if _ANY in name else None


def _cpp_name(symbol: str) -> str:
    """The name with neither arguments, nor parameters, nor the type that only templates state."""
    operator = _OPERATOR.search(symbol)
    text = _OPERATOR.sub("operator", symbol.replace(_ANONYMOUS, "{anonymous}"))
    text = _without_parameters(_without_arguments(text, _ANGLES))
    name = _QUALIFIERS.sub("", text).rpartition(" ")[2]
    if operator is not None:
        name = name.replace("operator", operator[0].rstrip(), 1)
    return name.replace("{anonymous}", _ANONYMOUS)


def _without_parameters(text: str) -> str:
    kept: list[str] = []
    depth = 0
    for character in text:
        depth += character == "("
        if depth == 0:
            kept.append(character)
        depth -= character == ")" and depth > 0
    return "".join(kept)


def _without_arguments(text: str, brackets: str) -> str:
    """The text with `..` for what stands in brackets behind a name.

    Others begin a path with the type that a trait is implemented for: `<Vec<u8> as Drop>::drop`.
    """
    opening, closing = brackets[0], brackets[1]
    kept: list[str] = []
    # Whether each bracket that is open holds arguments, and how many of them do.
    holding: list[bool] = []
    depth = 0
    before = ""
    for character in text:
        if character == opening:
            holding.append(before.isalnum() or before in ("_", ":", "]", "}"))
            if depth == 0:
                kept.append(f"{opening}{_ANY}{closing}" if holding[-1] else opening)
            depth += holding[-1]
        elif character == closing and before != "-" and holding:
            was_holding = holding.pop()
            depth -= was_holding
            if depth == 0 and not was_holding:
                kept.append(closing)
        elif depth == 0:
            kept.append(character)
        before = character
    return "".join(kept)
