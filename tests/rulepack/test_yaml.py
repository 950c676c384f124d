"""YAML is read strictly, the same by both parsers, and every value keeps its place."""

import pytest
import yaml
from hypothesis import assume, given
from hypothesis import strategies as st

from wasmlint.core.places import TextSpan
from wasmlint.rulepack import yaml as strict
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.nodes import MappingNode, ScalarNode, SequenceNode, Style


def parse(text):
    complaints = Complaints("x.yaml")
    node = strict.parse_yaml(text, complaints)
    assert complaints.messages == []
    return node


def told(text):
    complaints = Complaints("x.yaml")
    strict.parse_yaml(text, complaints)
    return complaints.messages


def plain(node):
    """A node as the values it stands for, all of them texts."""
    if isinstance(node, ScalarNode):
        return node.text
    if isinstance(node, SequenceNode):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node}


def test_values_are_texts_lists_and_mappings():
    node = parse("a: 12\nb: [x, 'y', {c: true}]\nd: |\n  one\n   two\n")
    assert plain(node) == {"a": "12", "b": ["x", "y", {"c": "true"}], "d": "one\n two\n"}


def test_every_value_has_its_place():
    node = parse("a: 12\nb:\n  - x\n  - 'y'\n")
    assert isinstance(node, MappingNode)
    assert node.value("a").span == TextSpan(1, 4, 1, 6)
    assert [item.span for item in node.value("b").items] == [
        TextSpan(3, 5, 3, 6),
        TextSpan(4, 5, 4, 8),
    ]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [
        ("a: target\n", 1, 4),
        ("a: 'target'\n", 1, 5),
        ('a: "target"\n', 1, 5),
        ("a: |\n  target\n", 2, 3),
        ("a: |-\n     target\n", 2, 6),
        ("a: |+\n  target\n\n\n", 2, 3),
        ("a: |  # why\n  target\n", 2, 3),
        ("a: |\n\n\n  target\n", 4, 3),
        ("a: |\n  one\n    target\n", 3, 5),
        ("a: |2\n    target\n", 2, 5),
        ("a: |1-\n   target\n", 2, 4),
        ("é: [ü, 𝕏, target]\n", 1, 11),
        ("a: 'it''s a target'\n", 1, 13),
        ('a: "\\x41\\u00e9\\U0001d54f\\"\\\\ target"\n', 1, 30),
        ("a: |\r\n  one\r\n  target\r\n", 3, 3),
    ],
)
def test_a_word_within_a_text_has_its_place(text, line, column):
    node = parse(text)
    while not isinstance(node, ScalarNode):
        node = node.items[-1] if isinstance(node, SequenceNode) else next(iter(node))[1]
    assert node.place(node.text.index("target")) == TextSpan(line, column)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1))
def test_a_quoted_text_keeps_the_place_of_each_character(text):
    for style in "'\"":
        file = "key: " + yaml.dump(text, default_style=style, width=10**6, allow_unicode=True)
        node = parse(file).value("key")
        assert node.text == text
        for at, char in enumerate(text):
            if char not in "'\"\\" and char.isprintable() and char in file:
                place = node.place(at)
                assert file.split("\n")[place.line - 1][place.column - 1] == char


READ_AS = {
    "a flag": ["yes", "Yes", "no", "NO", "on", "off", "y", "N", "true", "False"],
    "a number": ["12", "-1", "0x1F", "0b1", "012", "0o17", "1_000", "1:30", "1.5", "1e3", "-.inf"],
    "nothing": ["~", "null", "Null"],
    "a date": ["2026-11-21", "2026-11-21T10:00:00Z"],
    "a merge key": ["<<"],
    "a default key": ["="],
}


@pytest.mark.parametrize(
    ("text", "meaning"), [(text, meaning) for meaning, texts in READ_AS.items() for text in texts]
)
def test_a_scalar_that_readers_take_for_something_else_is_no_text(text, meaning):
    problem = f'`{text}` is {meaning} to YAML; quote it: `"{text}"`'
    assert parse(f"a: {text}").value("a").why_no_text == problem
    assert parse(f'a: "{text}"').value("a").why_no_text is None
    assert told(f"{text}: a") == [f"x.yaml:1:1: {problem}"]


