"""The demangling library: multi_demangle, which has wheels for nearly all machines."""

from functools import cache
from types import ModuleType


@cache
def library() -> ModuleType | None:
    """The library; `None` where there is none for this machine, and names stay as they are."""
    try:
        import multi_demangle
    except ImportError:
        return None
    module: ModuleType = multi_demangle
    return module
