"""What GitHub code scanning asks of a SARIF file, as one pure function.

A file can satisfy the SARIF schema and still be refused, lose alerts or show them twice. Every
check has a number, and `docs/formats.md` lists them with their public sources.
"""

import json
import zlib
from collections.abc import Iterator
from itertools import chain
from typing import Any

from wasmlint.report.github_results import result_problems
from wasmlint.report.github_rules import rule_problems
from wasmlint.report.github_tree import value_problems
from wasmlint.report.prose import counted

SHOWN_RESULTS = 5_000
_ACCEPTED_RESULTS = 25_000
_ACCEPTED_RULES = 25_000
_ACCEPTED_BYTES = 10_000_000
"""GitHub's limit on the compressed file."""
_SCHEMAS = ("sarif-2.1.0.json", "sarif-schema-2.1.0.json")


def check_github_profile(sarif: dict[str, Any]) -> list[str]:
    """Problems of a SARIF log with GitHub code scanning, each with its number and place.

    Empty for a log that GitHub accepts whole and shows as meant.
    """
    problems = frame_problems(sarif)
    if not problems or not problems[0].startswith("S3"):
        run = sarif["runs"][0]
        ids = [rule.get("id") for rule in run["tool"]["driver"].get("rules", [])]
        for number, result in enumerate(run.get("results") or []):
            problems += result_problems(result, ids, f"runs[0].results[{number}]")
    return problems


def frame_problems(sarif: dict[str, Any]) -> list[str]:
    """Problems of all but the results: of the log, the run, the tool and its rules."""
    runs = sarif.get("runs") or []
    if len(runs) != 1:
        return ["S3 runs: must be one run; several of one tool are refused"]
    run = runs[0]
    driver = run.get("tool", {}).get("driver", {})
    if not driver.get("name"):
        return ["S3 runs[0].tool.driver: no `name`"]
    frame = {**sarif, "runs": [{key: run[key] for key in run if key != "results"}]}
    rules = driver.get("rules", [])
    return list(
        chain(
            value_problems(frame, "log"),
            _log(sarif),
            _driver(driver),
            *(rule_problems(rule, f"rules[{number}]") for number, rule in enumerate(rules)),
            _run(run),
            _invocations(run),
            _results(run),
            _size(sarif),
        )
    )


def _log(sarif: dict[str, Any]) -> Iterator[str]:
    if sarif.get("version") != "2.1.0":
        yield "S2 version: must be 2.1.0"
    if not str(sarif.get("$schema", "")).endswith(_SCHEMAS):
        yield "S2 $schema: must be the final schema of SARIF 2.1.0"


def _driver(driver: dict[str, Any]) -> Iterator[str]:
    at = "runs[0].tool.driver"
    if "semanticVersion" not in driver:
        yield f"S23 {at}: no `semanticVersion`"
    if not driver.get("informationUri", "").startswith(("https://", "http://")):
        yield f"S23 {at}: no absolute `informationUri`"
    ids = [rule.get("id", "") for rule in driver.get("rules", [])]
    if "rules" not in driver or ids != sorted(ids):
        yield f"S23 {at}.rules: missing, or not sorted by id"
    if len(ids) > _ACCEPTED_RULES:
        yield f"S14 {at}.rules: over {_ACCEPTED_RULES:,} rules"


def _run(run: dict[str, Any]) -> Iterator[str]:
    category = run.get("automationDetails", {}).get("id")
    if category is not None and not category.endswith("/"):
        yield "S15 runs[0].automationDetails.id: must end in `/` to name a category"
    base = run.get("originalUriBaseIds", {}).get("%SRCROOT%")
    if base is None or "uri" in base:
        yield "S24 runs[0].originalUriBaseIds: %SRCROOT% must be there, without a `uri`"
    column_kind = run.get("columnKind")
    if column_kind not in (None, "utf16CodeUnits", "unicodeCodePoints"):
        yield "S27 runs[0].columnKind: unknown"
    if column_kind is None and any(_has_text(result) for result in run.get("results") or []):
        yield "S27 runs[0]: no `columnKind`, so columns cannot be read"


def _has_text(result: dict[str, Any]) -> bool:
    """Whether a result lies in text, and not at the first character, which stands for a file."""
    locations = result.get("locations") or [{}]
    region = locations[0].get("physicalLocation", {}).get("region", {})
    return (region.get("startLine", 1), region.get("startColumn", 1)) != (1, 1)


def _invocations(run: dict[str, Any]) -> Iterator[str]:
    for number, invocation in enumerate(run.get("invocations", [])):
        at = f"runs[0].invocations[{number}]"
        if invocation.get("executionSuccessful") is not True:
            yield f"S13 {at}: GitHub refuses the file of a run that did not succeed"
        for notification in invocation.get("toolExecutionNotifications", []):
            if "suppressions" in notification:
                yield f"S5 {at}: a notification cannot be suppressed"


def _results(run: dict[str, Any]) -> Iterator[str]:
    results = run.get("results")
    if not isinstance(results, list):
        yield "S4 runs[0]: no `results`; a clean run has an empty list"
        return
    if len(results) > _ACCEPTED_RESULTS:
        yield f"S14 runs[0].results: over {_ACCEPTED_RESULTS:,} results"
    elif len(results) > SHOWN_RESULTS:
        yield f"S16 runs[0].results: over {SHOWN_RESULTS:,} results, which GitHub does not show"
    suppressed = sum("suppressions" in result for result in results)
    if suppressed:
        shown = counted(suppressed, "suppressed result")
        yield f"S29 runs[0].results: GitHub shows {shown} as open"
    twins = len(results) - len({_identity(result) for result in results})
    if twins:
        shown = counted(twins, "result")
        yield f"S19 runs[0].results: GitHub merges {shown} with another of the same fingerprint"


def _identity(result: dict[str, Any]) -> tuple[object, ...]:
    """What makes an alert: its rule, its file and its fingerprint."""
    locations = result.get("locations") or [{}]
    artifact = locations[0].get("physicalLocation", {}).get("artifactLocation", {})
    fingerprints = result.get("partialFingerprints", {})
    return (
        result.get("ruleId"),
        artifact.get("uri"),
        fingerprints.get("primaryLocationLineHash"),
    )


def _size(sarif: dict[str, Any]) -> Iterator[str]:
    text = json.dumps(sarif, default=str).encode()
    if len(text) > _ACCEPTED_BYTES and len(zlib.compress(text)) > _ACCEPTED_BYTES:
        yield f"S14 log: over {_ACCEPTED_BYTES:,} bytes when compressed"
