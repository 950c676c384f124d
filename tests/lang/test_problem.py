"""Problems as people see them: place, source line, caret."""

import pytest

from wasmlint.lang.problem import LangErrors, Origin, Problem, render

PATH = "rules/size/WL301-x.yaml"


@pytest.mark.parametrize(
    ("problem", "text", "origin", "expected"),
    [
        (
            Problem(13, 18, "cannot compare bytes with count", "write a size, such as `64 KiB`"),
            "body_bytes > 65536\n",
            Origin(PATH, 15, 3, 2),
            (
                f"{PATH}:15:16: cannot compare bytes with count\n"
                "  | body_bytes > 65536\n"
                "  |              ^^^^^  help: write a size, such as `64 KiB`"
            ),
        ),
        (
            Problem(8, 9, "no", None),
            "a\nor b\n  c\n",
            Origin(PATH, 15, 7, 2),
            f"{PATH}:17:4: no\n  |   c\n  |  ^",
        ),
        (
            Problem(8, 8, "more is missing", None),
            "a\nor b >\n",
            Origin(PATH, 15, 7, 2),
            f"{PATH}:16:9: more is missing\n  | or b >\n  |       ^",
        ),
        (
            Problem(0, 0, "empty", None),
            "",
            Origin(PATH, 1, 7, 0),
            f"{PATH}:1:7: empty\n  | \n  | ^",
        ),
        (
            Problem(0, 5, "two lines", None),
            "a +\nb",
            Origin(PATH, 1, 1, 0),
            f"{PATH}:1:1: two lines\n  | a +\n  | ^^^",
        ),
        (
            Problem(2, 3, "what is \x1b", "drop \x1b"),
            "\x1b \x1b",
            Origin("a\nb.yaml", 1, 1, 0),
            (
                "a\\u{a}b.yaml:1:3: what is \\u{1b}\n"
                "  | \\u{1b} \\u{1b}\n"
                "  |        ^^^^^^  help: drop \\u{1b}"
            ),
        ),
    ],
)
def test_a_problem_has_place_line_and_caret(
    problem: Problem, text: str, origin: Origin, expected: str
) -> None:
    assert render(problem, text, origin) == expected


def test_a_long_line_is_shown_around_the_caret() -> None:
    text = "a or " * 100 + "x" + " or b" * 100
    shown = render(Problem(500, 501, "no", None), text, Origin(PATH, 1, 1, 0)).split("\n")
    assert shown == [
        f"{PATH}:1:501: no",
        "  | …" + "a or " * 10 + "x" + (" or b" * 10)[:49] + "…",
        "  |  " + " " * 50 + "^",
    ]


def test_problems_come_by_place() -> None:
    late, early = Problem(5, 6, "late"), Problem(1, 9, "early")
    errors = LangErrors([late, early])
    assert errors.problems == (early, late)
    assert str(errors) == "early; late"
