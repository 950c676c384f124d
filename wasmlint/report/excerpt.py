"""A line of source with a mark below the place in question."""

from wasmlint.core.places import TextSpan
from wasmlint.core.text import safe

_LONGEST = 160
"""Characters; a longer line, such as minified code, says less than its position does."""
_TAB = "    "


def excerpt(line: str, span: TextSpan) -> list[str]:
    """The line behind its number, and carets under the part that `span` covers on it.

    Nothing for a line that is too long, or that ends before the span begins: then the file has
    changed since it was read.
    """
    start = span.column - 1
    if len(line) > _LONGEST or start >= len(line):
        return []
    is_whole_rest = span.end_line > span.line
    end = len(line) if is_whole_rest else min(max(span.end_column - 1, start + 1), len(line))
    margin = len(line) - len(line.lstrip())
    before, marked, after = line[min(margin, start) : start], line[start:end], line[end:]
    before, marked, after = (_shown(part) for part in (before, marked, after.rstrip()))
    number = str(span.line)
    return [
        f"{number} | {before}{marked}{after}",
        f"{' ' * len(number)} | {' ' * len(before)}{'^' * len(marked)}",
    ]


def _shown(text: str) -> str:
    return safe(text.replace("\t", _TAB), _LONGEST * len(_TAB))
