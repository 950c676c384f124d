from collections.abc import Callable

import pytest
import wasmtime

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component, Module

Decoded = Callable[[str], Module | Component]


@pytest.fixture
def decoded() -> Decoded:
    """The module or component that a WebAssembly text says."""
    return lambda text: decode(bytes(wasmtime.wat2wasm(text)))
