"""What GitHub asks of the description of one rule."""

from collections.abc import Iterator
from typing import Any

_TEXTS = ("shortDescription", "fullDescription", "help")
_LONGEST_DESCRIPTION = 1024
_LONGEST_NAME = 255
_ACCEPTED_TAGS = 20
_SHOWN_TAGS = 10
_PRECISIONS = ("very-high", "high", "medium", "low")
_PROBLEM_SEVERITIES = ("error", "warning", "recommendation")


def rule_problems(rule: dict[str, Any], at: str) -> Iterator[str]:
    """Problems of one of the driver's rules."""
    yield from _texts(rule, at)
    properties = rule.get("properties", {})
    if properties.get("precision") not in _PRECISIONS:
        yield f"S21 {at}: `precision` is none of {', '.join(_PRECISIONS)}"
    if properties.get("problem.severity") not in _PROBLEM_SEVERITIES:
        yield f"S21 {at}: `problem.severity` is none of {', '.join(_PROBLEM_SEVERITIES)}"
    tags = properties.get("tags", [])
    if len(tags) > _ACCEPTED_TAGS:
        yield f"S14 {at}: over {_ACCEPTED_TAGS} tags"
    elif len(tags) > _SHOWN_TAGS:
        yield f"S16 {at}: over {_SHOWN_TAGS} tags, which GitHub does not show"
    if ("security" in tags) != ("security-severity" in properties):
        yield f"S21 {at}: the tag `security` and `security-severity` go together"
    if "security-severity" in properties:
        yield from _security_severity(properties["security-severity"], at)


def _texts(rule: dict[str, Any], at: str) -> Iterator[str]:
    name = rule.get("name", "")
    if not rule.get("id"):
        yield f"S17 {at}: no `id`"
    if not name or name == rule.get("id") or len(name) > _LONGEST_NAME:
        yield f"S17 {at}: the name is missing, too long, or the id again"
    for text_name in _TEXTS:
        text = rule.get(text_name, {}).get("text", "")
        if not text.strip():
            yield f"S17 {at}: `{text_name}` has no text"
        elif text_name != "help" and len(text) > _LONGEST_DESCRIPTION:
            yield f"S17 {at}: `{text_name}` is over {_LONGEST_DESCRIPTION} characters"
    if not rule.get("helpUri", "https://").startswith(("https://", "http://")):
        yield f"S17 {at}: `helpUri` is not absolute"


def _security_severity(value: object, at: str) -> Iterator[str]:
    if not isinstance(value, str):
        yield f"S12 {at}: `security-severity` must be text that holds a number"
        return
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0.1 <= number <= 10.0:
        yield f"S12 {at}: `security-severity` is no number from 0.1 to 10.0"
