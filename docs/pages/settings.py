"""`settings.md`: every key by its declaration, which the reader of settings files goes by too."""

from collections.abc import Iterator

from pages.markdown import anchor, code, listed, table
from wasmlint.core.units import format_bytes
from wasmlint.engine.discovery import NAMES
from wasmlint.engine.keys import SIZE, Key, flattened
from wasmlint.engine.known import GROUPS, KEYS
from wasmlint.engine.settings import Settings

_HEAD = f"""\
# Settings

Settings lie in {listed(NAMES[:-1])} or, under `[tool.wasmlint]`, in
`{NAMES[-1]}`. For each file that is checked the nearest one above it holds, up to the root of the
git repository. `--isolated` leaves them all out, `--config FILE` names one to use, and
`--config 'KEY=VALUE'` sets one key for one run.

Without a settings file all rules run with their defaults. A key that is not on this page is an
error, and so is a value of another form; the message has file, line and what would be right.

- A **selector** stands for rules: an id (`WL101`), a name (`wasi-snapshot-0`), the beginning of
  ids (`WL1`), a family (`wasi`) or `ALL`. Of several that fit a rule, the
  [most specific](../rules-format.md#selecting-rules) decides.
- A **glob** of files is relative to the settings file. `**` crosses folders, and a glob that names
  a folder stands for all that is in it.
- A **size** is a string with a [unit](expressions.md#units), such as `"64 KiB"`, or a plain number
  of bytes.
"""
_ADDED_UP = f"""\
Where a file [extends](#extend) another, its
{listed(key.name for keys in GROUPS.values() for key in keys if key.adds_up)}
add to those of the other, and any other key of it replaces the other's.
"""
_IN_TOOL = """\
In `pyproject.toml` the name of every table begins with `tool.wasmlint`: `[tool.wasmlint.exports]`,
`[[tool.wasmlint.budget]]`.
"""


def page() -> str:
    """The page."""
    lines = [_HEAD, *table(("key", "default", "meaning"), map(_entry, _headings(KEYS)))]
    lines += [_ADDED_UP, _IN_TOOL]
    for title, keys in GROUPS.items():
        lines += [f"## {title}", ""]
        for name, key in _headings(keys):
            lines += _section(name, key)
    return "\n".join(lines).rstrip("\n") + "\n"


def _headings(keys: tuple[Key, ...]) -> Iterator[tuple[str, Key]]:
    """The keys that have a section, with their full names: not those of a list's tables."""
    for name, key in flattened(keys):
        if key.example:
            yield name, key


def _entry(named: tuple[str, Key]) -> tuple[str, str, str]:
    name, key = named
    first, period, _ = key.doc.partition(". ")
    return f"[`{name}`](#{anchor(name)})", _default(key), f"{first}{period.strip()}"


def _section(name: str, key: Key) -> list[str]:
    lines = [f"### {name}", "", key.doc, "", f"Takes {key.form.words}. Default: {_default(key)}."]
    options = list(key.form.options())
    if options:
        lines += ["", f"Known are {listed(options)}."]
    lines.append("")
    if key.keys:
        lines += table(("key", "takes", "meaning"), map(_inner, key.keys))
    return lines + code(key.example, "toml")


def _inner(key: Key) -> tuple[str, str, str]:
    if key.is_required:
        standing = " Required."
    elif key.default is not None:
        standing = f' Default: `"{key.default}"`.'
    else:
        standing = ""
    return f"`{key.name}`", key.form.words, f"{key.doc}{standing}"


def _default(key: Key) -> str:
    value = getattr(Settings(), key.field) if key.field else None
    if value is None:
        return "none"
    if key.form is SIZE:
        return f'`"{format_bytes(value)}"`'
    if isinstance(value, tuple):
        items = ", ".join(f'"{item}"' for item in value)
        return "none" if key.adds_up else f"`[{items}]`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"
