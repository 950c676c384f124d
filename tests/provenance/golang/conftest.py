from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest

from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.binary.scan import Scan, scan
from wasmlint.provenance.golang.program import GoProgram, read_program

REPOSITORY = Path(__file__).parents[3]
FOLDERS = (Path(__file__).parent / "modules", REPOSITORY / "corpus" / "modules")
LARGEST_BYTES = 1 << 30


@cache
def module_of(name: str) -> Module:
    path = next(path for folder in FOLDERS for path in folder.glob(f"{name}.wasm*"))
    module = decode(unwrap(path.name, path.read_bytes(), LARGEST_BYTES))
    assert isinstance(module, Module)
    return module


@cache
def program_of(name: str) -> GoProgram:
    found = read_program(module_of(name))
    assert found is not None
    return found


@cache
def scan_of(name: str) -> Scan:
    return scan(module_of(name), constants=True)


@pytest.fixture
def program() -> Callable[[str], GoProgram]:
    """The program in a module of the corpus or of `modules/`, by its name without suffixes."""
    return program_of


@pytest.fixture
def scanned() -> Callable[[str], Scan]:
    """The scan of such a module, with constants."""
    return scan_of


@pytest.fixture
def source() -> Callable[[str], list[str]]:
    """The lines of a source file, by the path that the page's modules have on record."""

    def lines(recorded: str) -> list[str]:
        folder = REPOSITORY / "benchmarks" / "gonames" / "page"
        local = recorded.replace("example.com/page/", "").replace("example.com/", "")
        # A replaced module keeps its version in its path.
        return (folder / local.replace("labels@v1.2.0", "labels")).read_text().split("\n")

    return lines
