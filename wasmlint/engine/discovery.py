"""Which settings file holds for an input: the nearest one between it and the repository's root."""

from functools import cache
from pathlib import Path

from msgspec.structs import replace

from wasmlint.core.errors import InputError, SettingsError
from wasmlint.engine.paths import resolved, shown
from wasmlint.engine.reading import read_file
from wasmlint.engine.settings import Settings, read_settings
from wasmlint.engine.toml import Node, parse_toml

NAMES = ("wasmlint.toml", ".wasmlint.toml", "pyproject.toml")
_MOST_BYTES = 1024 * 1024
"""Of a settings file: far more than anyone writes, little enough to be read in no time."""


@cache
def find_settings(folder: Path) -> Path | None:
    """The settings file that holds in `folder`: its own, else that of its nearest parent.

    The search ends at the root of the git repository, so that a file outside it has no say. Of
    several in one folder the first of `NAMES` holds; `pyproject.toml` only where it has a
    `[tool.wasmlint]` table.
    """
    for name in NAMES:
        path = folder / name
        if path.is_file() and (name != "pyproject.toml" or _table(path) is not None):
            return path
    if (folder / ".git").exists() or folder.parent == folder:
        return None
    return find_settings(folder.parent)


def load_settings(path: Path, seen: tuple[Path, ...] = ()) -> Settings:
    """The settings of one file, on top of those of the file it extends.

    Raises `SettingsError` with file, line and key.
    """
    path = resolved(path)
    if path in seen:
        raise SettingsError(f"{shown(path)}: the file extends itself, through {shown(seen[-1])}")
    node = _table(path)
    if node is None:
        raise SettingsError(f"{shown(path)}: has no [tool.wasmlint] table")
    base = Settings()
    extended = dict(node.entries()).get("extend")
    if extended is not None:
        parent = path.parent / extended.text()
        if not parent.is_file():
            raise extended.problem(f"names a file that does not exist: {extended.text()}")
        base = load_settings(parent, (*seen, path))
    settings = read_settings(node, replace(base, path=shown(path), folder=str(path.parent)))
    packs = dict(node.entries()).get("packs")
    if packs is None:
        return settings
    for pack in packs.items():
        if not (path.parent / pack.text()).exists():
            raise pack.problem(f"names no rule file or folder: {pack.text()}")
    return replace(settings, packs=tuple(str(path.parent / pack) for pack in settings.packs))


def _table(path: Path) -> Node | None:
    try:
        text = read_file(path, _MOST_BYTES, "no settings file is that large").decode("utf-8")
    except InputError as error:
        raise SettingsError(f"{shown(path)}: {error}") from None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        place = f"{shown(path)}:{line}"
        raise SettingsError(f"{place}: this is not TOML: it must be UTF-8 text") from None
    text = text.replace("\r\n", "\n")
    node = parse_toml(shown(path), text)
    if path.name != "pyproject.toml":
        return node
    for key in ("tool", "wasmlint"):
        inner = dict(node.entries()).get(key)
        if inner is None:
            return None
        node = inner
    return node
