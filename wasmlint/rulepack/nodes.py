"""Values of a YAML file with their places, apart from how they are parsed."""

import re
from collections.abc import Iterator, Mapping
from enum import Enum
from functools import lru_cache

from msgspec import Struct

from wasmlint.core.places import TextSpan
from wasmlint.lang.problem import Origin
from wasmlint.rulepack.wording import quoted


class Style(Enum):
    """How a scalar is written."""

    PLAIN = "plain"
    SINGLE = "'"
    DOUBLE = '"'
    LITERAL = "|"
    FOLDED = ">"


# What one character of a quoted text takes in the file: YAML 1.2.2, sections 5.7 and 7.3.
_QUOTED_CHARACTER = {
    Style.SINGLE: re.compile(r"''|.", re.DOTALL),
    Style.DOUBLE: re.compile(r"\\(?:x.{2}|u.{4}|U.{8}|.)|.", re.DOTALL),
}

_READ_AS = {
    "bool": "a flag",
    "int": "a number",
    "float": "a number",
    "null": "nothing",
    "timestamp": "a date",
    "merge": "a merge key",
    "value": "a default key",
}
# YAML 1.1 as its text has it, and YAML 1.2, where PyYAML reads text.
_ALSO_READ_AS = (
    (re.compile(r"[yYnN]"), "a flag"),
    (re.compile(r"0o[0-7]+|[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)[eE][-+]?[0-9]+"), "a number"),
)


@lru_cache(maxsize=1024)  # keys are the same in every rule
def _meaning(text: str) -> str | None:
    for pattern, meaning in _ALSO_READ_AS:
        if pattern.fullmatch(text):
            return meaning
    from yaml import ScalarNode as YamlScalar
    from yaml.resolver import Resolver

    tag = Resolver().resolve(YamlScalar, text, (True, False))  # type: ignore[no-untyped-call]
    return _READ_AS.get(str(tag).rpartition(":")[2])


class ScalarNode(Struct, frozen=True):
    """One text of the file.

    `source` is what the file has between the marks, with quotes; `indent` the columns cut from each
    line of a block.
    """

    text: str
    span: TextSpan
    style: Style
    source: str
    indent: int = 0

    @property
    def is_block(self) -> bool:
        """Whether it is written over lines of its own, after `|` or `>`."""
        return self.style in (Style.LITERAL, Style.FOLDED)

    @property
    def is_joined(self) -> bool:
        """Whether YAML joined several lines of the file to one, so that places in it are lost."""
        return self.style is Style.FOLDED or (
            not self.is_block and self.span.line != self.span.end_line
        )

    @property
    def read_as(self) -> str | None:
        """What a YAML reader takes it for: `a flag`, `a number`, ...; `None` where that is text."""
        return _meaning(self.text) if self.style is Style.PLAIN else None

    @property
    def why_no_text(self) -> str | None:
        """The problem of a scalar that stands where text is meant, if it has one."""
        if self.style is not Style.PLAIN:
            return None
        if not self.text:
            return "a value is missing"
        if (meaning := self.read_as) is None:
            return None
        return f'{quoted(self.text)} is {meaning} to YAML; quote it: `"{self.text}"`'

    def origin(self, path: str, start: int = 0) -> Origin:
        """Where the text lies in the file, exact for the character at `start`.

        Escapes take more room in the file than in the text, so a quoted text is moved by as much
        as those before `start` take.
        """
        if self.is_block:
            return Origin(path, self.span.line + 1, self.indent + 1, self.indent)
        column = self.span.column
        pattern = _QUOTED_CHARACTER.get(self.style)
        if pattern is not None:
            column += 1
            for number, match in enumerate(pattern.finditer(self.source, 1)):
                if number == start:
                    break
                column += match.end() - match.start() - 1
        return Origin(path, self.span.line, column, 0)

    def place(self, start: int) -> TextSpan:
        """Where the character at `start` of the text lies in the file."""
        origin = self.origin("", start)
        line_start = self.text.rfind("\n", 0, start) + 1
        first_column = origin.indent + 1 if line_start else origin.column
        line = origin.line + self.text.count("\n", 0, start)
        return TextSpan(line, first_column + start - line_start)


class SequenceNode(Struct, frozen=True):
    """Values in order."""

    items: tuple["Node", ...]
    span: TextSpan


class MappingNode(Struct, frozen=True):
    """Values by key, in the order of the file."""

    entries: Mapping[str, tuple[ScalarNode, "Node"]]
    span: TextSpan

    def __iter__(self) -> Iterator[tuple[ScalarNode, "Node"]]:
        return iter(self.entries.values())

    def value(self, name: str) -> "Node | None":
        """The value of a key, `None` where it is not there."""
        entry = self.entries.get(name)
        return None if entry is None else entry[1]


Node = ScalarNode | SequenceNode | MappingNode
