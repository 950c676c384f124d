"""sarif-om objects to JSON values, by our own walk.

The serialiser that goes with sarif-om leaves out what equals a class's default, so that
`level: "warning"` is lost under a rule whose own level is `error`; it also copies each subtree once
a level and writes any foreign value as the text of its `repr`.
"""

from functools import cache
from typing import Any

import attr

from wasmlint.report.json_text import Json, valid

_FACTORY: Any = attr.Factory  # its stubs say function; it is the class of such defaults
_ALWAYS_WRITTEN = frozenset({"level"})


def to_json(value: Any) -> Json:
    """`value` with the property names of SARIF, without what is `None` or the standard's default.

    `level` is written always. Raises `TypeError` for a value that SARIF has no place for: anything
    but sarif-om objects as they were made, dicts with text keys, lists, tuples, text, numbers and
    booleans.
    """
    kind: Any = type(value)
    if kind is str:
        return valid(value)
    if kind in (int, float, bool):
        return value  # type: ignore[no-any-return]
    if kind is dict:
        return {_key(key): to_json(item) for key, item in value.items() if item is not None}
    if kind in (list, tuple):
        return [to_json(item) for item in value]
    properties = _properties(kind)
    written = {}
    for attribute, item in vars(value).items():
        if item is None:
            continue
        if attribute not in properties:
            raise TypeError(f"{kind.__name__} has no property `{attribute}`")
        name, default = properties[attribute]
        if name in _ALWAYS_WRITTEN or item != default:
            written[name] = to_json(item)
    return written


def _key(key: object) -> str:
    if type(key) is not str:
        raise TypeError(f"{type(key).__name__} is no key in SARIF")
    return valid(key)


@cache
def _properties(kind: type[Any]) -> dict[str, tuple[str, object]]:
    """SARIF property and default of each attribute of a sarif-om class."""
    if not attr.has(kind):
        raise TypeError(f"{kind.__name__} has no place in SARIF")
    return {
        field.name: (field.metadata["schema_property_name"], _default(field.default))
        for field in attr.fields(kind)
    }


def _default(default: object) -> object:
    return default.factory() if isinstance(default, _FACTORY) else default
