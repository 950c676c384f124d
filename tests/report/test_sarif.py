"""The `sarif` format: valid, accepted by GitHub, and true to the report."""

import io
import json
from pathlib import Path

import jsonschema
import pytest
from msgspec.structs import replace

from wasmlint.core.finding import Confidence, Report, Severity, Skipped
from wasmlint.core.places import ByteSpan, Place, TextSpan
from wasmlint.report.formats import REPORTERS
from wasmlint.report.github_profile import check_github_profile
from wasmlint.report.sarif_rules import descriptor

SCHEMA = Path(__file__).parent / "data" / "sarif-2.1.0.schema.json"


@pytest.fixture(scope="module")
def validator():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(schema)


@pytest.fixture(scope="module")
def complete(sample):
    """The sample without what makes it incomplete."""
    return replace(sample, skipped=sample.skipped[:3])


def remarks(report, options, **changes):
    return REPORTERS["sarif"](report, replace(options, **changes), io.StringIO())


def results(log):
    return log["runs"][0]["results"]


def physical(result):
    return result["locations"][0]["physicalLocation"]


def notifications(log):
    (invocation,) = log["runs"][0]["invocations"]
    return [
        (note["level"], note["message"]["text"])
        for note in invocation["toolExecutionNotifications"]
    ]


@pytest.mark.parametrize(
    "changes", [{}, {"include_suppressed": True}, {"category": "wasm"}, {"source_line": None}]
)
@pytest.mark.parametrize("name", ["sample", "clean"])
def test_the_log_is_valid(validator, sarif, request, name, changes):
    log = sarif(request.getfixturevalue(name), **changes)
    assert [error.message for error in validator.iter_errors(log)] == []


@pytest.mark.parametrize("name", ["complete", "clean"])
def test_github_accepts_it_whole(sarif, options, request, name):
    report = request.getfixturevalue(name)
    assert check_github_profile(sarif(report)) == []
    assert remarks(report, options) == ()


def test_the_schema_and_the_version_come_first(sarif, clean):
    assert list(sarif(clean))[:2] == ["$schema", "version"]
    assert results(sarif(clean)) == []


def test_a_warning_under_an_error_rule_stays_a_warning(sarif, sample):
    run = sarif(sample)["runs"][0]
    (leak, _) = [result for result in run["results"] if result["ruleId"] == "WL401"]
    rule = run["tool"]["driver"]["rules"][leak["ruleIndex"]]
    assert rule["defaultConfiguration"] == {"level": "error"}
    assert leak["level"] == "warning"


def test_a_default_level_is_written_where_it_is_the_standards_own(sarif, sample):
    rules = sarif(sample)["runs"][0]["tool"]["driver"]["rules"]
    levels = {rule["id"]: rule["defaultConfiguration"]["level"] for rule in rules}
    assert levels["WL310"] == "warning"


def test_bytes_are_an_address_and_lines_the_first_character(sarif, sample):
    (result,) = results(sarif(replace(sample, findings=sample.findings[1:2])))
    assert physical(result)["region"] == {
        "startLine": 1,
        "startColumn": 1,
        "endLine": 1,
        "endColumn": 2,
    }
    assert physical(result)["address"] == {
        "absoluteAddress": 0x1A2F,
        "length": 30,
        "kind": "import",
        "name": "import wasi_unstable.fd_write",
    }
    assert "At byte 0x1a2f:" in result["message"]["text"]


def test_the_first_byte_of_a_file_has_an_address_too(sarif, sample):
    place = Place("module", "module", ByteSpan(0, 8))
    finding = replace(sample.findings[1], place=place)
    (result,) = results(sarif(replace(sample, findings=(finding,))))
    assert physical(result)["address"]["absoluteAddress"] == 0


def test_a_nested_module_is_part_of_the_logical_name(sarif, sample):
    (nested,) = [finding for finding in sample.findings if finding.within]
    (result,) = results(sarif(replace(sample, findings=(nested,))))
    (logical,) = result["locations"][0]["logicalLocations"]
    assert logical == {
        "fullyQualifiedName": "module[1]/import wasi_unstable.proc_exit",
        "kind": "import",
    }
    assert "import wasi_unstable.proc_exit in module[1]." in result["message"]["text"]


