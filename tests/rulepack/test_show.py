"""A rule is shown from its one file, in Markdown and in plain text."""

import pytest

from wasmlint.rulepack.show import help_markdown, help_text, markdown, plain

HELP_MARKDOWN = """\
A function body is too large.

## Why it matters

Engines are slow with it.

## What to do

Split it. Or drop it.

## References

- <https://example.org/size>
"""

MARKDOWN = """\
# ACME001 oversized-function

A function body is too large.

| | |
|---|---|
| severity | warning |
| confidence | high |
| family | size |
| since | 0.1 |

## Why it matters

Engines are slow with it.

## What to do

Split it. Or drop it.

## References

- <https://example.org/size>

## Rows of `function` it finds

```text
body_bytes > limit
```

## Parameters and their defaults

- `limit = 64 KiB`

## Example: a body over the limit

With the parameters

- `limit = 3 B`

```wat
(module (func (export "big") nop nop))
```

Finds:

- ``function big: `big` is 4 B, over 3 B``

## Example: a small body

```wat
(module (func (export "small")))
```

Finds nothing.
"""

PLAIN = """\
ACME001 oversized-function

A function body is too large.

  severity:   warning
  confidence: high
  family:     size
  since:      0.1

Why it matters
  Engines are slow with it.

What to do
  Split it. Or drop it.

References
  - <https://example.org/size>

Rows of `function` it finds
    body_bytes > limit

Parameters and their defaults
    limit = 64 KiB

Example: a body over the limit
  With the parameters
    limit = 3 B
    (module (func (export "big") nop nop))
  Finds:
    function big: `big` is 4 B, over 3 B

Example: a small body
    (module (func (export "small")))
  Finds nothing.
"""


@pytest.fixture
def rule(folder, text):
    return folder.rule(
        text.replace("params:", "references: ['https://example.org/size']\nparams:", 1)
    )


def test_the_page_of_a_rule_in_markdown(rule):
    assert markdown(rule) == MARKDOWN


def test_the_page_of_a_rule_in_plain_text(rule):
    assert plain(rule) == PLAIN


def test_the_help_of_a_rule_is_part_of_its_page(rule):
    assert help_markdown(rule.info) == HELP_MARKDOWN
    assert help_text(rule.info) == HELP_MARKDOWN.replace("## ", "").replace("\n\n", "\n  ").replace(
        "\n  W", "\n\nW"
    ).replace("\n  R", "\n\nR")


def test_former_names_and_the_score_are_shown(folder, text):
    text = text.replace("since:", "aliases: [huge-function]\nsecurity-severity: 7.5\nsince:")
    page = markdown(folder.rule(text))
    assert "| security | 7.5 of 10 |\n| formerly | huge-function |\n" in page


@pytest.mark.parametrize(
    ("case", "shown"),
    [
        ("bytes: 00 61 73 6d", "A module of 4 bytes, in the rule's file."),
        ("wasm: small.wasm", "The module `small.wasm` beside the rule."),
        ("wat: |\n      (module\n        (func))", "```wat\n(module\n  (func))\n```"),
        ("wat: |\n      (module ;; ````\n      )", "`````wat\n(module ;; ````\n)\n`````"),
    ],
)
def test_a_module_is_shown_where_it_is_text(folder, text, case, shown):
    if "small.wasm" in case:
        folder.write("pack/size/ACME001-oversized-function/small.wasm", b"")
    text = text.replace('wat: (module (func (export "small")))', case)
    assert f"## Example: a small body\n\n{shown}\n" in markdown(folder.rule(text))


def test_a_known_miss_is_shown_as_one(folder, text):
    text += "  - name: a miss\n    todo: true\n    wat: (module)\n    finds: [module]\n"
    assert "Should find, and does not yet:\n\n- `module`\n" in markdown(folder.rule(text))


@pytest.mark.parametrize(
    ("literal", "shown"),
    [
        ("12", "12"),
        ("0x10", "16"),
        ("5%", "5%"),
        ("2.5%", "2.5%"),
        ("1000 B", "1000 B"),
        ("3 MiB", "3 MiB"),
        ("0 B", "0 B"),
        ("true", "true"),
        ('"a b"', '"a b"'),
        ("[]", "[]"),
        ('["a", "b"]', '["a", "b"]'),
    ],
)
def test_a_parameter_is_shown_as_a_literal(folder, text, literal, shown):
    text = text.replace("{limit: 64 KiB}", f"{{p: {literal}}}").replace("over {limit}", "not {p}")
    text = text.replace("    params: {limit: 3 B}\n", "").replace("> limit", "> 1 B")
    if literal.startswith("["):
        text = text.replace("body_bytes > 1 B", "name in p").replace("{p}", "p")
    assert f"- `p = {shown}`\n" in markdown(folder.rule(text))


def test_nothing_in_a_rule_can_move_the_cursor(folder, text):
    text = text.replace("Engines are slow", "Engines \u202e are \u200b slow")
    assert "Engines \\u{202e} are \\u{200b} slow" in plain(folder.rule(text))
