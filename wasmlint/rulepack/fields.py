"""Typed access to the keys of one YAML mapping; what does not fit becomes a complaint.

Each reader returns `None` where the key is absent or complained of: an absent key that is required
was complained of at the start, so nothing is said twice.
"""

import re
from collections.abc import Sequence
from enum import Enum
from typing import TypeVar

from wasmlint.core.places import TextSpan
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode
from wasmlint.rulepack.wording import did_you_mean, listed, quoted

_DECIMAL = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_Choice = TypeVar("_Choice", bound=Enum)


class Fields:
    """The keys of `node`, which is `thing` (`a rule`) to the reader of complaints.

    Keys that are neither required nor optional, and required ones that are not there, are
    complained of at once.
    """

    def __init__(
        self,
        node: MappingNode,
        complaints: Complaints,
        thing: str,
        required: Sequence[str],
        optional: Sequence[str],
    ) -> None:
        self._node = node
        self._complaints = complaints
        known = (*required, *optional)
        for key, _ in node:
            if key.text not in known:
                near = did_you_mean(key.text, known) or f"; {thing} has {listed(known)}"
                complaints.add(key.span, f"unknown key {quoted(key.text)}{near}")
        missing = [name for name in required if node.value(name) is None]
        if missing:
            complaints.add(node.span, f"{thing} needs {listed(missing)}")

    def __contains__(self, name: str) -> bool:
        return self._node.value(name) is not None

    def span(self, name: str) -> TextSpan:
        """Where the value of a key lies; the whole mapping where the key is not there."""
        return (self._node.value(name) or self._node).span

    def complain(self, name: str, text: str) -> None:
        """Adds a problem of the value of a key."""
        self._complaints.add(self.span(name), f"`{name}` {text}")

    def complain_at(self, span: TextSpan, text: str) -> None:
        """Adds a problem of one place in a value."""
        self._complaints.add(span, text)

    def scalar(self, name: str, *, may_be_empty: bool = False) -> ScalarNode | None:
        """A text with its place."""
        node = self._node.value(name)
        if node is None:
            return None
        if not isinstance(node, ScalarNode):
            self.complain(name, "must be a text")
            return None
        if may_be_empty and node.why_no_text is None:
            return node
        return node if is_text(node, f"`{name}` ", self._complaints) else None

    def text(self, name: str, *, may_be_empty: bool = False) -> str | None:
        """A text of any number of lines, without the space around it."""
        node = self.scalar(name, may_be_empty=may_be_empty)
        return None if node is None else node.text.strip()

    def line(self, name: str, pattern: str = ".+", shape: str = "") -> str | None:
        """A text of one line that has the given form; `shape` says that form to people."""
        text = self.text(name)
        if text is None:
            return None
        if "\n" in text:
            self.complain(name, "must be one line")
            return None
        if not re.fullmatch(pattern, text):
            self.complain(name, f"must be {shape}, not {quoted(text)}")
            return None
        return text

    def choice(self, name: str, choices: type[_Choice]) -> _Choice | None:
        """One of the values of an enumeration of texts."""
        text = self.line(name)
        if text is None:
            return None
        known = {str(choice.value): choice for choice in choices}
        if text not in known:
            self.complain(name, f"must be {listed(known, 'or')}, not {quoted(text)}")
            return None
        return known[text]

    def flag(self, name: str) -> bool | None:
        """`true` or `false`, unquoted."""
        node = self._node.value(name)
        if node is None:
            return None
        if not isinstance(node, ScalarNode) or node.source not in ("true", "false"):
            self.complain(name, "must be `true` or `false`")
            return None
        return node.text == "true"

    def number(self, name: str) -> float | None:
        """A number in decimal digits, unquoted."""
        node = self._node.value(name)
        if node is None:
            return None
        if not isinstance(node, ScalarNode) or not _DECIMAL.fullmatch(node.source):
            self.complain(name, "must be a number, such as `7.5`")
            return None
        return float(node.text)

    def mapping(self, name: str) -> MappingNode | None:
        """Values by key."""
        node = self._node.value(name)
        if node is not None and not isinstance(node, MappingNode):
            self.complain(name, "must hold keys and values")
            return None
        return node

    def items(self, name: str) -> tuple[Node, ...] | None:
        """The values of a list, which may be empty."""
        node = self._node.value(name)
        if node is None:
            return None
        if not isinstance(node, SequenceNode):
            self.complain(name, "must be a list")
            return None
        return node.items

    def scalars(self, name: str) -> tuple[ScalarNode, ...] | None:
        """A list of texts, none of them empty; `None` where one of them does not fit."""
        items = self.items(name)
        if items is None:
            return None
        texts = []
        for item in items:
            if not isinstance(item, ScalarNode):
                self._complaints.add(item.span, f"an item of `{name}` must be a text; quote it")
            elif is_text(item, f"an item of `{name}` ", self._complaints):
                texts.append(item)
        return tuple(texts) if len(texts) == len(items) else None


def is_text(node: ScalarNode, thing: str, complaints: Complaints) -> bool:
    """Whether a scalar is a text and not empty; complains where it is not."""
    problem = node.why_no_text
    if problem is None and not node.text.strip():
        problem = f"{thing}is empty"
    if problem is not None:
        complaints.add(node.span, problem)
    return problem is None
