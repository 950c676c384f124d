"""Settings: all that `wasmlint.toml` may say, read by the list of its keys."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from wasmlint.engine.entries import Budget, IgnoredFinding
from wasmlint.engine.keys import Key, flattened, given
from wasmlint.engine.known import FAIL_ON, KEYS, SEVERITIES
from wasmlint.engine.toml import Node

__all__ = ["FAIL_ON", "SEVERITIES", "Budget", "IgnoredFinding", "Settings", "read_settings"]


class Settings(Struct, frozen=True):
    """All settings; the default is what holds without a settings file.

    `folder` is the folder that paths and globs are relative to; `path` the file read, as shown.
    `params` maps a rule selector to parameter texts, `severities` a selector to a severity.
    `places` says where each rule selector is written, by the keys that lead to it: whether it
    selects a rule is known only when the rules are.
    """

    path: str | None = None
    folder: str = "."
    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    fail_on: str = "error"
    min_severity: str = "note"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    host: str | None = None
    targets: tuple[str, ...] = ()
    required_exports: tuple[str, ...] = ()
    allowed_imports: tuple[str, ...] | None = None
    denied_imports: tuple[str, ...] = ()
    brotli_quality: int = 9
    max_file_size: int = 256 * 1024 * 1024
    timeout: int = 120
    severities: tuple[tuple[str, str], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    params: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...] = ()
    budgets: tuple[Budget, ...] = ()
    ignored: tuple[IgnoredFinding, ...] = field(default=())
    places: tuple[tuple[tuple[str, ...], str], ...] = ()

    def place(self, *keys: str) -> str:
        """Where what stands under `keys` is written, for messages: `wasmlint.toml:3`."""
        return dict(self.places).get(keys, self.path or "command line")


def read_settings(node: Node, base: Settings) -> Settings:
    """`base` with what the table `node` says, checked.

    Raises `SettingsError` with file, line and key.
    """
    found = dict(_fields(node, KEYS))
    added = {key.field for _, key in flattened(KEYS) if key.adds_up and key.field}
    for name in found.keys() & added:
        found[name] = (*getattr(base, name), *found[name])
    places = {keys: place for key, value in node.entries() for keys, place in _places(key, value)}
    found["places"] = tuple({**dict(base.places), **places}.items())
    return replace(base, **found)


def _fields(node: Node, keys: Sequence[Key]) -> Iterator[tuple[str, Any]]:
    for key, value in given(node, keys):
        if key.field is not None:
            yield key.field, key.form.read(value)
        elif key.keys:
            yield from _fields(value, key.keys)
        else:
            key.form.read(value)


def _places(key: str, node: Node) -> Iterator[tuple[tuple[str, ...], str]]:
    match key:
        case "select" | "ignore" | "extend-select":
            yield from (((key, item.text()), item.place) for item in node.items())
        case "severity":
            yield from (((key, rule), value.place) for rule, value in node.entries())
        case "params":
            for rule, values in node.entries():
                yield (key, rule), values.place
                yield from (((key, rule, name), value.place) for name, value in values.entries())
        case "per-file-ignores":
            for _, selectors in node.entries():
                yield from (((key, item.text()), item.place) for item in selectors.items())
