"""Tables, headings and code of the generated pages."""

import re
from collections.abc import Iterable, Sequence

_FENCE = re.compile(r"(`{3,}|~{3,})")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    """Lines of a table, with an empty line after it."""
    lines = [_row(head), f"|{'---|' * len(head)}"]
    return [*lines, *(_row(row) for row in rows), ""]


def _row(cells: Sequence[str]) -> str:
    # A pipe ends a cell even inside of backticks (GitHub Flavored Markdown, section 4.10).
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def code(text: str, language: str) -> list[str]:
    """Lines of a block of code, with an empty line after it."""
    return [f"```{language}", text.rstrip("\n"), "```", ""]


def span(text: str) -> str:
    """Code within a line."""
    # CommonMark 0.31, section 6.1: the fence is longer than any run of backticks inside, and one
    # space next to it is not part of the code.
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def listed(words: Iterable[str]) -> str:
    """Pieces of code with commas between them."""
    return ", ".join(map(span, words))


def lowered(text: str) -> str:
    """`text` with all its headings one level lower, but nothing in its blocks of code changed."""
    lines = []
    fence = ""
    for line in text.split("\n"):
        mark = _FENCE.match(line)
        if mark and not fence:
            fence = mark[1]
        elif fence and line.strip() == fence:
            fence = ""
        lines.append(f"#{line}" if line.startswith("#") and not fence else line)
    return "\n".join(lines)


def anchor(heading: str) -> str:
    """Where GitHub puts a heading: small letters, blanks as `-`, no other signs but `-` and `_`."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")
