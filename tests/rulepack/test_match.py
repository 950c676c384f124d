"""Rules and facts give findings, and what could not be judged is said."""

import pytest

from wasmlint.core.finding import Confidence, Evidence, Finding, Severity, Skipped
from wasmlint.core.places import ByteSpan, Place
from wasmlint.rulepack.match import match


def test_a_row_that_the_condition_holds_for_is_a_finding(folder, facts):
    given = facts([("small", 10, 0), ("big", 100_000, 0)], within="module[1]")
    assert match([folder.rule()], given, "dist/app.wasm") == (
        [
            Finding(
                rule="ACME001",
                severity=Severity.WARNING,
                confidence=Confidence.HIGH,
                path="dist/app.wasm",
                place=Place("function big", "function", ByteSpan(100, 110)),
                message="`big` is 97.7 KiB, over 64.0 KiB",
                hint="Split it",
                within="module[1]",
                evidence=(Evidence("body_bytes", "97.7 KiB"),),
                fingerprint="",
            )
        ],
        [],
    )


def test_findings_come_in_the_order_of_rules_and_rows(folder, facts, text):
    folder.write()
    folder.write(
        "pack/ACME002-other-rule.yaml",
        text.replace("ACME001", "ACME002").replace("oversized-function", "other-rule"),
    )
    first, second = folder.load().rules
    given = facts([("a", 100_000, 0), ("b", 200_000, 0)])
    findings, _ = match([second, first], given, "x.wasm")
    assert [(finding.rule, finding.place.subject) for finding in findings] == [
        ("ACME002", "function a"),
        ("ACME002", "function b"),
        ("ACME001", "function a"),
        ("ACME001", "function b"),
    ]


def test_a_hint_speaks_in_the_names_of_the_row(folder, facts, text):
    rule = folder.rule(text.replace("since:", 'hint: "split `{name}`"\nsince:'))
    findings, _ = match([rule], facts([("a", 100_000, 0)]), "x.wasm")
    assert [finding.hint for finding in findings] == ["split `a`"]


@pytest.mark.parametrize(
    ("fix", "hint"),
    [
        ("fix: Split it. Or drop it.", "Split it"),
        (
            "fix: Use Go 1.22 or later, i.e. a\n  newer one.",
            "Use Go 1.22 or later, i.e. a newer one",
        ),
        ("fix: |\n  Split\n  it.\n\n  Then measure.", "Split it"),
        ("fix: |\n  Split it: see below!\n\n  - a list", "Split it: see below!"),
        ("fix: |\n  `go build` again. `tinygo` too.", "`go build` again"),
    ],
)
def test_without_a_hint_the_first_sentence_of_the_fix_is_one(folder, facts, text, fix, hint):
    rule = folder.rule(text.replace("fix: Split it. Or drop it.", fix))
    findings, _ = match([rule], facts([("a", 100_000, 0)]), "x.wasm")
    assert [finding.hint for finding in findings] == [hint]


def test_rules_about_tables_that_are_not_there_are_skipped_and_counted(folder, facts, text):
    folder.write()
    other = text.replace("ACME001", "ACME002").replace("oversized-function", "large-module")
    other = other.replace("table: function", "table: module").replace("body_bytes", "bytes")
    folder.write("pack/ACME002-large-module.yaml", other.replace("{name}", "{path}"))
    rules = folder.load().rules
    path = "x.wasm"
    why = "the file does not decode"
    assert match(rules, facts(), path) == ([], [Skipped(path, "2 rules", why)])
    findings, skipped = match(rules, facts(size=100_000), path)
    assert [finding.rule for finding in findings] == ["ACME002"]
    assert skipped == [Skipped(path, "1 rule", why)]
    assert not skipped[0].is_incomplete


def test_a_rule_is_skipped_where_only_a_related_table_is_missing(folder, facts, text):
    text = text.replace("body_bytes > limit", "body_bytes > limit and artifact.bytes > 1 B")
    rule = folder.rule(text)
    given = facts([("a", 100_000, 0)])
    assert match([rule], given, "x.wasm")[1] == [
        Skipped("x.wasm", "1 rule", "the file does not decode")
    ]


def test_columns_of_the_message_are_not_read_without_a_finding(folder, facts, monkeypatch):
    given = facts([("a", 1, 0)])
    rows = given.rows("function")
    read = []
    column = rows.column
    monkeypatch.setattr(rows, "column", lambda name: read.append(name) or column(name))
    match([folder.rule()], given, "x.wasm")
    assert read == ["body_bytes"]


def test_a_bug_in_a_condition_comes_out(folder, facts, monkeypatch):
    given = facts([("a", 1, 0)])
    monkeypatch.setattr(given.rows("function"), "column", lambda name: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        match([folder.rule()], given, "x.wasm")