@pytest.mark.parametrize(
    ("line", "span", "columns"),
    [
        ("é := f(x)", TextSpan(1, 6, 1, 10), (6, 10)),
        ("🦀 := f(x)", TextSpan(1, 6, 1, 10), (7, 11)),
        ("f(🦀🦀)", TextSpan(1, 1, 1, 6), (1, 8)),
        ("f(x)", TextSpan(1, 3), (3, 4)),
    ],
)
def test_columns_count_utf_16_code_units(sarif, sample, line, span, columns):
    place = Place("function f", "function", span)
    report = replace(sample, findings=(replace(sample.findings[-1], place=place),))
    log = sarif(report, source_line=lambda path, number: line)
    region = physical(results(log)[0])["region"]
    assert (region["startColumn"], region["endColumn"]) == columns
    assert log["runs"][0]["columnKind"] == "utf16CodeUnits"


def test_without_the_source_columns_are_declared_as_what_they_are(sarif, sample):
    log = sarif(sample, source_line=None)
    assert log["runs"][0]["columnKind"] == "unicodeCodePoints"
    assert physical(results(log)[-2])["region"]["startColumn"] == 10


def test_columns_are_not_declared_where_there_are_none(sarif, sample):
    assert "columnKind" not in sarif(replace(sample, findings=sample.findings[:5]))["runs"][0]


def test_suppressed_findings_are_left_out_unless_asked_for(sarif, options, complete):
    assert "sock_recv" not in json.dumps(results(sarif(complete)))
    log = sarif(complete, include_suppressed=True)
    shown = [result for result in results(log) if "suppressions" in result]
    assert [result["suppressions"] for result in shown] == [
        [{"kind": "external", "status": "accepted", "justification": "the host fills it in"}]
    ]
    places = [physical(result).get("address", {}).get("absoluteAddress") for result in results(log)]
    assert places[:5] == [None, 0x1A2F, 0x1A4D, 0x1A70, 0x2000]
    assert remarks(complete, options, include_suppressed=True) == (
        "sarif: S29 runs[0].results: GitHub shows 1 suppressed result as open",
    )


@pytest.mark.parametrize("category", ["wasm", "wasm/"])
def test_a_category_ends_with_a_slash(sarif, clean, category):
    assert sarif(clean, category=category)["runs"][0]["automationDetails"] == {"id": "wasm/"}
    assert "automationDetails" not in sarif(clean)["runs"][0]


def test_an_incomplete_run_says_so_and_why(sarif, options, sample):
    log = sarif(sample)
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert notifications(log)[0] == (
        "error",
        "Not checked: the file (dist/huge.wasm): 317 MiB are over the limit of 256 MiB.",
    )
    assert remarks(sample, options) == (
        "sarif: S13 runs[0].invocations[0]: GitHub refuses the file of a run that did not succeed",
    )


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"path": ".."}, "S9 result: the location has no file, for which GitHub refuses"),
        ({"fingerprint": ""}, "S19 result: no `primaryLocationLineHash`"),
        ({"place": Place("x", "text", TextSpan(0, 1))}, "S8 result: a line, column, offset or"),
    ],
)
def test_a_finding_that_would_lose_the_file_becomes_a_notification(
    sarif, options, clean, sample, change, problem
):
    findings = (replace(sample.findings[0], **change), sample.findings[1])
    report = replace(clean, findings=findings)
    log = sarif(report, prefix="")
    assert [result["ruleId"] for result in results(log)] == ["WL101"]
    ((level, text),) = notifications(log)
    assert level == "warning"
    assert text.startswith(f"A finding of WL201 is left out: {problem}")
    assert check_github_profile(log) == []
    assert remarks(report, options, prefix="") == (f"sarif: {text}",)


