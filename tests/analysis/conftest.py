from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import wasmtime

from wasmlint.analysis.base import Input
from wasmlint.analysis.policy import Policy
from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode

CORPUS = Path(__file__).parents[2] / "corpus" / "modules"
LARGEST_BYTES = 1 << 30


@pytest.fixture
def given() -> Callable[..., Input]:
    """What the analyses look at, for a WebAssembly text or bytes."""

    def make(source: str | bytes, policy: Policy | None = None, **others: Any) -> Input:
        data = bytes(wasmtime.wat2wasm(source)) if isinstance(source, str) else source
        return Input("app.wasm", data, decode(data), policy=policy or Policy(), **others)

    return make


@cache
def load(name: str) -> Input:
    path = next(CORPUS.glob(f"{name}.wasm*"))
    data = unwrap(path.name, path.read_bytes(), LARGEST_BYTES)
    return Input(f"{name}.wasm", data, decode(data))


@pytest.fixture
def corpus() -> Callable[[str], Input]:
    """What the analyses look at, for a module of the corpus, by its name."""
    return load
