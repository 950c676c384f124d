"""The best names that functions, globals and other things have."""

from collections.abc import Mapping

from wasmlint.analysis.base import Input
from wasmlint.binary.module import Module, NameMap


def function_symbols(given: Input) -> list[str | None]:
    """The name of each function, imported ones first: see `best_names`. Use with `Input.once`."""
    module = given.module
    count = len(module.imported("function")) + len(module.functions)
    return best_names(module, "function", count, module.names.functions)


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
