"""The GitHub profile: silent about a good file, and one bad file for each of its checks."""

import copy
import math
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from wasmlint.report.github_profile import check_github_profile

Log = dict[str, Any]
Spoil = Callable[[Log], object]


@pytest.fixture(scope="module")
def good(sarif, sample) -> Log:
    """A binary and a text result of two rules."""
    return sarif(replace(sample, findings=sample.findings[-3:], skipped=sample.skipped[:3]))


def run(log: Log) -> Log:
    return log["runs"][0]


def driver(log: Log) -> Log:
    return run(log)["tool"]["driver"]


def rule(log: Log) -> Log:
    return driver(log)["rules"][0]


def result(log: Log) -> Log:
    return run(log)["results"][0]


def physical(log: Log) -> Log:
    return result(log)["locations"][0]["physicalLocation"]


def artifact(log: Log) -> Log:
    return physical(log)["artifactLocation"]


def text(words: str) -> Spoil:
    return lambda log: result(log)["message"].update(text=words)


def uri(link: str) -> Spoil:
    return lambda log: artifact(log).update(uri=link)


def score(value: object) -> Spoil:
    return lambda log: driver(log)["rules"][-1]["properties"].update({"security-severity": value})


def many(log: Log, count: int) -> None:
    first = result(log)
    run(log)["results"] = [
        {**first, "partialFingerprints": {"primaryLocationLineHash": f"{number}:1"}}
        for number in range(count)
    ]


