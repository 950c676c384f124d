"""What kind of owner a Go package is, by its import path.

Source: `go help packages` (paths to fetch have a dot in their first element), cmd/go/internal/load/
pkg.go (command-line-arguments), golang/go src/runtime (what it imports), tinygo-org/tinygo src.
"""

import re
from functools import cache

from wasmlint.provenance.golang.names import package_of
from wasmlint.provenance.symbols.owner import DEPENDENCY, MAIN, MODULE, RUNTIME, STD, Owner
from wasmlint.reference.gostd import std_imports

_MAIN = frozenset({"main", "command-line-arguments"})
_RUNTIME = re.compile(
    r"runtime|(?:internal/runtime|runtime/internal)/.*|internal/(?:abi|bytealg|chacha8rand|cpu"
    r"|coverage/rtcov|goarch|godebugs|goexperiment|goos|profilerecord|race|runtime|task|gclayout)"
)
_STD_MINOR = 27
"""Of the table of standard packages that is used; packages are not taken out of the library."""
_STD = re.compile(r"(?:internal|vendor|crypto/internal|device|machine)(?:/|\Z)")
# Of TinyGo: how interfaces are called, and how maps hash and compare keys of struct types.
_GENERATED = re.compile(r"interface:|\(\*?struct\{|hashmapKey(?:Hash|Equal)\.")
_RECEIVER = re.compile(r"\(\*?(?=[^()])")


def go_owner(path: str, main_module: str | None = None) -> Owner:
    """The package of that path in a program whose main module is `main_module`, where known."""
    return Owner(path, _kind(path, main_module))


def tinygo_owner(name: str) -> Owner | None:
    """The package of a function by the name that TinyGo gives it; `None` where it has none.

    Source: tinygo-org/tinygo compiler/symbol.go, compiler/interface.go, compiler/map.go.
    """
    if _GENERATED.match(name):
        return Owner("runtime", RUNTIME)
    path = package_of(_RECEIVER.sub("", name, count=1))
    return go_owner(path) if path is not None else None


def _kind(path: str, main_module: str | None) -> str:
    if path in _MAIN:
        return MAIN
    if main_module and f"{path}/".startswith(f"{main_module}/"):
        return MODULE
    if _RUNTIME.fullmatch(path):
        return RUNTIME
    if path in _std() or _STD.match(path):
        return STD
    # Modules whose path has no dot cannot be fetched: only the main one may be named so.
    return DEPENDENCY if "." in path.partition("/")[0] else MODULE


@cache
def _std() -> frozenset[str]:
    return frozenset(std_imports(_STD_MINOR, "js") or ())
