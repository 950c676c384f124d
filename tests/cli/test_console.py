"""Progress is for people at a terminal, colour for those who did not refuse it."""

import sys

import pytest

from wasmlint.cli.console import wants_color, wants_progress


class Terminal:
    def isatty(self):
        return True


@pytest.mark.parametrize(
    ("environment", "is_shown"),
    [({}, True), ({"CI": "1"}, False), ({"PRE_COMMIT": "1"}, False), ({"TERM": "dumb"}, False)],
)
def test_progress_is_shown_at_a_terminal_that_can_go_back_on_a_line(
    monkeypatch, environment, is_shown
):
    monkeypatch.setattr(sys, "stderr", Terminal())
    assert wants_progress(environment, quiet=False) == is_shown
    assert not wants_progress(environment, quiet=True)


@pytest.mark.parametrize(
    ("choice", "environment", "is_colored"),
    [
        ("auto", {}, True),
        ("auto", {"TERM": "dumb"}, False),
        ("auto", {"TERM": "dumb", "FORCE_COLOR": "1"}, True),
        ("auto", {"NO_COLOR": "1", "FORCE_COLOR": "1"}, False),
        ("auto", {"NO_COLOR": ""}, True),
        ("always", {"NO_COLOR": "1"}, True),
        ("never", {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_follows_the_option_then_the_environment_then_the_terminal(
    choice, environment, is_colored
):
    assert wants_color(choice, Terminal(), environment) == is_colored
