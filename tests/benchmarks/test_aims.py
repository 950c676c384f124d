"""An aim is judged by the ratio of two figures, or said not to be measured."""

import pytest

from benchmarks.aims import AIMS, Figures, verdict
from benchmarks.samples import GO, LARGE_CPP
from benchmarks.tools import CHECK

PER_BYTE = next(aim for aim in AIMS if aim.unit == "s/MB")


@pytest.mark.parametrize(
    ("seconds", "begins"), [(9.9, "reached "), (10, "reached "), (10.1, "not reached ")]
)
def test_cost_per_byte_compares_modules_of_different_sizes(seconds, begins):
    found = {
        (GO, CHECK): Figures(3_000_000, 1, 2, 0),
        (LARGE_CPP, CHECK): Figures(30_000_000, seconds, 1, 0),
    }
    assert verdict(PER_BYTE, found).startswith(begins)


@pytest.mark.parametrize("aim", AIMS, ids=lambda aim: aim.text)
def test_what_was_not_run_is_not_reached_either(aim):
    figures = Figures(1, 1, 1, 1)
    for found in ({}, {aim.ours: figures}, {aim.theirs: figures}):
        assert verdict(aim, found).startswith("not measured")