SPOILED: list[tuple[str, str, Spoil]] = [
    ("S1", "not a number", lambda log: result(log).update(rank=math.nan)),
    ("S1", "a lone surrogate", lambda log: result(log)["properties"].update(name="\ud800")),
    ("S1", "bytes", lambda log: result(log)["properties"].update(name=b"")),
    ("S2", "another version", lambda log: log.update(version="2.0.0")),
    ("S2", "a draft schema", lambda log: log.update({"$schema": "https://x/sarif-2.1.0-rtm.6"})),
    ("S3", "no run", lambda log: log.update(runs=[])),
    ("S3", "two runs", lambda log: log["runs"].append(run(log))),
    ("S3", "a tool without a name", lambda log: driver(log).update(name="")),
    ("S4", "no results", lambda log: run(log).pop("results")),
    ("S5", "state", lambda log: result(log).update(suppressions=[{"state": "accepted"}])),
    (
        "S5",
        "a suppressed notification",
        lambda log: run(log)["invocations"][0]["toolExecutionNotifications"][0].update(
            suppressions=[]
        ),
    ),
    ("S6", "null in a result", lambda log: result(log)["properties"].update(x=None)),
    ("S6", "null in the run", lambda log: run(log).update(columnKind=None)),
    ("S7", "a rule twice", lambda log: driver(log)["rules"].append(driver(log)["rules"][-1])),
    ("S7", "a tag twice", lambda log: rule(log)["properties"]["tags"].append("wasi")),
    ("S8", "line 0", lambda log: physical(log)["region"].update(startLine=0)),
    ("S8", "a byte before the file", lambda log: physical(log)["address"].update(length=-1)),
    ("S8", "an end before the start", lambda log: physical(log)["region"].update(startLine=9)),
    ("S9", "no location", lambda log: result(log).update(locations=[])),
    (
        "S9",
        "only a logical location",
        lambda log: result(log)["locations"][0].pop("physicalLocation"),
    ),
    ("S9", "an empty path", uri("")),
    ("S10", "a blank", uri("a b.wasm")),
    ("S10", "half an escape", uri("a%2.wasm")),
    ("S10", "an absolute path", uri("/tmp/a.wasm")),
    ("S10", "a path that leads out", uri("../a.wasm")),
    ("S11", "a scheme", uri("file:///tmp/a.wasm")),
    ("S11", "a drive", uri("C:/a.wasm")),
    ("S12", "a number", score(7.5)),
    ("S12", "no number", score("high")),
    ("S12", "too large a number", score("11.0")),
    (
        "S13",
        "a failed run",
        lambda log: run(log)["invocations"][0].update(executionSuccessful=False),
    ),
    ("S14", "25,001 results", lambda log: many(log, 25_001)),
    (
        "S14",
        "21 tags",
        lambda log: rule(log)["properties"].update(tags=[f"{n}" for n in range(21)]),
    ),
    (
        "S14",
        "1,001 locations",
        lambda log: result(log).update(locations=result(log)["locations"] * 1001),
    ),
    (
        "S15",
        "a category without a slash",
        lambda log: run(log).update(automationDetails={"id": "a"}),
    ),
    ("S16", "5,001 results", lambda log: many(log, 5_001)),
    (
        "S16",
        "11 tags",
        lambda log: rule(log)["properties"].update(tags=[f"{n}" for n in range(11)]),
    ),
    (
        "S16",
        "101 locations",
        lambda log: result(log).update(locations=result(log)["locations"] * 101),
    ),
    ("S17", "no id", lambda log: rule(log).update(id="")),
    ("S17", "the id as name", lambda log: rule(log).update(name="WL101")),
    ("S17", "no help", lambda log: rule(log).pop("help")),
    ("S17", "a long text", lambda log: rule(log)["shortDescription"].update(text="x" * 1025)),
    ("S17", "a relative help address", lambda log: rule(log).update(helpUri="docs/WL101.md")),
    ("S18", "no message", text("")),
    ("S18", "no period", text("it is old")),
    ("S18", "an index out of range", lambda log: result(log).update(ruleIndex=99)),
    ("S18", "the index of another rule", lambda log: result(log).update(ruleIndex=1)),
    ("S19", "no fingerprint", lambda log: result(log).pop("partialFingerprints")),
    ("S19", "a fingerprint twice", lambda log: run(log)["results"].append(result(log))),
    ("S20", "no end column", lambda log: physical(log)["region"].pop("endColumn")),
    ("S21", "no precision", lambda log: rule(log)["properties"].pop("precision")),
    (
        "S21",
        "an unknown severity",
        lambda log: rule(log)["properties"].update({"problem.severity": "note"}),
    ),
    (
        "S21",
        "a tag without a score",
        lambda log: rule(log)["properties"]["tags"].append("security"),
    ),
    ("S22", "no level", lambda log: result(log).pop("level")),
    ("S22", "level none", lambda log: result(log).update(level="none")),
    ("S23", "no version", lambda log: driver(log).pop("semanticVersion")),
    ("S23", "no address", lambda log: driver(log).pop("informationUri")),
    ("S23", "rules out of order", lambda log: driver(log)["rules"].reverse()),
    ("S24", "no root", lambda log: run(log).pop("originalUriBaseIds")),
    (
        "S24",
        "a local root",
        lambda log: run(log)["originalUriBaseIds"]["%SRCROOT%"].update(uri="a/"),
    ),
    ("S24", "a path without a root", lambda log: artifact(log).pop("uriBaseId")),
    ("S26", "a clock", lambda log: run(log)["invocations"][0].update(startTimeUtc="2026-01-01")),
    ("S26", "a guid", lambda log: result(log).update(guid="1")),
    ("S27", "no column kind", lambda log: run(log).pop("columnKind")),
    ("S27", "an odd column kind", lambda log: run(log).update(columnKind="bytes")),
    ("S28", "a leading blank", text(" It is old.")),
    ("S28", "a placeholder", text("{0} is old.")),
    ("S28", "a link", text("[it](1) is old.")),
    ("S29", "a suppressed result", lambda log: result(log).update(suppressions=[])),
]


def test_a_good_file_has_no_problem(good):
    assert check_github_profile(good) == []


@pytest.mark.parametrize(
    ("number", "spoil"),
    [pytest.param(number, spoil, id=f"{number} {what}") for number, what, spoil in SPOILED],
)
def test_a_spoiled_file_has_its_problem(good, number, spoil):
    log = copy.deepcopy(good)
    spoil(log)
    assert number in {problem.split()[0] for problem in check_github_profile(log)}


def test_a_file_that_is_too_large_when_compressed_is_told(good):
    # Digits of a counter's hash do not compress below half their number.
    from hashlib import sha512

    noise = "".join(sha512(b"%d" % number).hexdigest() for number in range(170_000))
    log = copy.deepcopy(good)
    result(log)["properties"]["noise"] = noise
    assert [problem.split()[0] for problem in check_github_profile(log)] == ["S14"]


def test_a_problem_says_where_it_is(good):
    log = copy.deepcopy(good)
    run(log)["results"][1]["level"] = "none"
    artifact(log)["uri"] = "a b"
    link = "runs[0].results[0].locations[0].physicalLocation.artifactLocation.uri"
    assert check_github_profile(log) == [
        f"S10 {link}: not a URI reference",
        "S22 runs[0].results[1]: `level` is none of error, warning, note",
    ]
