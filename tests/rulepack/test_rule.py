"""A rule file without mistakes becomes a rule, and settings may change what it goes by."""

import base64
import re

import pytest

from wasmlint.core.errors import InputError, RuleErrors
from wasmlint.core.finding import Confidence, RuleInfo, Severity
from wasmlint.core.units import Kind
from wasmlint.lang.literal import Typed

FULL = """\
id: ACME012
name: oversized-function
aliases: [ACME002, huge-function]
table: function
severity: note
confidence: medium
since: "0.12.1"
security-severity: 7.5
summary: A function body is too large, e.g. over 64 KiB.
why: |
  Engines are slow with it.

  Very slow.
fix: |
  Split
  it. Or drop it.
hint: "split `{name}`"
references: ["https://example.org/size", https://example.org/more#part]
params:
  limit: 64 KiB
  skipped: ["main", "init"]
  share: 5%
when: |
  body_bytes > limit and not name in skipped
  and share > 0%
message: |
  `{name}` is {body_bytes}
cases:
  - name: found
    params: {limit: 8 B, skipped: []}
    settings: {targets: ["safari>=17", node], host: browser, strict: true, budget: [{max: 3}]}
    path: dist/app.wasm
    wasm: AGFzbQEAAAA=
    finds: ["function big: `big` is 11 B", function small]
  - name: not found
    bytes: |
      00 61 73 6d  ;; magic
      01 00 00 00  ;; version
    finds: []
  - name: a miss
    todo: true
    wat: (module)
    finds: [function other]
"""
FULL_FILE = "pack/size/ACME012-oversized-function.yaml"


def test_every_key_of_the_file_is_in_the_rule(folder):
    rule = folder.rule(FULL, FULL_FILE)
    assert rule.info == RuleInfo(
        id="ACME012",
        name="oversized-function",
        family="size",
        severity=Severity.NOTE,
        confidence=Confidence.MEDIUM,
        since="0.12.1",
        summary="A function body is too large, e.g. over 64 KiB.",
        why="Engines are slow with it.\n\nVery slow.",
        fix="Split\nit. Or drop it.",
        references=("https://example.org/size", "https://example.org/more#part"),
        aliases=("ACME002", "huge-function"),
        security_severity=7.5,
    )
    assert rule.table == "function"
    assert rule.params == {
        "limit": Typed(Kind.BYTES, 65536, False),
        "skipped": Typed(Kind.TEXT, ("main", "init"), True),
        "share": Typed(Kind.RATIO, 0.05, False),
    }
    assert (rule.source.path, rule.source.line) == (FULL_FILE, 1)
    assert rule.titles == ("ACME012", "oversized-function", "ACME002", "huge-function")


def test_every_key_of_a_case_is_in_the_case(folder):
    found, not_found, miss = folder.rule(FULL, FULL_FILE).cases
    assert found.finds == ("function big: `big` is 11 B", "function small")
    assert found.params == {
        "limit": Typed(Kind.BYTES, 8, False),
        "skipped": Typed(Kind.TEXT, (), True),
    }
    assert found.settings == {
        "targets": ["safari>=17", "node"],
        "host": "browser",
        "strict": True,
        "budget": [{"max": 3}],
    }
    assert (found.path, found.is_todo, found.line) == ("dist/app.wasm", False, 29)
    assert not_found.path == "module.wasm"
    assert miss.is_todo


def test_what_may_be_left_out_is_empty(folder):
    rule = folder.rule()
    assert (rule.info.references, rule.info.aliases, rule.hint) == ((), (), None)
    assert rule.info.security_severity is None


EMPTY_MODULE = b"\0asm\1\0\0\0"


def test_the_input_of_a_case_is_the_contents_of_its_file(folder):
    found, not_found, miss = folder.rule(FULL, FULL_FILE).cases
    assert [case.input for case in (found, not_found, miss)] == [EMPTY_MODULE] * 3


def test_a_case_that_calls_its_file_wat_gives_the_text(folder, text):
    text = text.replace(
        "    wat: (module (func (export", "    path: a.wat\n    wat: (module (func (export"
    )
    assert folder.rule(text).cases[0].input == b'(module (func (export "big") nop nop))'


def test_a_case_with_a_mistake_in_its_text_says_so(folder, text):
    case = folder.rule(text.replace("nop nop", "nope")).cases[0]
    with pytest.raises(InputError, match="the text does not parse: unknown operator"):
        _ = case.input


def test_a_case_may_use_a_file_beside_the_rule(folder, text):
    folder.write("pack/size/ACME001-oversized-function/small.wasm", EMPTY_MODULE)
    text = text.replace('wat: (module (func (export "small")))', "wasm: small.wasm")
    case = folder.rule(text).cases[1]
    assert (case.input, case.path) == (EMPTY_MODULE, "small.wasm")


def test_no_bytes_at_all_are_a_case(folder, text):
    text = text.replace('wat: (module (func (export "small")))', 'bytes: ""')
    assert folder.rule(text).cases[1].input == b""


def test_base64_may_lie_on_several_lines(folder, text):
    lines = base64.encodebytes(EMPTY_MODULE * 20).decode().replace("\n", "\n      ")
    text = text.replace('wat: (module (func (export "small")))', f"wasm: |\n      {lines}")
    assert folder.rule(text).cases[1].input == EMPTY_MODULE * 20


