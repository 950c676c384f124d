"""The sample report in every format, word for word. `UPDATE_GOLDENS=1 pytest` rewrites them."""

import os
import re
from pathlib import Path

import pytest

from wasmlint.report.formats import REPORTERS, summary

GOLDEN = Path(__file__).parent / "golden"


def compared(name: str, text: str) -> tuple[str, str]:
    """The text, without its megabyte and with escape characters to be seen, and the golden one."""
    text = re.sub("A{1000,}", lambda run: f"<A x {len(run[0])}>", text).replace("\x1b", "\\e")
    path = GOLDEN / name
    if os.environ.get("UPDATE_GOLDENS"):
        path.write_text(text, encoding="utf-8", newline="\n")
    return text, path.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", REPORTERS)
def test_the_sample_looks_as_reviewed_in_every_format(render, sample, name):
    text, golden = compared(f"{name}.txt", render(name, sample))
    assert text == golden


def test_the_sample_looks_as_reviewed_in_a_narrow_terminal_with_colour(render, sample):
    text, golden = compared("full-terminal.txt", render("full", sample, color=True, width=60))
    assert text == golden


def test_the_summary_looks_as_reviewed(sample):
    text, golden = compared("summary.txt", summary(sample) + "\n")
    assert text == golden


def test_every_golden_belongs_to_a_test():
    names = {f"{name}.txt" for name in REPORTERS} | {"full-terminal.txt", "summary.txt"}
    assert {path.name for path in GOLDEN.iterdir()} == names
