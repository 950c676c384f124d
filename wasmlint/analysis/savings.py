"""What dropping a package from the main module would save, for Go programs."""

import re
from collections.abc import Callable

from wasmlint.analysis.base import Input
from wasmlint.analysis.gograph import program_references, program_sizes
from wasmlint.analysis.goprograms import go_program
from wasmlint.analysis.scanning import scanned
from wasmlint.provenance.golang.importcuts import ImportCuts
from wasmlint.provenance.golang.interfacecalls import find_interface_calls
from wasmlint.provenance.golang.liveness import rules_of
from wasmlint.provenance.golang.ownership import Ownership
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.whatif import WhatIf
from wasmlint.reference.gostd import std_imports

_MAIN = "main"
_RELEASE = re.compile(r"1\.(\d+)")
# Before it, tasks of initialisation were called by each other and not by the runtime.
_FIRST_MINOR = 21


def program_ownership(given: Input) -> Ownership | None:
    """The packages that the functions and objects of a Go program belong to.

    `None` where `program_references` are. Use with `Input.once`.
    """
    program, references = given.once(go_program), given.once(program_references)
    if program is None or references is None:
        return None
    return Ownership(program, references)


def what_if(given: Input) -> WhatIf | None:
    """The program, ready to have packages dropped from it.

    `None` for what is no Go program, and for one of a release before go1.21. Use with `Input.once`.
    """
    program, ownership = given.once(go_program), given.once(program_ownership)
    sizes, found = given.once(program_sizes), scanned(given)
    release = _RELEASE.match(program.version or "") if program is not None else None
    if program is None or ownership is None or sizes is None or found.constants is None:
        return None
    if release is None or int(release[1]) < _FIRST_MINOR:
        return None
    calls = find_interface_calls(given.module, found)
    return WhatIf(
        ownership,
        rules_of(program, ownership.references, calls),
        sizes,
        ImportCuts(ownership, found.constants),
        _is_own(program),
        std_imports(int(release[1]), _system(program)) or {},
    )


def _is_own(program: GoProgram) -> Callable[[str], bool]:
    """Whether an import path is of the main module, if that is on record."""
    build_info = program.build_info
    main = build_info.main.path if build_info is not None and build_info.main else None

    def is_own(path: str) -> bool:
        return path == _MAIN or (main is not None and f"{path}/".startswith(f"{main}/"))

    return is_own


def _system(program: GoProgram) -> str:
    """GOOS, from the build settings or else from the imports that JavaScript provides."""
    settings = program.build_info.settings if program.build_info is not None else ()
    system = next((setting.value for setting in settings if setting.key == "GOOS"), None)
    has_glue = any(item.module == "gojs" for item in program.module.imports)
    return system or ("js" if has_glue else "wasip1")
