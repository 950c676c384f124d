"""The best names that functions, globals and other things have."""

from collections.abc import Mapping

from wasmlint.analysis.base import Input
from wasmlint.analysis.goprograms import go_program
from wasmlint.binary.module import Module, NameMap
from wasmlint.provenance.golang.program import GoProgram


def function_names(given: Input) -> list[str | None]:
    """The name of each function as it stands in the module: see `best_names`.

    Use with `Input.once`.
    """
    module = given.module
    count = len(module.imported("function")) + len(module.functions)
    return best_names(module, "function", count, module.names.functions)


def function_symbols(given: Input) -> list[str | None]:
    """The best name known of each function, imported ones first, as people read it.

    Of a Go program that in its table of functions, also where the name section has another; else
    that of `function_names`, demangled. Use with `Input.once`.
    """
    names = given.once(function_names)
    program = given.once(go_program)
    return _readable(given.module, names) if program is None else _of_program(program, names)


def _of_program(program: GoProgram, names: list[str | None]) -> list[str | None]:
    symbols = names.copy()
    for index, position in program.positions.items():
        symbols[index] = program.pclntab.names[position]
    return symbols


def _readable(module: Module, names: list[str | None]) -> list[str | None]:
    from wasmlint.provenance.symbols.demangling import demangled

    prefixes = [""] * len(names)
    mangled = [name or "" for name in names]
    for index, item in enumerate(module.imported("function")):
        if mangled[index] == f"{item.module}.{item.name}":
            prefixes[index], mangled[index] = f"{item.module}.", item.name
    return [
        prefix + symbol or None for prefix, symbol in zip(prefixes, demangled(mangled), strict=True)
    ]


def function_label(given: Input, index: int) -> str:
    """What to call a function in a sentence: `main.run`, or `function[12]` where it has no name."""
    return _symbol(given, index) or f"function[{index}]"


def function_subject(given: Input, index: int) -> str:
    """How findings call a function: `function main.run`, or `function[12]` where it has no name."""
    symbol = _symbol(given, index)
    return f"function[{index}]" if symbol is None else f"function {symbol}"


def _symbol(given: Input, index: int) -> str | None:
    symbols = given.once(function_symbols)
    return symbols[index] if index < len(symbols) else None


def best_names(module: Module, kind: str, count: int, names: NameMap) -> list[str | None]:
    """The name of each thing of a kind, imported ones first.

    That of the name section, else its first export, else `module.name` of its import, else none.
    """
    exported: dict[int, str] = {}
    for item in module.exports:
        if item.kind == kind:
            exported.setdefault(item.index, item.name)
    imported = [f"{item.module}.{item.name}" for item in module.imported(kind)]
    return [
        names.get(index)
        or exported.get(index)
        or (imported[index] if index < len(imported) else None)
        for index in range(count)
    ]


def occurrences(symbols: list[str | None]) -> Mapping[int, int]:
    """For each index whose name an earlier one bears, how many do; others are left out.

    Go and C++ give one name to several functions.
    """
    seen: dict[str, int] = {}
    repeated = {}
    for index, symbol in enumerate(symbols):
        if symbol is None:
            continue
        if symbol in seen:
            repeated[index] = seen[symbol]
        seen[symbol] = seen.get(symbol, 0) + 1
    return repeated
