"""What the code of a function belongs to."""

from msgspec import Struct

MAIN, MODULE, DEPENDENCY = "main", "module", "dependency"
STD, RUNTIME, OTHER = "std", "runtime", "other"

KINDS = (MAIN, MODULE, DEPENDENCY, STD, RUNTIME, OTHER)
"""The program's own package, others of its module, modules it depends on, the standard library of
its language, what the toolchain adds, and owners of which none of that is known."""


class Owner(Struct, frozen=True):
    """A Go package, Rust crate, C++ namespace, Swift module or the like; `kind` is of `KINDS`."""

    name: str
    kind: str
