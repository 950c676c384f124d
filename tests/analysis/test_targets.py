from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.analysis.policy import Target
from wasmlint.analysis.targets import parse_target


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("safari>=17", Target("safari", "17", "safari>=17")),
        ("Safari >= 17.4", Target("safari", "17.4", "Safari >= 17.4")),
        (" wazero ", Target("wazero", None, "wazero")),
        ("wasm3>=0.5.0", Target("wasm3", "0.5.0", "wasm3>=0.5.0")),
    ],
)
def test_a_target_is_an_engine_and_its_oldest_version(text, expected):
    assert parse_target(text) == expected


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("safri>=17", "`safri` is not an engine that wasmlint knows; did you mean `safari`?"),
        ("qqq", "`qqq` is not an engine that wasmlint knows; use one of chrome, deno"),
        ("safari==17", "must state the oldest version with `>=`"),
        ("safari<17", "must state the oldest version with `>=`"),
        ("safari>=new", "`new` is not a version"),
        ("safari>=", "is not a target"),
        ("", "is not a target"),
        ("safari 17", "is not a target"),
    ],
)
def test_what_is_no_target_is_refused_with_a_hint(text, problem):
    with pytest.raises(ValueError, match=problem):
        parse_target(text)


@given(st.text())
def test_any_text_is_a_target_or_a_value_error(text):
    with suppress(ValueError):
        assert parse_target(text).text == text.strip()
