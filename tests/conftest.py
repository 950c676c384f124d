"""Shared by all tests: the command line through its real entry point, modules from text."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
import wasmtime
from hypothesis import settings

# A change must not fail for an example that another change could have met.
settings.register_profile("ci", derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "default")

# What would change the output from one machine to another.
SCRUBBED = (
    "CI",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "GITHUB_ACTIONS",
    "NO_COLOR",
    "PRE_COMMIT",
    "WASMLINT_CONFIG",
    "WASMLINT_FORMAT",
)


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str


class Cli:
    """Runs `python -m wasmlint` in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __call__(self, *arguments: str, stdin: bytes | None = None, **environment: str) -> Ran:
        kept = {name: value for name, value in os.environ.items() if name not in SCRUBBED}
        done = subprocess.run(
            [sys.executable, "-m", "wasmlint", *arguments],
            cwd=self.folder,
            input=stdin if stdin is not None else b"",
            capture_output=True,
            env={**kept, "COLUMNS": "100", **environment},
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    def write(self, name: str, content: str | bytes) -> Path:
        """A file in the folder; text in a `.wasm` is WebAssembly text."""
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(content, str):
            content = wasm(content) if name.endswith(".wasm") else content.encode()
        path.write_bytes(content)
        return path


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    (tmp_path / ".git").mkdir()  # settings are not looked for above
    return Cli(tmp_path)


def wasm(text: str) -> bytes:
    """The module that this WebAssembly text says."""
    return bytes(wasmtime.wat2wasm(text))
