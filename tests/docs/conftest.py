"""The generated pages, and the module that their examples are about."""

from pathlib import Path

import pytest
import wasmtime

from wasmlint.analysis.catalog import facts
from wasmlint.analysis.policy import Policy
from wasmlint.engine.reading import inputs
from wasmlint.facts.rows import Facts
from wasmlint.lang.manual import SAMPLE

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def docs() -> Path:
    return ROOT / "docs"


@pytest.fixture(scope="session")
def sample() -> Facts:
    (given,) = inputs("sample.wasm", bytes(wasmtime.wat2wasm(SAMPLE)), Policy(), 1 << 20)
    return facts(given)
