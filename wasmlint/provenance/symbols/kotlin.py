"""The package that a Kotlin name belongs to.

Names are qualified and hold no mark between package and class, so by Kotlin's coding conventions a
part that begins with a capital is a class.
Source: JetBrains/kotlin compiler/ir/backend.wasm (fqNameWhenAvailable); FqName.ROOT.
"""

from wasmlint.provenance.symbols.owner import DEPENDENCY, MAIN, OTHER, RUNTIME, STD, Owner

ROOT = "<root>"
"""The package of files that name none, as Kotlin's compiler calls it."""

_RUNTIME = "kotlin.wasm.internal"
_DEPENDENCIES = ("androidx.", "kotlinx.", "org.jetbrains.")


def kotlin_owner(name: str) -> Owner:
    """The package; that of a program's own is not told from others, unless it is the root."""
    parts = []
    for part in name.split(".")[:-1]:
        if not part[:1].islower() or "$" in part or "<" in part:
            break
        parts.append(part)
    package = ".".join(parts)
    if not package:
        # `_initialize` and `_fieldInitialize` are the compiler's own.
        return Owner(_RUNTIME, RUNTIME) if name.startswith("_") else Owner(ROOT, MAIN)
    if package == _RUNTIME or package.startswith(f"{_RUNTIME}."):
        return Owner(_RUNTIME, RUNTIME)
    if parts[0] == "kotlin":
        return Owner(package, STD)
    return Owner(package, DEPENDENCY if f"{package}.".startswith(_DEPENDENCIES) else OTHER)
