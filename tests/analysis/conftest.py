from collections.abc import Callable
from typing import Any

import pytest
import wasmtime

from wasmlint.analysis.base import Input
from wasmlint.analysis.policy import Policy
from wasmlint.binary.decode import decode


@pytest.fixture
def given() -> Callable[..., Input]:
    """What the analyses look at, for a WebAssembly text or bytes."""

    def make(source: str | bytes, policy: Policy | None = None, **others: Any) -> Input:
        data = bytes(wasmtime.wat2wasm(source)) if isinstance(source, str) else source
        return Input("app.wasm", data, decode(data), policy=policy or Policy(), **others)

    return make
