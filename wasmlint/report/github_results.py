"""What GitHub asks of one SARIF result."""

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any

from wasmlint.report.github_tree import value_problems

ACCEPTED_LOCATIONS = 1000
SHOWN_LOCATIONS = 100
_POSITION = ("startLine", "startColumn", "endLine", "endColumn")
_LEVELS = ("error", "warning", "note")


def result_problems(
    result: dict[str, Any], rule_ids: Sequence[str], at: str = "result"
) -> list[str]:
    """Problems of a result in a run whose rules have these ids, in their order."""
    return list(
        chain(
            _identity(result, rule_ids, at),
            _message(result, at),
            _locations(result, at),
            _suppressions(result, at),
            value_problems(result, at),
        )
    )


def _identity(result: dict[str, Any], rule_ids: Sequence[str], at: str) -> Iterator[str]:
    index = result.get("ruleIndex")
    known = rule_ids[index : index + 1] if isinstance(index, int) and index >= 0 else ()
    if list(known) != [result.get("ruleId")]:
        yield f"S18 {at}: `ruleId` and `ruleIndex` name no rule, or two"
    if not result.get("partialFingerprints", {}).get("primaryLocationLineHash"):
        yield f"S19 {at}: no `primaryLocationLineHash`, so the alert has no identity"
    if result.get("level") not in _LEVELS:
        yield f"S22 {at}: `level` is none of {', '.join(_LEVELS)}"


def _message(result: dict[str, Any], at: str) -> Iterator[str]:
    text = result.get("message", {}).get("text", "")
    if not text.strip() or not text.endswith("."):
        yield f"S18 {at}: the message is empty or ends without a period"
    if text[:1].isspace():
        yield f"S28 {at}: the message begins with a blank"
    if "{" in text or "}" in text:
        yield f"S28 {at}: braces in the message read as placeholders"
    if "](" in text:
        yield f"S28 {at}: `](` in the message makes a link"


def _locations(result: dict[str, Any], at: str) -> Iterator[str]:
    locations = result.get("locations") or []
    if not locations:
        yield f"S9 {at}: no location, for which GitHub refuses the whole file"
        return
    if len(locations) > ACCEPTED_LOCATIONS:
        yield f"S14 {at}: over {ACCEPTED_LOCATIONS:,} locations"
    elif len(locations) > SHOWN_LOCATIONS:
        yield f"S16 {at}: over {SHOWN_LOCATIONS} locations, which GitHub does not show"
    physical = locations[0].get("physicalLocation", {})
    if not physical.get("artifactLocation", {}).get("uri"):
        yield f"S9 {at}: the location has no file, for which GitHub refuses the whole file"
    region = physical.get("region", {})
    if any(name not in region for name in _POSITION):
        yield f"S20 {at}: the region lacks one of {', '.join(_POSITION)}"
    yield from _ranges(region, physical.get("address", {}), at)


def _ranges(region: dict[str, Any], address: dict[str, Any], at: str) -> Iterator[str]:
    from_one = [region[name] for name in _POSITION if name in region]
    from_zero = [region[name] for name in ("byteOffset", "byteLength") if name in region]
    from_zero += [address[name] for name in ("absoluteAddress", "length") if name in address]
    if any(number < 1 for number in from_one) or any(number < 0 for number in from_zero):
        yield f"S8 {at}: a line, column, offset or length is too small"
    elif len(from_one) == len(_POSITION):
        line, column, end_line, end_column = from_one
        if (end_line, end_column) < (line, column):
            yield f"S8 {at}: the region ends before it begins"


def _suppressions(result: dict[str, Any], at: str) -> Iterator[str]:
    for number, suppression in enumerate(result.get("suppressions", [])):
        if "state" in suppression:
            yield f"S5 {at}.suppressions[{number}]: SARIF calls it `status`, not `state`"
