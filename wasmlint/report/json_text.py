"""JSON as text that is valid, the same on every system, and harmless in a terminal or a CI log."""

import json
import re

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None

_SURROGATE = re.compile("[\ud800-\udfff]")
# Only strings hold `#`, so it can be escaped wherever it is found. See `wasmlint.core.text`.
_COMMAND = re.compile(r"##(?=\w*\[)")


def valid(text: str) -> str:
    """`text` with each lone surrogate, which JSON's readers refuse, as U+FFFD."""
    return text if text.isascii() else _SURROGATE.sub("\ufffd", text)


def json_text(value: Json, indent: int | None = None) -> str:
    """`value` in ASCII, keys in the order given, on one line where `indent` is `None`.

    Characters beyond ASCII are escaped, so neither a direction mark nor the encoding of standard
    output can change what is read.
    Raises `ValueError` for NaN and infinities, which are not JSON.
    """
    text = json.dumps(value, allow_nan=False, indent=indent)
    return _COMMAND.sub(r"#\\u0023", text) if "##" in text else text