def test_the_tables_a_message_may_read_begin_with_its_own(folder, text):
    text = text.replace("over {limit}", "of {artifact.bytes}").replace("> limit", "> 64 KiB")
    text = text.replace("params: {limit: 64 KiB}\n", "").replace("    params: {limit: 3 B}\n", "")
    assert folder.rule(text).message.tables == ("function", "module")


def found(rule, facts, *sizes):
    """Sizes that the rule finds."""
    is_match = rule.condition.bind(facts([("f", size, 0) for size in sizes], size=1))
    return [size for row, size in enumerate(sizes) if is_match(row)]


def test_the_default_of_a_parameter_counts(folder, facts):
    assert found(folder.rule(), facts, 65536, 65537) == [65537]


@pytest.mark.parametrize("value", ["8 B", Typed(Kind.BYTES, 8, False)])
def test_a_parameter_may_be_overridden(folder, facts, value):
    rule = folder.rule()
    assert found(rule.with_params({"limit": value}), facts, 8, 9, 65537) == [9, 65537]
    assert found(rule, facts, 8, 9, 65537) == [65537]


@pytest.mark.parametrize(
    ("declared", "when", "value", "typed"),
    [
        ("12", "caller_count > p", 3, Typed(Kind.COUNT, 3, False)),
        ("5%", "body_bytes / artifact.bytes > p", "2.5%", Typed(Kind.RATIO, 0.025, False)),
        ('"x"', "name == p", "5%", Typed(Kind.TEXT, "5%", False)),
        ("true", "p", False, Typed(Kind.FLAG, False, False)),
        ("[]", "name in p", ["a", "b"], Typed(Kind.TEXT, ("a", "b"), True)),
        ('["x"]', "name in p", [], Typed(Kind.TEXT, (), True)),
        ("[1]", "caller_count in p", [2, 3], Typed(Kind.COUNT, (2, 3), True)),
        ("[1 KiB]", "body_bytes in p", ["2 B"], Typed(Kind.BYTES, (2,), True)),
    ],
)
def test_a_setting_is_typed_by_the_parameter(folder, text, declared, when, value, typed):
    text = text.replace("{limit: 64 KiB}", f"{{p: {declared}}}").replace("body_bytes > limit", when)
    text = text.replace(", over {limit}", "").replace("    params: {limit: 3 B}\n", "")
    assert folder.rule(text).with_params({"p": value}).params == {"p": typed}


@pytest.mark.parametrize(
    ("values", "problem"),
    [
        ({"limt": "1 B"}, "the rule has no parameter `limt`; did you mean `limit`?"),
        ({"x": "1 B"}, "the rule has no parameter `x`; it has `limit`"),
        ({"limit": 8}, "`limit` must be bytes, such as `64 KiB`, not count"),
        ({"limit": "much"}, "`limit` must be bytes, such as `64 KiB`, not text"),
        ({"limit": True}, "`limit` must be bytes, such as `64 KiB`, not flag"),
        ({"limit": ["1 B"]}, "`limit` must be one value, not a list"),
        (
            {"limit": [["1 B"]]},
            "`limit` must be a text, a number, a flag, or a list of values of one kind",
        ),
        (
            {"limit": ["1 B", 2]},
            "`limit` must be a text, a number, a flag, or a list of values of one kind",
        ),
        (
            {"limit": {}},
            "`limit` must be a text, a number, a flag, or a list of values of one kind",
        ),
    ],
)
def test_a_setting_that_does_not_fit_is_refused(folder, values, problem):
    rule = folder.rule()
    with pytest.raises(ValueError, match=f"^{re.escape(problem)}$"):
        rule.with_params(values)


def test_values_that_an_empty_list_stood_for_must_fit_the_expression(folder, text):
    text = text.replace("{limit: 64 KiB}", "{p: []}").replace("body_bytes > limit", "name in p")
    text = text.replace(", over {limit}", "").replace("    params: {limit: 3 B}\n", "")
    rule = folder.rule(text)
    with pytest.raises(ValueError, match="count"):
        rule.with_params({"p": [1, 2]})


def test_the_settings_may_change_the_severity(folder):
    rule = folder.rule()
    changed = rule.with_severity(Severity.ERROR)
    assert (rule.info.severity, changed.info.severity) == (Severity.WARNING, Severity.ERROR)


def test_a_rule_file_may_come_from_windows(folder, text):
    assert folder.rule("\ufeff" + text.replace("\n", "\r\n")).info.id == "ACME001"


def test_a_built_in_rule_with_a_wrong_expression_says_so_when_it_is_used(folder, text, monkeypatch):
    text = text.replace("ACME001", "WL301").replace("body_bytes > limit", "body_byte > limit")
    folder.write("rules/size/WL301-oversized-function.yaml", text)
    monkeypatch.setattr("wasmlint.rulepack.load.builtin_folder", lambda: folder.root / "rules")
    (rule,) = folder.load("rules").rules
    with pytest.raises(RuleErrors, match=r"^rules/size/WL301-oversized-function\.yaml:12:3: "):
        _ = rule.condition
