"""One file to facts, for the commands that look at a module without judging it."""

from pathlib import Path

from wasmlint.analysis.base import Input
from wasmlint.core.errors import InputError
from wasmlint.core.text import safe
from wasmlint.engine.beside import beside
from wasmlint.engine.paths import shown
from wasmlint.engine.plan import Plan
from wasmlint.engine.reading import inputs, read_file
from wasmlint.engine.settings import Settings


def load_inputs(path: Path, settings: Settings, *, decodes: bool = True) -> list[Input]:
    """The module or component in a file, then all that is nested in it.

    Raises `InputError` where it cannot be read or, if `decodes`, does not decode.
    """
    name = shown(path)
    try:
        raw = read_file(path, settings.max_file_size)
        found = inputs(
            name,
            raw,
            Plan(settings).policy_for(path),
            settings.max_file_size,
            beside(path, settings.max_file_size),
        )
    except InputError as error:
        raise InputError(f"{safe(name)}: {error}") from None
    if decodes and found[0].decoded is None:
        fault = found[0].faults[0]
        raise InputError(
            f"{safe(name)}: {safe(fault.problem)}, at byte {fault.offset:#x}; "
            f"`wasmlint check {safe(name)}` says more"
        )
    return found
