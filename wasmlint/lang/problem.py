"""What is wrong with an expression, and how that is shown."""

from collections.abc import Iterable

from msgspec import Struct

from wasmlint.core.text import safe

_LINE_CHARS = 100
_MESSAGE_CHARS = 400


class Origin(Struct, frozen=True):
    """Where the text of an expression lies in its file.

    `line` and `column`, from 1, are those of its first character; `indent` is the number of columns
    that were cut from every later line, as YAML does with a block of text.
    """

    path: str
    line: int
    column: int
    indent: int


class Problem(Struct, frozen=True):
    """One thing wrong with the characters `start` to `end` of an expression, half open.

    The two are equal where something is missing. `message` is one clause without a final period,
    `help` the next step, if there is an obvious one.
    """

    start: int
    end: int
    message: str
    help: str | None = None


class LangErrors(Exception):  # noqa: N818  several errors at once, and the name says so
    """All problems found in one expression, by place."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.start, problem.end)))
        super().__init__("; ".join(problem.message for problem in self.problems))


def refusal(start: int, end: int, message: str, advice: str | None = None) -> LangErrors:
    """The error with this one problem."""
    return LangErrors((Problem(start, end, message, advice),))


def moved(errors: LangErrors, by: int) -> list[Problem]:
    """The problems of a part of a text, as problems of the whole."""
    return [
        Problem(problem.start + by, problem.end + by, problem.message, problem.help)
        for problem in errors.problems
    ]


def render(problem: Problem, text: str, origin: Origin) -> str:
    """The problem for people: a line that stands alone, the source line, and a caret line.

    `text` is the whole expression. Nothing in the result can end a line but its own line breaks.
    """
    before = text[: problem.start]
    line_start = before.rfind("\n") + 1
    line_end = text.find("\n", problem.start)
    line = text[line_start : len(text) if line_end < 0 else line_end]
    at = problem.start - line_start
    column = at + (origin.indent + 1 if line_start else origin.column)
    place = f"{safe(origin.path)}:{origin.line + before.count(chr(10))}:{column}"
    shown, shown_at = _window(line, at)
    marked = shown[shown_at : shown_at + max(problem.end - problem.start, 1)]
    blanks = " " * len(safe(shown[:shown_at], _MESSAGE_CHARS))
    carets = "^" * max(len(safe(marked, _MESSAGE_CHARS)), 1)
    advice = "" if problem.help is None else f"  help: {safe(problem.help, _MESSAGE_CHARS)}"
    return (
        f"{place}: {safe(problem.message, _MESSAGE_CHARS)}\n"
        f"  | {safe(shown, _MESSAGE_CHARS)}\n"
        f"  | {blanks}{carets}{advice}"
    )


def _window(line: str, at: int) -> tuple[str, int]:
    """The part of a line around the character `at`, and where that lies in the part."""
    first = max(0, min(at - _LINE_CHARS // 2, len(line) - _LINE_CHARS))
    before = "…" if first > 0 else ""
    after = "…" if first + _LINE_CHARS < len(line) else ""
    return before + line[first : first + _LINE_CHARS] + after, at - first + len(before)
