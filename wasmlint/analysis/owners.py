"""What each function and data segment belongs to, found once and shared by the analyses.

Use with `Input.once`: `given.once(owners)`, `given.once(segment_owners)`.
"""

import re
from collections.abc import Mapping

from wasmlint.analysis.base import Input
from wasmlint.analysis.goprograms import go_program
from wasmlint.analysis.origins import made_by
from wasmlint.analysis.symbols import function_names, function_symbols
from wasmlint.binary.module import Module
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.symbols.owner import DEPENDENCY, MAIN, MODULE, OTHER, RUNTIME, Owner

C = Owner("C", OTHER)
"""Owner of C functions of no library that is known here."""

_WITH_C = frozenset({"clang", "emscripten", "rust", "swift", "tinygo", "zig"})
_MAIN_FUNCTION = {"rust": "::main", "zig": ".main"}
# rustc puts a hash behind the crate's name, and lld writes the name of its output.
_CRATE_FILE = re.compile(r"([A-Za-z_]\w*)(?:-[0-9a-f]{16})?\.wasm", re.ASCII)
# Segments that the linker was told not to merge keep the names of their symbols.
_SEGMENT = re.compile(r"\.(?:rodata|data|bss|tdata|tbss)(?:\.rel\.ro)?\.(?!\d+\Z)(.+)")


def owners(given: Input) -> list[Owner | None]:
    """The owner of each function, imported ones first; `None` for those and where it is not known.

    A Go package, Rust crate, C++ namespace, Swift module, C library or the like. Owners of one name
    are of one kind.
    """
    program = given.once(go_program)
    if program is not None:
        return _of_program(given.module, program)
    from wasmlint.provenance.symbols.owners import owner

    module, toolchain = given.module, given.once(made_by).name
    names, symbols = given.once(function_names), given.once(function_symbols)
    kinds = _kinds(module, toolchain, symbols)
    main = next((Owner(name, MAIN) for name, kind in kinds.items() if kind == MAIN), None)
    exported = {item.index for item in module.exports if item.kind == "function"}
    known: dict[str, Owner] = {}
    found: list[Owner | None] = [None] * len(names)
    for index in range(len(module.imported("function")), len(names)):
        name, symbol = names[index], symbols[index]
        if name is None or symbol is None:
            continue
        its = owner(name, symbol, toolchain)
        if its is not None and its.kind in (DEPENDENCY, OTHER):
            its = Owner(its.name, kinds.get(its.name, its.kind))
        elif its is None and index in exported and main is not None:
            its = main  # `#[no_mangle]`, `export fn`
        elif its is None and index in module.names.functions and toolchain in _WITH_C:
            its = C
        found[index] = known.setdefault(its.name, its) if its is not None else None
    return found


def _of_program(module: Module, program: GoProgram) -> list[Owner | None]:
    found: list[Owner | None] = [None] * (len(module.imported("function")) + len(module.functions))
    from wasmlint.provenance.symbols.gopackages import go_owner

    build_info = program.build_info
    main = build_info.main.path if build_info is not None and build_info.main else None
    runtime = Owner("runtime", RUNTIME)
    known: dict[str, Owner] = {}
    for index, position in program.positions.items():
        path, name = program.packages[position], program.pclntab.names[position]
        if path is not None:
            found[index] = known.setdefault(path, go_owner(path, main))
        elif name.isidentifier():
            found[index] = runtime  # assembly: `memeqbody`, `wasm_pc_f_loop`
    return found


def _kinds(module: Module, toolchain: str | None, symbols: list[str | None]) -> Mapping[str, str]:
    """What kind each owner is of, where the module as a whole shows more than a name does."""
    from wasmlint.provenance.auditable import rust_dependencies

    recorded = rust_dependencies(module)
    kinds = {
        item.crate: MODULE if item.source == "local" else DEPENDENCY
        for item in recorded
        if not item.is_build
    }
    root = next((item.crate for item in recorded if item.is_root), None)
    main = root or _main(module, toolchain, symbols)
    if main is not None:
        kinds[main] = MAIN
    return kinds


def _main(module: Module, toolchain: str | None, symbols: list[str | None]) -> str | None:
    """The crate or root file that the program itself is made of."""
    suffix = _MAIN_FUNCTION.get(toolchain or "")
    if suffix is None:
        return None
    for symbol in symbols:
        if symbol is not None and symbol.endswith(suffix):
            name = symbol.removesuffix(suffix)
            if name.isidentifier():
                return name
    file = _CRATE_FILE.fullmatch(module.names.module or "")
    return file[1] if file is not None and toolchain == "rust" else None


def segment_owners(given: Input) -> list[Owner | None]:
    """The owner of each data segment by the symbol in its name; `None` where none tells.

    Linkers and optimisers merge segments, so that few modules have any that tells.
    """
    module, toolchain = given.module, given.once(made_by).name
    found: list[Owner | None] = [None] * len(module.segments)
    matches = ((index, _SEGMENT.fullmatch(name)) for index, name in module.names.segments.items())
    named = [(index, match[1]) for index, match in matches if match and index < len(found)]
    if not named:
        return found
    from wasmlint.provenance.symbols.demangling import demangled
    from wasmlint.provenance.symbols.owners import owner

    known = {its.name: its for its in given.once(owners) if its is not None}
    symbols = demangled([name for _, name in named])
    for (index, name), symbol in zip(named, symbols, strict=True):
        its = owner(name, symbol, toolchain)
        found[index] = known.get(its.name, its) if its is not None else None
    return found
