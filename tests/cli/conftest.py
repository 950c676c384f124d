"""The command line, called in this process wherever nothing of a process matters."""

import linecache
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from wasmlint.cli.main import main
from wasmlint.engine.discovery import find_settings

# What would change the output from one machine to another.
SCRUBBED = ("CI", "CLICOLOR_FORCE", "FORCE_COLOR", "NO_COLOR", "WASMLINT_CONFIG", "WASMLINT_FORMAT")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


class Called:
    """Calls `main` in the folder of `apart`, which starts a process of its own for each call.

    So does a call that gives standard input or environment variables.
    """

    def __init__(self, apart: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> None:
        self.apart = apart
        self.folder: Path = apart.folder
        self.write = apart.write
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *arguments: str, stdin: bytes | None = None, **environment: str) -> Any:
        if stdin is not None or environment:
            return self.apart(*arguments, stdin=stdin, **environment)
        find_settings.cache_clear()  # a test may write settings between two calls
        linecache.clearcache()
        self._capsys.readouterr()
        with self._monkeypatch.context() as patch:
            for name in SCRUBBED:
                patch.delenv(name, raising=False)
            patch.setenv("COLUMNS", "100")
            patch.chdir(self.folder)
            patch.setattr(sys, "argv", ["wasmlint", *arguments])
            code = int(main())
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)


@pytest.fixture
def cli(cli: Any, capsys: Any, monkeypatch: pytest.MonkeyPatch) -> Called:
    return Called(cli, capsys, monkeypatch)
