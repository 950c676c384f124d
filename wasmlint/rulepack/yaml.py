"""Strict YAML: text to nodes with their places, refusing whatever readers could take otherwise.

Works on PyYAML's events, because its nodes no longer show anchors and tags. No value is built here
but text; what a text means is the reader's to say.
"""

import re
from collections.abc import Iterator
from typing import Any, NoReturn

import yaml

from wasmlint.core.places import TextSpan
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode, Style
from wasmlint.rulepack.wording import quoted

MAX_CHARS = 256 * 1024
MAX_DEPTH = 16

_FAST_LOADER: type = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_START = TextSpan(1)

# What YAML does not allow, and what only some readers take for the end of a line: YAML 1.2.2,
# sections 5.1 and 5.4. A byte order mark is for the start of a file.
_REFUSED_CHARACTER = re.compile(
    "[^\\t\\n\\x20-\\x7E\\xA0-\\u2027\\u202A-\\uD7FF\\uE000-\\uFEFE\\uFF00-\\uFFFD"
    "\\U00010000-\\U0010FFFF]"
)
_NEXT_STEP = {
    "mapping values are not allowed here": "; quote a text that holds `: `",
    "that cannot start any token": "; quote the text",
}
_TAB = "a tab; write spaces, tabs may only stand inside `|` texts"


class _Stop(Exception):  # noqa: N818  no error: what comes after the place cannot be read
    """Ends the reading of a file whose problem is in the complaints."""


def parse_yaml(text: str, complaints: Complaints) -> Node | None:
    """The one value of a YAML file; problems go to `complaints`.

    `None` where the file cannot be read to its end. Otherwise the value is whole but for what was
    complained of: of two equal keys the first stays.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > MAX_CHARS:
        complaints.add(_START, f"the file has {len(text):,} characters; at most {MAX_CHARS:,} fit")
        return None
    refused = _REFUSED_CHARACTER.search(text)
    if refused is not None:
        line, column = _place(text, refused.start())
        name = f"U+{ord(refused[0]):04X}"
        complaints.add(TextSpan(line, column), f"the character {name} may not stand here")
        return None
    builder = _Builder(text, complaints)
    try:
        node = builder.document()
    except _Stop:
        return None
    except yaml.YAMLError as error:
        _add_syntax_error(text, error, complaints)
        return None
    builder.refuse_tabs()
    return node


def _place(text: str, at: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)


def _add_syntax_error(text: str, error: yaml.YAMLError, complaints: Complaints) -> None:
    # libyaml and PyYAML word their errors differently; the message must not depend on the machine.
    try:
        for _ in yaml.parse(text, Loader=yaml.SafeLoader):
            pass
    except yaml.YAMLError as plain_error:
        error = plain_error
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or "it cannot be read"
    if mark is None:
        complaints.add(_START, f"this is no YAML: {problem}")
        return
    span = TextSpan(mark.line + 1, mark.column + 1)
    if "'\\t'" in problem:
        complaints.add(span, _TAB)
        return
    step = next((step for part, step in _NEXT_STEP.items() if part in problem), "")
    complaints.add(span, f"this is no YAML: {problem}{step}")


class _Builder:
    """Nodes from the events of one text. Events are `Any`: their stubs leave most fields out."""

    def __init__(self, text: str, complaints: Complaints) -> None:
        self._text = text
        self._lines = text.split("\n")
        self._complaints = complaints
        self._events: Iterator[yaml.Event] = yaml.parse(text, Loader=_FAST_LOADER)
        self._block_lines: set[int] = set()

    def document(self) -> Node:
        """The one document; raises `_Stop` where there is none or it cannot be read."""
        next(self._events)
        start = next(self._events)
        if not isinstance(start, yaml.DocumentStartEvent):
            self._stop(_START, "the file is empty")
        node = self._node(next(self._events), 0)
        next(self._events)
        more = next(self._events)
        if not isinstance(more, yaml.StreamEndEvent):
            self._stop(_span(more), "a second document; a rule file holds one")
        return node

    def refuse_tabs(self) -> None:
        """Complains of the first tab in each line outside of block texts."""
        for number, line in enumerate(self._lines):
            if "\t" in line and number not in self._block_lines:
                self._complaints.add(TextSpan(number + 1, line.index("\t") + 1), _TAB)

    def _stop(self, span: TextSpan, text: str) -> NoReturn:
        self._complaints.add(span, text)
        raise _Stop

    def _node(self, event: Any, depth: int) -> Node:
        span = _span(event)
        if depth > MAX_DEPTH:
            self._stop(span, f"values are nested more than {MAX_DEPTH} deep")
        if isinstance(event, yaml.AliasEvent):
            self._stop(span, f"the alias `*{event.anchor}`; write the value out")
        if event.anchor is not None:
            self._complaints.add(span, f"the anchor `&{event.anchor}`; write values out")
        if event.tag is not None:
            self._complaints.add(span, f"the tag {_tag(event.tag)}; tags have no use here")
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(span, depth)
        if isinstance(event, yaml.MappingStartEvent):
            return self._mapping(span, depth)
        return self._scalar(event, span)

    def _sequence(self, span: TextSpan, depth: int) -> SequenceNode:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event, depth + 1))
        return SequenceNode(tuple(items), span)

    def _mapping(self, span: TextSpan, depth: int) -> MappingNode:
        entries: dict[str, tuple[ScalarNode, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            key = self._node(event, depth + 1)
            value = self._node(next(self._events), depth + 1)
            if not isinstance(key, ScalarNode):
                self._complaints.add(key.span, "a key must be a text")
            elif (problem := key.why_no_text) is not None:
                self._complaints.add(key.span, problem)
            elif key.text in entries:
                first = entries[key.text][0].span.line
                problem = f"the key {quoted(key.text)} stands already in line {first}"
                self._complaints.add(key.span, problem)
            else:
                entries[key.text] = key, value
        return MappingNode(entries, span)

    def _scalar(self, event: Any, span: TextSpan) -> ScalarNode:
        style = Style(event.style) if event.style else Style.PLAIN
        source = self._text[event.start_mark.index : event.end_mark.index]
        if style not in (Style.LITERAL, Style.FOLDED):
            return ScalarNode(event.value, span, style, source)
        first, last = event.start_mark.line + 1, event.end_mark.line
        self._block_lines.update(range(first, last + (event.end_mark.column > 0)))
        indent = self._block_indent(event.value, first) if style is Style.LITERAL else 0
        return ScalarNode(event.value, span, style, source, indent)

    def _block_indent(self, value: str, first: int) -> int:
        """Columns cut from the lines of a block text: its header need not say it."""
        for number, line in enumerate(value.split("\n")):
            if line.strip(" "):
                cut = self._lines[first + number]
                return (len(cut) - len(cut.lstrip(" "))) - (len(line) - len(line.lstrip(" ")))
        return 0


def _tag(tag: str) -> str:
    return quoted(tag.replace("tag:yaml.org,2002:", "!!"))


def _span(event: Any) -> TextSpan:
    start, end = event.start_mark, event.end_mark
    return TextSpan(start.line + 1, start.column + 1, end.line + 1, end.column + 1)
