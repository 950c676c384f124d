"""The proposals beyond WebAssembly 1.0 as first shipped that a module uses.

Their names are those of the `target_features` convention where it has one, else the proposal's.
What only a host can tell is not here: i64 values that cross into JavaScript (BigInt integration),
promise integration, modules that are imported as ECMAScript modules. `memory.copy` and
`memory.fill` are `bulk-memory`, although some toolchains call the two alone `bulk-memory-opt`.
Source: WebAssembly/tool-conventions@8e3191e Linking.md ("Target Features Section") and Lime.md.
"""

from wasmlint.binary.codefeatures import add_code_features
from wasmlint.binary.declaredfeatures import add_declared_features
from wasmlint.binary.module import Module
from wasmlint.binary.scan import Scan, scan
from wasmlint.binary.uses import EITHER_EXCEPTIONS, FeatureUse, Uses

__all__ = ["FeatureUse", "features"]


def features(module: Module, scanned: Scan | None = None) -> tuple[FeatureUse, ...]:
    """The proposals that the module uses, by name; `scanned` is its scan if there is one already.

    Raises `DecodeError` where a function body does not decode.
    """
    uses = Uses()
    add_declared_features(module, uses)
    add_code_features(module, scan(module) if scanned is None else scanned, uses)
    # `throw` and tags are the same in both proposals.
    is_legacy = "legacy-exceptions" in uses and "exception-handling" not in uses
    uses.rename(EITHER_EXCEPTIONS, "legacy-exceptions" if is_legacy else "exception-handling")
    return uses.by_name()
