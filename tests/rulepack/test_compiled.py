"""The compiled form of the built-in rules says what their files say."""

import shutil

import pytest

from wasmlint.analysis.catalog import schema
from wasmlint.lang import parse as parsing
from wasmlint.rulepack.compiled import FILE, compiled_rules, encode
from wasmlint.rulepack.load import builtin_folder, load_pack


@pytest.fixture(scope="module")
def read():
    return load_pack([builtin_folder()], schema()).rules


@pytest.fixture
def folder(tmp_path, read):
    """A copy of the rules with their compiled form."""
    shutil.copytree(builtin_folder(), tmp_path / "rules")
    (tmp_path / "rules" / FILE).write_bytes(encode(read, tmp_path / "rules"))
    return tmp_path / "rules"


def test_it_says_the_same_of_every_rule_but_its_cases(folder, read):
    compiled = compiled_rules(folder, schema())
    assert [rule.info for rule in compiled] == [rule.info for rule in read]
    assert [rule.source for rule in compiled] == [rule.source for rule in read]
    for name in ("table", "params", "when_text", "message_text", "hint_text"):
        assert [getattr(rule.expressions, name) for rule in compiled] == [
            getattr(rule.expressions, name) for rule in read
        ]


def test_no_expression_of_it_needs_the_parser(folder, monkeypatch):
    compiled = compiled_rules(folder, schema())
    monkeypatch.setattr(parsing, "_parser", lambda: pytest.fail("the parser was asked for"))
    assert all(rule.condition.tables and rule.message.tables for rule in compiled)


def test_an_edited_file_counts(folder):
    rule = next(folder.glob("*/*.yaml"))
    rule.write_text(rule.read_text("utf-8") + "\n", "utf-8")
    assert compiled_rules(folder, schema()) is None


@pytest.mark.parametrize("damage", [lambda data: data[:-1], lambda data: b"", lambda data: b"\xc1"])
def test_a_damaged_form_does_not_count(folder, damage):
    (folder / FILE).write_bytes(damage((folder / FILE).read_bytes()))
    assert compiled_rules(folder, schema()) is None


def test_a_checkout_has_none():
    assert compiled_rules(builtin_folder(), schema()) is None
