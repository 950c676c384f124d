"""What the command line names: files, folders, globs and standard input."""

import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from msgspec import Struct, field

from wasmlint.core.errors import InputError, UsageError
from wasmlint.core.text import safe
from wasmlint.core.units import format_bytes
from wasmlint.engine.paths import SUFFIXES, expand, irregular, resolved
from wasmlint.engine.plan import Plan
from wasmlint.engine.settings import Settings

STDIN = "-"


class Gathered(Struct, frozen=True):
    """Files to check in order, the bytes of those not on disk, and why there are none."""

    files: list[Path]
    given: dict[Path, bytes] = field(default_factory=dict)
    why_empty: str = ""


def gather(
    arguments: Sequence[str],
    settings_of: Callable[[Path], Settings],
    stdin_filename: str,
    *,
    force_exclude: bool = False,
) -> Gathered:
    """The inputs that `arguments` name, less those found in folders that the settings exclude.

    Raises `UsageError` where an argument names nothing or `-` is mixed with others, `InputError`
    where standard input is over the limit.
    """
    if STDIN in arguments:
        if len(arguments) > 1:
            raise UsageError("`-` (standard input) cannot be mixed with other paths")
        path = resolved(Path(stdin_filename))
        return Gathered([path], {path: _stdin(settings_of(path).max_file_size)})
    found = expand(arguments)
    files = [
        path
        for path, is_named in found
        if (is_named and not force_exclude) or not Plan(settings_of(path)).is_excluded(path)
    ]
    if found:
        why = f"the settings exclude all {len(found)} files found"
    else:
        where = ", ".join(safe(argument) for argument in arguments)
        why = f"no {', '.join(SUFFIXES)} file in {where}"
    return Gathered(files, why_empty=why)


def _stdin(limit_bytes: int) -> bytes:
    if sys.stdin.isatty():
        raise UsageError("`-` reads a module from standard input, but that is a terminal; pipe one")
    data = sys.stdin.buffer.read(limit_bytes + 1)
    if len(data) > limit_bytes:
        size = format_bytes(limit_bytes)
        raise InputError(f"standard input has more than {size}; raise `max-file-size` to check it")
    return data


def named_file(path: Path) -> Path:
    """`path`, which must be a file to look at.

    Raises `UsageError` that says what it is instead.
    """
    name = safe(str(path))
    if path.is_dir():
        raise UsageError(f"{name}: this is a folder; name one file in it")
    if path.exists() and not path.is_file():
        raise UsageError(irregular(str(path)))
    if not path.is_file():
        raise UsageError(f"{name}: there is no such file")
    return path
