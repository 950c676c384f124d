"""The terminal: whether to use colour, whether to show progress, how to write a file."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TextIO

from wasmlint.core.errors import UsageError
from wasmlint.core.text import safe

COLORS = ("auto", "always", "never")


def wants_color(choice: str, stream: TextIO, environment: Mapping[str, str]) -> bool:
    """Whether to colour what goes to `stream`.

    `--color` decides; then NO_COLOR (no-color.org), FORCE_COLOR or CLICOLOR_FORCE, TERM=dumb;
    then whether the stream is a terminal.
    """
    if choice != "auto":
        return choice == "always"
    if environment.get("NO_COLOR"):
        return False
    if environment.get("FORCE_COLOR") or environment.get("CLICOLOR_FORCE", "0") != "0":
        return True
    return environment.get("TERM") != "dumb" and stream.isatty()


def wants_progress(environment: Mapping[str, str], *, quiet: bool) -> bool:
    """Whether to show progress: only to a person who looks at a terminal.

    pre-commit gives its hooks a terminal of their own, and CI systems may.
    """
    is_muted = any(environment.get(name) for name in ("CI", "PRE_COMMIT", "NO_PROGRESS"))
    is_muted = is_muted or environment.get("TERM") == "dumb"  # cannot go back on a line
    return not quiet and not is_muted and sys.stderr.isatty()


def terminal_width() -> int | None:
    """Columns of the terminal that stdout is; `None` where it is none."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None


class Progress:
    """A line on stderr that says how many of `total` files are done; silent unless `is_shown`."""

    def __init__(self, total: int, *, is_shown: bool) -> None:
        self._total = total
        self._done = 0
        self._is_shown = is_shown and total > 0

    def __enter__(self) -> "Progress":
        self._show("")
        return self

    def __exit__(self, *_: object) -> None:
        if self._is_shown:
            sys.stderr.write("\r\x1b[2K")
            sys.stderr.flush()

    def advance(self, path: str) -> None:
        """One more file is done; `path` is its name."""
        self._done += 1
        self._show(path)

    def _show(self, path: str) -> None:
        if self._is_shown:
            text = f"checking {self._done}/{self._total} {safe(path, 60)}"
            sys.stderr.write(f"\r\x1b[2K{text}")
            sys.stderr.flush()


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A text file that takes the place of `path` when the block ends well, and not before.

    A reader never sees half a file, and a symbolic link is replaced, not followed.
    Raises `UsageError` where it cannot be written.
    """
    try:
        handle, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    except OSError as error:
        raise _unwritable(path, error) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as stream:
            yield stream
        temporary.chmod(0o666 & ~_umask())
        temporary.replace(path)
    except BaseException as error:
        temporary.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise


def _unwritable(path: Path, error: OSError) -> UsageError:
    return UsageError(f"{safe(str(path))}: cannot be written: {error.strerror or error}")


def _umask() -> int:
    # The mask can only be read by setting it.
    mask = os.umask(0)
    os.umask(mask)
    return mask
