"""All formats tell of the same findings, whatever these hold."""

import json
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.core.finding import (
    Confidence,
    Evidence,
    Finding,
    Report,
    RuleInfo,
    Severity,
    Skipped,
    Suppressed,
)
from wasmlint.core.places import ByteSpan, Place, TextSpan
from wasmlint.report.formats import summary
from wasmlint.report.github_profile import check_github_profile

texts = st.text(st.characters(), max_size=30)
numbers = st.integers(1, 2**32)
words = st.text("abc-0123456789", min_size=1, max_size=8)
rules = st.builds(
    RuleInfo,
    id=st.sampled_from(["WL101", "WL102", "ACME1"]),
    name=words,
    family=words,
    severity=st.sampled_from(Severity),
    confidence=st.sampled_from(Confidence),
    since=words,
    summary=words,
    why=words,
    fix=words,
    security_severity=st.none() | st.floats(0.1, 10),
)


@st.composite
def places(draw):
    start = draw(numbers)
    text_span = st.builds(TextSpan, numbers, numbers, st.just(0) | numbers, st.just(0) | numbers)
    byte_span = numbers.map(lambda length: ByteSpan(start, start + length))
    return Place(draw(texts), draw(words), draw(st.none() | byte_span | text_span))


@st.composite
def reports(draw):
    known = draw(st.lists(rules, min_size=1, max_size=3, unique_by=lambda rule: rule.id))
    known.sort(key=lambda rule: rule.id)
    finding = st.builds(
        Finding,
        rule=st.sampled_from([rule.id for rule in known]),
        severity=st.sampled_from(Severity),
        confidence=st.sampled_from(Confidence),
        path=st.text(st.characters(codec="utf-8"), min_size=1, max_size=12),
        place=places(),
        message=texts,
        hint=texts,
        within=st.none() | texts,
        evidence=st.lists(st.builds(Evidence, words, texts), max_size=2).map(tuple),
        fingerprint=words,
    )
    found = draw(st.lists(finding, max_size=12, unique_by=lambda one: one.fingerprint))
    found.sort(key=lambda one: one.sort_key)
    skipped = draw(st.lists(st.builds(Skipped, st.none() | words, texts, texts), max_size=2))
    suppressed = draw(st.lists(st.builds(Suppressed, finding, texts), max_size=2))
    return Report((), tuple(known), tuple(found), tuple(suppressed), tuple(skipped))


def counts(render, report):
    """How many findings each format shows, counted as its readers would."""
    run = json.loads(render("sarif", report))["runs"][0]
    notifications = run["invocations"][0]["toolExecutionNotifications"]
    left_out = [note for note in notifications if "is left out" in note["message"]["text"]]
    full = render("full", report).split("\n")
    return {
        "full": sum(line[:4] == "    " and line[4:5] not in (" ", "") for line in full)
        - sum(line.startswith(("    why: ", "    fix: ")) for line in full),
        "concise": render("concise", report).count("\n"),
        "json": len(json.loads(render("json", report))["findings"]),
        "jsonl": render("jsonl", report).count("\n"),
        "sarif": len(run["results"]) + len(left_out),
        "github": sum(line.startswith("::") for line in render("github", report).split("\n")),
    }


def test_every_format_has_the_findings_of_the_sample(render, sample):
    assert set(counts(render, sample).values()) == {len(sample.findings)}


@settings(max_examples=60, deadline=None)
@given(reports())
def test_every_format_has_all_findings(render, report):
    found = counts(render, report)
    del found["full"]  # its lines cannot be told apart where names are arbitrary text
    assert set(found.values()) == {len(report.findings)}


@settings(max_examples=60, deadline=None)
@given(reports())
def test_what_people_read_holds_no_control_character(render, report):
    for text in (
        *(render(name, report) for name in ("full", "concise", "github")),
        summary(report),
    ):
        found = {unicodedata.category(char) for char in text if char != "\n"}
        assert not found & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@settings(max_examples=60, deadline=None)
@given(reports())
def test_whatever_is_found_github_accepts_the_file(render, report):
    assert check_github_profile(json.loads(render("sarif", report))) == []


@pytest.mark.parametrize("name", ["json", "jsonl", "sarif"])
@settings(max_examples=30, deadline=None)
@given(report=reports())
def test_machines_read_ascii(render, report, name):
    assert render(name, report).isascii()
