"""TOML with places: every value knows its key and line, so that an error can point at it.

`tomllib` keeps no positions; lines are found again by looking for the key below its table header.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cached_property
from typing import Any

from msgspec import Struct

from wasmlint.core.errors import SettingsError
from wasmlint.core.nearest import suggest
from wasmlint.core.units import parse_bytes


class Source(Struct, frozen=True, dict=True):
    """The text of a settings file and the path to call it by."""

    path: str
    text: str

    @cached_property
    def _lines(self) -> list[str]:
        return self.text.splitlines()

    def line(self, keys: Sequence[str | int]) -> int | None:
        """1-based line that states the value under `keys`, or the innermost table around it.

        `None` where there is neither.
        """
        table: tuple[str | int, ...] = ()
        counts: dict[tuple[str, ...], int] = {}
        best: tuple[int, int | None] = (0, None)
        for number, text in enumerate(self._lines, 1):
            header = re.match(r"\s*(\[\[?)\s*([^\]]+?)\s*\]", text)
            if header:
                names = _split(header[2])
                table = names
                if header[1] == "[[":
                    table = (*names, counts.setdefault(names, 0))
                    counts[names] += 1
                here: tuple[str | int, ...] = table
            else:
                key = re.match(r"\s*((?:[\w.-]+|\"[^\"]*\"|\s*\.\s*)+?)\s*=", text)
                if not key:
                    continue
                here = (*table, *_split(key[1]))
            if tuple(keys) == here:
                return number
            if len(here) > best[0] and tuple(keys[: len(here)]) == here:
                best = len(here), number
        return best[1]


def _split(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip("\"' ") for part in re.findall(r"\"[^\"]*\"|'[^']*'|[^.]+", dotted))


class Node(Struct, frozen=True):
    """One value of a settings file; its readers raise `SettingsError` at its place."""

    value: Any
    source: Source
    keys: tuple[str | int, ...] = ()

    def problem(self, text: str) -> SettingsError:
        """An error about this value: file, line, key, and what is wrong."""
        key = "".join(f"[{k}]" if isinstance(k, int) else f".{k}" for k in self.keys).lstrip(".")
        return SettingsError(f"{self.place}: `{key}` {text}" if key else f"{self.place}: {text}")

    @property
    def place(self) -> str:
        """Where this value is written: file and line, or the file where that cannot be told."""
        line = self.source.line(self.keys)
        return self.source.path if line is None else f"{self.source.path}:{line}"

    @property
    def line(self) -> int:
        """1-based line of this value; 1 where it cannot be told."""
        return self.source.line(self.keys) or 1

    def text(self) -> str:
        """A non-empty string."""
        if not isinstance(self.value, str) or not self.value.strip():
            raise self.problem("must be a non-empty string")
        if "\0" in self.value:
            raise self.problem("holds a NUL character, which nothing can match")
        return self.value

    def texts(self) -> tuple[str, ...]:
        """A list of strings."""
        return tuple(item.text() for item in self.items())

    def flag(self) -> bool:
        """`true` or `false`."""
        if not isinstance(self.value, bool):
            raise self.problem("must be true or false")
        return self.value

    def integer(self, lowest: int, highest: int) -> int:
        """A whole number from `lowest` to `highest`."""
        is_number = isinstance(self.value, int) and not isinstance(self.value, bool)
        if not is_number or not lowest <= self.value <= highest:
            raise self.problem(f"must be a whole number from {lowest} to {highest}")
        return int(self.value)

    def size(self) -> int:
        """A size in bytes: a string such as `"64 KiB"`, or a plain number of bytes."""
        if isinstance(self.value, int) and not isinstance(self.value, bool) and self.value >= 0:
            return self.value
        if not isinstance(self.value, str):
            raise self.problem('must be a size, such as "64 KiB", or a number of bytes')
        try:
            return parse_bytes(self.text())
        except ValueError as error:
            raise self.problem(f"is wrong: {error}") from None

    def choice(self, options: Sequence[str]) -> str:
        """One of `options`."""
        text = self.text()
        if text not in options:
            raise self.problem(
                f"is `{text}`; use one of {', '.join(options)}{_near(text, options)}"
            )
        return text

    def day(self) -> date:
        """A date: `2027-03-31`, with or without quotes."""
        if type(self.value) is date:
            return self.value
        try:
            return date.fromisoformat(self.text())
        except ValueError:
            raise self.problem("must be a date such as 2027-03-31") from None

    def items(self) -> Iterator["Node"]:
        """The items of a list."""
        if not isinstance(self.value, list):
            raise self.problem("must be a list")
        for number, item in enumerate(self.value):
            yield Node(item, self.source, (*self.keys, number))

    def entries(self) -> Iterator[tuple[str, "Node"]]:
        """The entries of a table, in the order written."""
        if not isinstance(self.value, dict):
            raise self.problem("must be a table")
        for key, item in self.value.items():
            yield key, Node(item, self.source, (*self.keys, key))

    def table(self, known: Sequence[str], required: Sequence[str] = ()) -> dict[str, "Node"]:
        """The entries of a table whose keys are `known`; any other key is refused."""
        found = dict(self.entries())
        for key, node in found.items():
            if key not in known:
                near = _near(key, known)
                raise node.problem(f"is not a known key{near}; known are {', '.join(known)}")
        for key in required:
            if key not in found:
                raise self.problem(f"lacks `{key}`")
        return found


def _near(text: str, options: Sequence[str]) -> str:
    question = suggest(text, options)
    return f" ({question})" if question else ""


def loads(text: str) -> dict[str, Any]:
    """What a TOML text says.

    Raises `tomllib.TOMLDecodeError`, also for the texts at which `tomllib` itself gives up.
    """
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise tomllib.TOMLDecodeError("Values are nested too deep") from None
    except tomllib.TOMLDecodeError:
        raise
    except ValueError:  # Python's limit on the digits of a number
        raise tomllib.TOMLDecodeError("A number has too many digits") from None


def parse_toml(path: str, text: str) -> Node:
    """The whole of a TOML text.

    Raises `SettingsError` with file and line where it is not TOML.
    """
    source = Source(path, text)
    try:
        return Node(loads(text), source)
    except tomllib.TOMLDecodeError as error:
        at = re.search(r"\(at line (\d+), column (\d+)\)", str(error))
        lines = text.splitlines() or [""]
        place = f"{at[1]}:{at[2]}" if at else f"{len(lines)}:{len(lines[-1]) + 1}"
        message = re.sub(r"\s*\(at .*\)$", "", str(error))
        raise SettingsError(f"{path}:{place}: this is not TOML: {message}") from None
