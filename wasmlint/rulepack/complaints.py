"""Problems of one rule file, gathered so that all of them come at once, in file order."""

from wasmlint.core.places import TextSpan
from wasmlint.lang.problem import Problem, render
from wasmlint.rulepack.nodes import ScalarNode


class Complaints:
    """Problems found so far in the file that messages call `path`."""

    def __init__(self, path: str) -> None:
        self.path = path
        self._found: list[tuple[int, int, str]] = []

    def __bool__(self) -> bool:
        return bool(self._found)

    def add(self, span: TextSpan, text: str) -> None:
        """Adds a problem of the value that lies at `span`."""
        self._found.append(
            (span.line, span.column, f"{self.path}:{span.line}:{span.column}: {text}")
        )

    def add_problem(self, source: ScalarNode, problem: Problem) -> None:
        """Adds a problem of the expression that `source` holds, with a caret below its text."""
        place = source.place(problem.start)
        origin = source.origin(self.path, problem.start)
        self._found.append((place.line, place.column, render(problem, source.text, origin)))

    @property
    def messages(self) -> list[str]:
        """All problems, by line and column."""
        return [text for _, _, text in sorted(self._found)]
