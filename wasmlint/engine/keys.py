"""How a key of the settings is declared: what it takes, what it does, an example of it.

One declaration feeds the reader, the messages about keys and values, and the reference.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from msgspec import Struct

from wasmlint.engine.toml import Node


class Form(Struct, frozen=True):
    """What a value must be, in words, and the function that reads it.

    `read` raises `SettingsError`, with the place of the value, for anything else. `options` are the
    names that the value is made of, where those are data and too many for `words`.
    """

    words: str
    read: Callable[[Node], Any]
    options: Callable[[], Iterable[str]] = tuple


class Key(Struct, frozen=True):
    """One key of a settings file, or of a table in it.

    `field` is the field of `Settings` that takes the value and whose default holds where the key is
    not there; `None` for a key that only guards or guides the reading. Where `adds_up`, a file that
    extends another adds to what that one says; other keys replace it.

    `keys` are those of the table, or of each table in the list, that it takes. Theirs have no field
    in a list: `default` holds there. `example` is a settings file with the key.
    """

    name: str
    form: Form
    doc: str
    example: str = ""
    field: str | None = None
    adds_up: bool = False
    keys: tuple["Key", ...] = ()
    is_required: bool = False
    default: str | None = None


def given(node: Node, keys: Sequence[Key]) -> Iterator[tuple[Key, Node]]:
    """Those of `keys` that the table `node` has, with their values, in the order written.

    Raises `SettingsError` for any other key, and where a required one is not there.
    """
    known = {key.name: key for key in keys}
    required = tuple(key.name for key in keys if key.is_required)
    for name, value in node.table(tuple(known), required).items():
        yield known[name], value


def read_entry(node: Node, keys: Sequence[Key]) -> dict[str, Any]:
    """The values of the table `node` by key, with the default of each key that is not there."""
    return {key.name: key.default for key in keys} | {
        key.name: key.form.read(value) for key, value in given(node, keys)
    }


def whole(lowest: int, highest: int) -> Form:
    """A whole number within limits."""
    words = f"a whole number from {lowest} to {highest}"
    return Form(words, lambda node: node.integer(lowest, highest))


def choice(options: Sequence[str]) -> Form:
    """One of a few words."""
    return Form(f"one of {', '.join(options)}", lambda node: node.choice(options))


def table_of(words: str, read: Callable[[Node], Any]) -> Form:
    """A table whose keys are the user's own; `read` reads a value. It gives pairs in order."""
    return Form(words, lambda node: tuple((key, read(value)) for key, value in node.entries()))


def list_of(words: str, read: Callable[[Node], Any]) -> Form:
    """A list; `read` reads an item."""
    return Form(words, lambda node: tuple(read(item) for item in node.items()))


def flattened(keys: Iterable[Key], prefix: str = "") -> Iterator[tuple[str, Key]]:
    """All keys by their full names, each followed by those of the tables that it takes."""
    for key in keys:
        name = f"{prefix}{key.name}"
        yield name, key
        yield from flattened(key.keys, f"{name}.")


TEXT = Form("a string", Node.text)
TEXTS = Form("a list of strings", Node.texts)
SIZE = Form('a size, such as "64 KiB", or a number of bytes', Node.size)
TABLE = Form("a table", lambda node: dict(node.entries()))
DAY = Form("a date such as 2027-03-31", Node.day)
