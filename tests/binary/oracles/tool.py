"""Runs a tool that knows the format too, and takes in what it prints a piece at a time.

The disassembly of one large module is a gigabyte of text.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

_PIECE_CHARACTERS = 1 << 22


class NotInstalledError(Exception):
    """The tool is not there."""


class RefusedError(Exception):
    """The tool cannot read the module; the text is the first thing that it complains of."""


def find(name: str) -> str:
    """The path of a tool, sought beside this Python first: the extra `test` brings the tools.

    Raises `NotInstalledError`.
    """
    path = shutil.which(name, path=str(Path(sys.executable).parent)) or shutil.which(name)
    if path is None:
        raise NotInstalledError(f"{name} is not installed; `pip install -e '.[test]'` brings it")
    return path


def stream(name: str, *arguments: str | Path) -> Iterator[str]:
    """What a tool prints, in pieces cut anywhere; bytes that are not UTF-8 are replaced.

    Raises `NotInstalledError`, and `RefusedError` behind the last piece where the tool fails.
    """
    command = [find(name), *arguments]
    with (
        tempfile.TemporaryFile() as complaints,
        subprocess.Popen(
            command, stdout=subprocess.PIPE, stderr=complaints, encoding="utf-8", errors="replace"
        ) as process,
    ):
        assert process.stdout is not None
        while piece := process.stdout.read(_PIECE_CHARACTERS):
            yield piece
        if process.wait():
            complaints.seek(0)
            first, _, _ = complaints.read().decode("utf-8", "replace").strip().partition("\n")
            raise RefusedError(first or f"{name} exits with {process.returncode}")


def output(name: str, *arguments: str | Path) -> str:
    """All that a tool prints.

    Raises `NotInstalledError`, and `RefusedError` where the tool fails.
    """
    return "".join(stream(name, *arguments))


def parts(pieces: Iterable[str], header: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """What stands under each header: the header's one group, and the text up to the next header.

    The text before the first header has an empty one. `header` matches whole lines.
    """
    title, texts, cut_line = "", [""], ""
    for piece in pieces:
        lines, newline, cut_line = (cut_line + piece).rpartition("\n")
        text, *others = header.split(lines + newline)
        texts.append(text)
        for next_title, next_text in zip(others[::2], others[1::2], strict=True):
            yield title, "".join(texts)
            title, texts = next_title, [next_text]
    yield title, "".join([*texts, cut_line])
