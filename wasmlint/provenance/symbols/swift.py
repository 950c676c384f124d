"""The module that a Swift name belongs to.

A mangled name begins with the module of its outermost context, which a substitution may stand for;
an extension and a conformance to a protocol name their own module later, which demangling tells.
Source: swiftlang/swift docs/ABI/Mangling.rst ("Declaration Contexts", "Substitutions").
"""

import re

from wasmlint.provenance.symbols.owner import OTHER, STD, Owner
from wasmlint.reference.standard_libraries import standard_names

_MANGLED = re.compile(r"_?\$[sSe](?:(?P<length>[1-9]\d*)|(?P<c>So|SC)|(?P<swift>[sS]))")
_CONFORMANCE = re.compile(r" in conformance .+ in (\w+)\Z")
_EXTENSION = re.compile(r"\(extension in (\w+)\):")


def swift_owner(mangled: str, readable: str) -> Owner | None:
    """The module; `None` where the name is not mangled as Swift does it since version 5.

    `__C` stands for what is imported from C.
    """
    match = _MANGLED.match(mangled)
    if match is None:
        return None
    own = _CONFORMANCE.search(readable) or _EXTENSION.search(readable)
    if own is not None:
        return _owner(own[1])
    if match["length"]:
        length = int(match["length"][:6])
        return _owner(mangled[match.end() : match.end() + length])
    return _owner("__C" if match["c"] else "Swift")


def _owner(module: str) -> Owner:
    return Owner(module, STD if module in standard_names("swift") else OTHER)
