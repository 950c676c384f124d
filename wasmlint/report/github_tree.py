"""What GitHub asks of every value in a SARIF file, wherever it stands."""

import json
import math
import re
from collections.abc import Iterator

_UNIQUE = frozenset(
    {
        "artifacts",
        "deprecatedIds",
        "deprecatedNames",
        "fixes",
        "kinds",
        "logicalLocations",
        "relatedLocations",
        "ruleConfigurationOverrides",
        "rules",
        "suppressions",
        "tags",
    }
)
"""Arrays that the schema wants free of duplicates."""

_UNSTABLE = frozenset(
    {
        "account",
        "arguments",
        "commandLine",
        "correlationGuid",
        "endTimeUtc",
        "environmentVariables",
        "executableLocation",
        "guid",
        "machine",
        "processId",
        "startTimeUtc",
        "timeUtc",
        "workingDirectory",
    }
)
"""Properties that differ from run to run or from machine to machine."""

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_REFERENCE = re.compile(r"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-F]{2})+")
_SURROGATE = re.compile("[\ud800-\udfff]")


def value_problems(value: object, at: str) -> list[str]:
    """Problems of `value` and all within it, in their order; `at` is where it stands."""
    problems: list[str] = []
    _visit(value, at, problems)
    return problems


def _visit(value: object, at: str, problems: list[str]) -> None:
    # Most values are short text, and there are some forty in a result.
    if type(value) is str:
        if not value.isascii() and _SURROGATE.search(value):
            problems.append(f"S1 {at}: a lone surrogate is not Unicode text")
    elif type(value) is dict:
        _visit_object(value, at, problems)
    elif type(value) is list:
        for number, item in enumerate(value):
            _visit(item, f"{at}[{number}]", problems)
    elif value is None:
        problems.append(f"S6 {at}: null; leave it out")
    elif type(value) is float and not math.isfinite(value):
        problems.append(f"S1 {at}: {value} is not JSON")
    elif type(value) not in (int, bool, float):
        problems.append(f"S1 {at}: {type(value).__name__} is not JSON")


def _visit_object(value: dict[str, object], at: str, problems: list[str]) -> None:
    for key, item in value.items():
        here = f"{at}.{key}"
        if key in _UNSTABLE:
            problems.append(f"S26 {here}: differs from run to run")
        if key in _UNIQUE and type(item) is list and not _is_unique(item):
            problems.append(f"S7 {here}: holds something twice")
        _visit(item, here, problems)
    link = value.get("uri")
    if type(link) is str:
        problems.extend(_link_problems(link, f"{at}.uri"))
        if value.get("uriBaseId") != "%SRCROOT%":
            problems.append(f"S24 {at}: a path is not relative to %SRCROOT%")


def _is_unique(items: list[object]) -> bool:
    if len(items) < 2:
        return True
    return len({json.dumps(item, sort_keys=True, default=str) for item in items}) == len(items)


def _link_problems(link: str, at: str) -> Iterator[str]:
    if _SCHEME.match(link):
        yield f"S11 {at}: a path with a scheme is not that of the checkout"
    elif not _REFERENCE.fullmatch(link):
        yield f"S10 {at}: not a URI reference"
    elif link.startswith("/") or {"", ".", ".."} & set(link.split("/")):
        yield f"S10 {at}: not a plain path from the root of the repository"
