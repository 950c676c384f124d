"""Which functions can be called without being named."""

from wasmlint.analysis.base import Input
from wasmlint.analysis.gocalls import referred_functions
from wasmlint.analysis.gograph import program_references
from wasmlint.analysis.scanning import scanned


def address_taken(given: Input) -> set[int]:
    """Functions that can be called without being named: see `held_functions`.

    The table of a Go program has all of its functions; there it is a function value that makes one
    such, in code or in data. Use with `Input.once`.
    """
    references = given.once(program_references)
    if references is not None:
        return referred_functions(references)
    return given.once(held_functions)


def held_functions(given: Input) -> set[int]:
    """Functions to which a reference is made, in code, in tables and globals.

    Declarative segments only announce what `ref.func` may name. Use with `Input.once`. Raises
    `DecodeError` where a body does not decode.
    """
    module = given.module
    held = set(scanned(given).references.targets)
    for segment in module.elements:
        if segment.mode != "declarative":
            held.update(segment.functions)
    for value in (item.initial for group in (module.globals, module.tables) for item in group):
        if value is not None:
            held.update(value.functions)
    return held
