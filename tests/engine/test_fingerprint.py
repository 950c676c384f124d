"""A finding keeps its fingerprint from build to build, and shares it with no other."""

from wasmlint.core.finding import Confidence, Finding, Severity
from wasmlint.core.places import ByteSpan, Place
from wasmlint.engine.fingerprint import fingerprinted


def finding(subject, rule="WL101", start=0, identity=None):
    place = Place(subject, "function", ByteSpan(start, start + 1), identity)
    return Finding(rule, Severity.ERROR, Confidence.HIGH, "a.wasm", place, "message", "hint")


def prints(*findings):
    return [item.fingerprint for item in fingerprinted(findings)]


def test_offsets_do_not_count():
    assert prints(finding("import env.f", start=1)) == prints(finding("import env.f", start=900))


def test_subject_rule_and_occurrence_count():
    same = finding("import env.f")
    found = prints(same, same, finding("import env.g"), finding("import env.f", rule="WL102"))
    assert len(set(found)) == 4


def test_an_identity_takes_the_place_of_a_subject_without_a_stable_name():
    first = finding("function[7]", identity="body 1234")
    second = finding("function[9]", identity="body 1234")
    assert prints(first) == prints(second)


def test_the_form_is_that_of_github_code_scanning():
    (text,) = prints(finding("import env.f"))
    digest, _, occurrence = text.partition(":")
    assert (len(digest), set(digest) <= set("0123456789abcdef"), occurrence) == (16, True, "1")
