import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.reference.versions import parse_version


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("15.2", "15.10"),
        ("9", "10"),
        ("1.26rc2", "1.26"),
        ("1.26.0-beta1", "1.26.0"),
        ("0.36.0-dev", "0.36.0"),
        ("1.26", "1.26.1"),
        ("14.0.6", "15.0.7-wasi-sdk"),
        ("1.9", "v1.10"),
    ],
)
def test_versions_compare_as_numbers(lower, higher):
    assert parse_version(lower) < parse_version(higher)
    assert not parse_version(higher) < parse_version(lower)


@pytest.mark.parametrize(
    ("one", "other"),
    [("15", "15.0"), ("1.2.0.0", "1.2"), ("15.0.7-wasi-sdk", "15.0.7"), ("0", "0.0")],
)
def test_zeros_at_the_end_and_names_of_builds_do_not_count(one, other):
    assert parse_version(one) == parse_version(other)


@pytest.mark.parametrize("text", ["", "new", "-1", "١٧", "v", "." * 50, "9" * 5000])
def test_what_is_no_version_is_refused(text):
    with pytest.raises(ValueError, match="is not a version"):
        parse_version(text)


@given(
    st.lists(st.integers(0, 999), min_size=1, max_size=5),
    st.lists(st.integers(0, 999), min_size=1, max_size=5),
)
def test_the_order_is_that_of_the_numbers(one, other):
    def trimmed(numbers):
        while len(numbers) > 1 and numbers[-1] == 0:
            numbers = numbers[:-1]
        return numbers

    first, second = (parse_version(".".join(map(str, numbers))) for numbers in (one, other))
    assert (first < second) == (trimmed(one) < trimmed(other))