def test_a_message_that_begins_with_a_blank_name_is_kept(sarif, sample):
    report = replace(sample, findings=(replace(sample.findings[1], message=" \u00a0x is old"),))
    (result,) = results(sarif(report))
    assert result["message"]["text"].startswith("x is old. At byte 0x1a2f: ")


def test_what_github_would_not_show_is_left_out_the_least_severe_first(
    sarif, options, clean, sample
):
    base = sample.findings[1]
    severities = [Severity.NOTE] * 3 + [Severity.WARNING] * 4_998 + [Severity.ERROR]
    findings = tuple(
        replace(base, severity=severity, fingerprint=f"{number:016x}:1")
        for number, severity in enumerate(severities)
    )
    unsure = replace(findings[10], confidence=Confidence.LOW)
    report = replace(clean, findings=(*findings[:10], unsure, *findings[11:]))
    log = sarif(report)
    kept = [result["partialFingerprints"]["primaryLocationLineHash"] for result in results(log)]
    expected = [finding.fingerprint for finding in findings]
    assert kept == [expected[0], *expected[3:]]
    told = "2 findings of 5,002 left out, the least severe: GitHub shows 5,000 results of a run."
    assert notifications(log) == [("warning", told)]
    assert remarks(report, options) == (f"sarif: {told}",)


def test_all_rules_that_ran_are_described_in_order_of_id(sarif, clean):
    shuffled = replace(clean, rules=clean.rules[::-1])
    ids = [rule["id"] for rule in sarif(shuffled)["runs"][0]["tool"]["driver"]["rules"]]
    assert ids == ["WL101", "WL201", "WL310", "WL320", "WL401", "WL701"]


def test_former_ids_and_names_of_a_rule_are_told_apart(sarif, clean):
    rules = {rule["id"]: rule for rule in sarif(clean)["runs"][0]["tool"]["driver"]["rules"]}
    assert rules["WL310"]["deprecatedIds"] == ["WL399"]
    assert rules["WL310"]["deprecatedNames"] == ["dwarf-shipped"]


@pytest.mark.parametrize(
    ("family", "score", "tags", "written"),
    [
        ("security", 7.5, ["webassembly", "security"], "7.5"),
        ("contract", 10.0, ["webassembly", "contract", "security"], "10.0"),
        ("security", None, ["webassembly"], None),
        ("size", None, ["webassembly", "size"], None),
    ],
)
def test_only_rules_with_a_score_are_security_rules(sample, family, score, tags, written):
    rule = replace(sample.rules[0], family=family, security_severity=score)
    properties = descriptor(rule).properties
    assert properties["tags"] == tags
    assert properties.get("security-severity") == written


def test_long_texts_of_a_rule_are_cut_to_what_github_takes(sarif, clean):
    rule = replace(clean.rules[0], summary="s" * 3000, why="w" * 3000)
    log = sarif(replace(clean, rules=(rule,)))
    assert check_github_profile(log) == []
    (written,) = log["runs"][0]["tool"]["driver"]["rules"]
    assert written["fullDescription"]["text"] == "w" * 1022 + "…."


def test_a_file_that_was_not_looked_at_has_no_index(sarif, clean):
    report = replace(clean, skipped=(Skipped("gone.wasm", "the file", "it is gone", True),))
    (invocation,) = sarif(report)["runs"][0]["invocations"]
    (note,) = invocation["toolExecutionNotifications"]
    assert note["locations"][0]["physicalLocation"]["artifactLocation"] == {
        "uri": "services/shop/gone.wasm",
        "uriBaseId": "%SRCROOT%",
    }


def test_two_spellings_of_one_file_are_one_artifact(sarif, sample):
    artifacts = (sample.artifacts[0], replace(sample.artifacts[0], path="./dist/app.wasm"))
    report = Report(artifacts, sample.rules, sample.findings[:1])
    run = sarif(report)["runs"][0]
    assert len(run["artifacts"]) == 1
    assert physical(run["results"][0])["artifactLocation"]["index"] == 0
