"""The namespace that a Zig name belongs to.

A name is qualified from the root file of its module, so `std.debug.print` is `debug.print`.
Source: ziglang/zig src/InternPool.zig (fully qualified names).
"""

import re

from wasmlint.provenance.symbols.owner import OTHER, RUNTIME, STD, Owner
from wasmlint.reference.standard_libraries import standard_names

_RUNTIME = frozenset({"compiler_rt", "ubsan_rt"})
_GENERATED = re.compile(r"__zig_[a-z_]+_(?:@typeInfo\()?(?=\w+\.)")
_NAMESPACE = re.compile(r"(?:std\.)?([A-Za-z_]\w*)[.(]", re.ASCII)


def zig_owner(name: str) -> Owner | None:
    """`std.mem` and the like, or the root file of another module; `None` where it has none."""
    namespace = _NAMESPACE.match(_GENERATED.sub("", name, count=1))
    if namespace is None:
        return None
    first = namespace[1]
    if first in standard_names("zig"):
        return Owner(f"std.{first}", STD)
    return Owner(first, RUNTIME if first in _RUNTIME else OTHER)
