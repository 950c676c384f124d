"""Where `check --output` writes: each place looked at before any work is done."""

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from wasmlint.cli.choices import check_choice
from wasmlint.core.errors import UsageError
from wasmlint.core.text import safe
from wasmlint.engine.paths import resolved
from wasmlint.report.formats import REPORTERS

_DEVICES = ("/dev", "/dev/fd", "/proc/self/fd")
"""What stands here is never to be replaced by a file, not even a link such as `/dev/stdout`."""


def destinations(texts: Sequence[str], inputs: Iterable[Path]) -> list[tuple[str, Path]]:
    """What each `FMT=PATH` says.

    Raises `UsageError` for one that cannot be written, that is one of the `inputs` (resolved), or
    that another one names too.
    """
    found = [_destination(text) for text in texts]
    taken = dict.fromkeys(inputs, "is a file to check, which is never written to")
    for _, path in found:
        whole = resolved(path)
        if whole in taken:
            raise UsageError(f"--output {safe(str(path))}: {taken[whole]}; choose another name")
        taken[whole] = "is named twice"
    return found


def _destination(text: str) -> tuple[str, Path]:
    name, equals, given = text.partition("=")
    if not equals or not given:
        raise UsageError(f"--output `{safe(text)}` must be FMT=PATH, such as sarif=wasmlint.sarif")
    check_choice("--output", name, tuple(REPORTERS))
    path, shown = Path(given), safe(given)
    is_special = path.exists() and not path.is_file() and not path.is_dir()
    if given == "-" or is_special or os.path.dirname(os.path.abspath(path)) in _DEVICES:  # noqa: PTH100, PTH120  links stay
        raise UsageError(f"--output {shown}: not a file; --format {name} writes to standard output")
    if path.is_dir():
        raise UsageError(f"--output {shown}: this is a folder; name a file in it")
    if not path.parent.is_dir():
        raise UsageError(
            f"--output {shown}: there is no folder {safe(str(path.parent))}; make it first"
        )
    if name == "sarif" and not given.endswith((".sarif", ".sarif.json")):
        print(
            f"wasmlint: warning: {shown} does not end in .sarif; "
            "GitHub's upload action passes over other names in a folder",
            file=sys.stderr,
        )
    return name, path
