"""The source file that an AssemblyScript name belongs to.

Source: AssemblyScript/assemblyscript src/program.ts (internal names), src/common.ts
(LIBRARY_PREFIX, PATH_DELIMITER, INSTANCE_DELIMITER).
"""

import re

from wasmlint.provenance.symbols.owner import DEPENDENCY, MAIN, RUNTIME, STD, Owner
from wasmlint.reference.standard_libraries import standard_names

_LIBRARY = "~lib/"
_RUNTIME = Owner("~lib/rt", RUNTIME)
# What follows the path of an element: type arguments, a member, an inner function.
_BEHIND_PATH = re.compile(r"[<#|]|(?<=\w)@|(?<=.)~")
_BEFORE_PATH = re.compile(r"(?:start|export):")


def assemblyscript_owner(name: str) -> Owner | None:
    """`~lib/array` and the like, a package, or a source of the program, by its path.

    `None` where the name is none of AssemblyScript.
    """
    is_start = name.startswith("start:")
    path = _BEHIND_PATH.split(_BEFORE_PATH.sub("", name, count=1), maxsplit=1)[0]
    if path.startswith(_LIBRARY):
        return _library(path.removeprefix(_LIBRARY).split("/"))
    if path.startswith("~"):  # `~start`, `~setArgumentsLength`, `~stack_check`
        return _RUNTIME
    source = path if is_start else path.rpartition("/")[0]
    return Owner(source, MAIN) if source else None


def _library(parts: list[str]) -> Owner | None:
    if parts[0] == "rt":
        return _RUNTIME
    if parts[0] in standard_names("assemblyscript"):
        return Owner(_LIBRARY + parts[0], STD)
    package = "/".join(parts[: 2 if parts[0].startswith("@") else 1])
    return Owner(package, DEPENDENCY) if package else None