@pytest.mark.parametrize("text", ["64 KiB", "5%", "a-b", "v1.2.3", "nothing", "1 2"])
def test_an_ordinary_word_is_a_text(text):
    assert parse(f"a: {text}").value("a").why_no_text is None


@pytest.mark.parametrize(
    ("text", "is_joined"),
    [
        ("a: b c\n", False),
        ("a: |\n  b\n  c\n", False),
        ("a: >\n  b\n  c\n", True),
        ("a: b\n  c\n", True),
        ("a: 'b\n  c'\n", True),
    ],
)
def test_a_text_whose_lines_were_joined_is_known(text, is_joined):
    assert parse(text).value("a").is_joined is is_joined


def test_a_byte_order_mark_may_not_stand_inside():
    assert told("a: b\nc: \ufeffd\n") == ["x.yaml:2:4: the character U+FEFF may not stand here"]


@pytest.mark.parametrize("code", [0x00, 0x0B, 0x7F, 0x85, 0x2028, 0x2029, 0xD800, 0xFFFE])
def test_a_character_that_ends_lines_or_is_no_text_is_refused(code):
    problem = f"x.yaml:1:5: the character U+{code:04X} may not stand here"
    assert told(f"a: b{chr(code)}c\n") == [problem]


def test_a_tab_may_stand_in_a_block_text_only():
    assert plain(parse("a: |\n  x\n  \ty\nb: c\n")) == {"a": "x\n\ty\n", "b": "c"}
    assert told("a: |\n  x\n  \ty\nb:\tc\n")[0].startswith("x.yaml:4:3: a tab;")
    assert told('a: "x\ty"\n')[0].startswith("x.yaml:1:6: a tab;")


def test_too_large_a_file_is_not_parsed():
    problem = "the file has 262,147 characters; at most 262,144 fit"
    assert told("a: " + "x" * strict.MAX_CHARS) == [f"x.yaml:1:1: {problem}"]


def test_a_million_brackets_are_no_trouble():
    deep = "values are nested more than 16 deep"
    assert told("a: " + "[" * 200_000) == [f"x.yaml:1:20: {deep}"]


def test_aliases_cannot_multiply():
    bomb = "a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n"
    assert told(bomb)[-1] == "x.yaml:2:8: the alias `*a`; write the value out"


def test_of_two_equal_keys_the_second_is_complained_of():
    complaints = Complaints("x.yaml")
    node = strict.parse_yaml("a: 1\nb: 2\na: 3\n", complaints)
    assert complaints.messages == ["x.yaml:3:1: the key `a` stands already in line 1"]
    assert plain(node) == {"a": "1", "b": "2"}


documents = st.one_of(
    st.text(max_size=60),
    st.text(st.sampled_from("ab:-[]{}'\"|>#&*!?%@` \n\t~,0"), max_size=60),
)


@given(documents)
def test_any_text_is_parsed_or_complained_of(text):
    complaints = Complaints("x.yaml")
    node = strict.parse_yaml(text, complaints)
    assert node is not None or complaints.messages


@given(documents)
def test_both_parsers_of_pyyaml_give_the_same(text):
    assume("?" not in text)  # they place the missing value of an explicit key differently
    complaints = Complaints("x.yaml")
    node = strict.parse_yaml(text, complaints)
    slow = Complaints("x.yaml")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(strict, "_FAST_LOADER", yaml.SafeLoader)
        slow_node = strict.parse_yaml(text, slow)
    if not complaints and not slow:
        assert node == slow_node


def test_a_style_is_what_the_file_has():
    styles = {"a": Style.PLAIN, "'a'": Style.SINGLE, '"a"': Style.DOUBLE}
    assert {text: parse(f"k: {text}").value("k").style for text in styles} == styles
