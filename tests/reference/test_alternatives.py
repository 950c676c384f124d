"""What replaces heavy packages of Go's standard library."""

import pytest

from wasmlint.reference.alternatives import alternative
from wasmlint.reference.datafile import read

ENTRIES = read("go_alternatives")["alternatives"]


@pytest.mark.parametrize(
    ("package", "goos", "begins"),
    [
        ("fmt", "js", "print with `console.log`"),
        ("fmt", "wasip1", "format with strconv"),
        ("fmt", None, "format with strconv"),
        ("image/png", "js", "let the browser decode"),
    ],
)
def test_the_entry_of_the_very_goos_comes_first(package, goos, begins):
    assert alternative(package, goos).instead.startswith(begins)


def test_what_only_a_browser_can_do_is_no_advice_for_wasi():
    assert alternative("image/png", "wasip1") is None


def test_a_measured_saving_is_the_difference_of_two_programs():
    assert alternative("math/rand", "js").saving_bytes == 2_076_401 - 1_866_355
    assert alternative("expvar", "js").saving_bytes is None


def test_no_entry_says_a_thing_twice_and_all_have_a_source():
    keys = [(entry["package"], entry["goos"]) for entry in ENTRIES]
    assert len(keys) == len(set(keys))
    assert all(entry["source"].startswith("https://") for entry in ENTRIES)
    assert {entry["goos"] for entry in ENTRIES} <= {"js", "wasip1", "any"}


def test_an_alternative_is_smaller():
    sizes = [entry["measured"] for entry in ENTRIES if "measured" in entry]
    assert all(size["instead_bytes"] < size["with_bytes"] for size in sizes)
