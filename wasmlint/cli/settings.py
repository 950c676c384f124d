"""The settings of a run: the file that holds for an input, then what the command line says."""

import tomllib
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from wasmlint.core.errors import SettingsError, UsageError
from wasmlint.core.text import safe
from wasmlint.engine.discovery import find_settings, load_settings
from wasmlint.engine.paths import resolved
from wasmlint.engine.settings import Settings, read_settings
from wasmlint.engine.toml import Node, Source, loads


class Overrides(Struct, frozen=True):
    """What the command line says of settings; empty and `None` say nothing."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    fail_on: str | None = None
    min_severity: str | None = None
    host: str | None = None
    targets: tuple[str, ...] = ()
    config: tuple[str, ...] = ()
    isolated: bool = False


def settings_for(overrides: Overrides) -> Callable[[Path], Settings]:
    """A function from an input to the settings that hold for it.

    Raises `SettingsError` or `UsageError` when called, where a file or an option is wrong.
    """
    files = [Path(text) for text in overrides.config if _is_file_name(text)]
    pairs = [text for text in overrides.config if not _is_file_name(text)]
    if len(files) > 1:
        raise UsageError("--config names two settings files; use `extend` in one of them")
    for file in files:
        if not file.is_file():
            raise UsageError(f"--config {safe(str(file))}: there is no such file")

    @cache
    def of_folder(folder: Path) -> Settings:
        path = files[0] if files else None if overrides.isolated else find_settings(folder)
        settings = Settings(folder=str(Path.cwd())) if path is None else load_settings(path)
        for pair in pairs:
            settings = read_settings(_pair(pair), settings)
        return _apply(overrides, settings)

    return lambda path: of_folder(resolved(path if path.is_dir() else path.parent))


def _is_file_name(text: str) -> bool:
    return "=" not in text


def _pair(text: str) -> Node:
    source = Source(f"--config {text}", "")
    try:
        return Node(loads(text), source)
    except tomllib.TOMLDecodeError as error:
        key, _, value = text.partition("=")
        hint = f"; a text needs quotes: --config '{key}=\"{value}\"'" if value.isalpha() else ""
        raise SettingsError(f"--config `{safe(text)}` is not TOML: {error}{safe(hint)}") from None


def _apply(overrides: Overrides, settings: Settings) -> Settings:
    # Read as if they stood in a settings file, so that they are checked in the same place.
    said: dict[str, Any] = {
        "select": list(overrides.select),
        "ignore": [*settings.ignore, *overrides.ignore] if overrides.ignore else None,
        "fail-on": overrides.fail_on,
        "min-severity": overrides.min_severity,
        "host": overrides.host,
        "targets": list(overrides.targets),
    }
    said = {key: value for key, value in said.items() if value}
    settings = read_settings(Node(said, Source("command line", "")), settings)
    return replace(
        settings,
        packs=settings.packs + overrides.packs,
        extend_select=settings.extend_select + overrides.extend_select,
    )
