"""The data files of this package, read when first asked for."""

import json
from functools import cache
from importlib.resources import files
from typing import Any


@cache
def read(name: str) -> dict[str, Any]:
    """The content of `data/<name>.json`. It is shared: callers must not change it."""
    text = (files("wasmlint.reference") / "data" / f"{name}.json").read_text(encoding="utf-8")
    content: dict[str, Any] = json.loads(text)
    return content
