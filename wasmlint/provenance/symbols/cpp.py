"""The namespace that a readable C++ name belongs to: the outermost scope of what it names.

Nothing tells a namespace from a class at the outermost level, so classes there are owners too.
Source: the Itanium C++ ABI, "External Names"; the words for special names as in llvm/llvm-project
llvm/include/llvm/Demangle/ItaniumDemangle.h.
"""

import re

from wasmlint.provenance.symbols.owner import OTHER, RUNTIME, STD, Owner

GLOBAL = "::"
"""The global namespace, as C++ writes it."""

ANONYMOUS = "(anonymous namespace)"

_STD = frozenset({"std", "__gnu_cxx"})
_RUNTIME = frozenset({"__asan", "__cxxabiv1", "__lsan", "__sanitizer", "__ubsan"})

_SPECIAL = re.compile(
    r"(?:(?:non-virtual|virtual|covariant return) thunk to |guard variable for "
    r"|(?:construction )?vtable for |VTT for |typeinfo (?:name )?for |reference temporary #\d+ for "
    r"|thread-local (?:initialization|wrapper) routine for |transaction clone for )+"
)
# A name without template arguments has no type before it.
_PLAIN = re.compile(r"(?!decltype\b)([A-Za-z_]\w*)(::)?[\w:~]*(?:\(|\[abi:|\Z)", re.ASCII)
_ALLOCATION = re.compile(r"operator (?:new|delete)\b")
_OPERATOR = re.compile(r"\boperator\b.*", re.DOTALL)
_NO_BRACKET = re.compile(r"\boperator[<>]=?")
_ARGUMENTS = re.compile(r"<[^<>]*>")
_DECLTYPE = re.compile(r"decltype ?\((?:[^()]|\([^()]*\))*\)")
_SCOPE = re.compile(rf"({re.escape(ANONYMOUS)}|[A-Za-z_$][\w$]*)(?:\[abi:\w+\])*::")

_LONGEST = 8192
_DEEPEST = 24
"""Levels of template arguments within each other: more than that, and the scope is not looked for.
"""


def cpp_owner(name: str) -> Owner | None:
    """The outermost scope, or the global namespace; `None` where the name is none of C++."""
    special = _SPECIAL.match(name)
    start = special.end() if special is not None else 0
    if _ALLOCATION.match(name, start):
        return Owner("std", STD)
    plain = _PLAIN.match(name, start)
    if plain is not None:
        is_mangled = special is not None or plain[2] is not None or "(" in name
        return _owner(plain[1] if plain[2] else GLOBAL) if is_mangled else None
    if special is None and not any(mark in name for mark in ("::", "(", "<")):
        return None
    return _owner(_outermost(name[start : start + _LONGEST]))


def _owner(scope: str) -> Owner:
    if scope in _STD:
        return Owner(scope, STD)
    return Owner(scope, RUNTIME if scope in _RUNTIME else OTHER)


def _outermost(name: str) -> str:
    """The outermost scope of a name that may have a return type before it."""
    # `operator<` and `->` are no brackets. What follows an operator says nothing of its scope, but
    # the return type of a template may hold one.
    name = (
        name.replace("->", "").replace("operator<", "operator ").replace("operator>", "operator ")
    )
    for _ in range(_DEEPEST):
        name, count = _ARGUMENTS.subn("", name)
        if not count:
            break
    name = _DECLTYPE.sub("decltype", name).replace(ANONYMOUS, "\0")
    declared = _OPERATOR.sub("", name.partition("(")[0]).rpartition(" ")[2].replace("\0", ANONYMOUS)
    scope = _SCOPE.match(declared)
    return scope[1] if scope is not None else GLOBAL
