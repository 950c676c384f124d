import pytest

from wasmlint.analysis.features import ANALYSIS
from wasmlint.analysis.policy import Policy
from wasmlint.analysis.targets import parse_target

TAIL_CALL = "(module (func $f (return_call $f) (return_call $f)))"


def policy(*targets):
    return Policy(targets=tuple(parse_target(text) for text in targets))


def test_a_feature_is_named_counted_and_placed(given):
    rows = ANALYSIS.fill(given(TAIL_CALL))
    assert {name: rows.value(name, 0) for name in ("name", "use_count", "title", "standard")} == {
        "name": "tail-call",
        "use_count": 2,
        "title": "Tail call",
        "standard": "3.0",
    }
    assert rows.value("phase", 0) == "5"
    place = rows.place(0)
    assert place.subject == "feature tail-call"
    assert place.span.start == rows.value("first_offset", 0)


@pytest.mark.parametrize(
    ("targets", "lacking"),
    [
        ((), None),
        (("safari>=17",), "safari>=17"),
        (("safari>=18.2",), None),
        (("safari>=18.10",), None),
        (("safari",), None),
        (("wazero",), "wazero"),
        (("safari>=17", "chrome>=90", "firefox>=121"), "safari>=17, chrome>=90"),
    ],
)
def test_targets_that_lack_it_are_named_as_written(given, targets, lacking):
    rows = ANALYSIS.fill(given(TAIL_CALL, policy(*targets)))
    assert (rows.value("lacking", 0), rows.value("undecided", 0)) == (lacking, None)


def test_a_target_of_which_it_is_not_known_is_told_apart(given):
    rows = ANALYSIS.fill(given(TAIL_CALL, policy("graalwasm>=25", "wazero")))
    assert (rows.value("lacking", 0), rows.value("undecided", 0)) == ("wazero", "graalwasm>=25")


def test_features_come_by_name_and_none_is_a_plain_module_s(given):
    rows = ANALYSIS.fill(given("(module (memory i64 1) (func (result i32 i32) unreachable))"))
    assert list(rows.column("name")) == ["memory64", "multi-value"]
    assert len(ANALYSIS.fill(given("(module (func))"))) == 0
