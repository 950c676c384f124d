"""Targets as settings write them: an engine, and the oldest version the module must run on."""

import re

from wasmlint.analysis.policy import Target
from wasmlint.core.nearest import nearest
from wasmlint.reference.features import engines
from wasmlint.reference.versions import parse_version

_TARGET = re.compile(
    r"\s*(?P<engine>[A-Za-z][\w.-]*)\s*(?:(?P<sign>[<>=~^!]+)\s*(?P<version>[^\s<>=~^!]\S*)\s*)?"
)


def parse_target(text: str) -> Target:
    """The target that `text` states: `safari>=17`, or `wazero` for its newest version.

    Raises `ValueError`, with a message fit for users, where it states none.
    """
    match = _TARGET.fullmatch(text)
    if match is None:
        raise ValueError(f"`{text}` is not a target; write an engine and a version: `safari>=17`")
    engine = match["engine"].lower()
    if engine not in engines():
        near = nearest(engine, engines())
        hint = f"did you mean `{near}`?" if near else f"use one of {', '.join(engines())}"
        raise ValueError(f"`{match['engine']}` is not an engine that wasmlint knows; {hint}")
    if match["sign"] not in (None, ">="):
        raise ValueError(f"`{text}` must state the oldest version with `>=`")
    if match["version"] is not None:
        parse_version(match["version"])
    return Target(engine, match["version"], text.strip())
