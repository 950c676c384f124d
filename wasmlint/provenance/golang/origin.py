"""Go's compiler as the program in a module shows it, where nothing around the program does."""

from msgspec import structs

from wasmlint.binary.module import Module
from wasmlint.provenance.golang.program import read_program
from wasmlint.provenance.origin import Origin


def table_origin(module: Module) -> Origin | None:
    """Go's compiler, where the function table that its linker makes lies in the data."""
    program = read_program(module)
    if program is None:
        return None
    return Origin("go", program.version, "Go", "function table of Go's linker in data")


def with_reported_version(origin: Origin | None, module: Module) -> Origin | None:
    """`origin` with the version that the program reports of itself, if it has none of its own."""
    if origin is None or origin.version is not None:
        return origin
    program = read_program(module)
    return origin if program is None else structs.replace(origin, version=program.version)
