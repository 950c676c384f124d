"""Rows and columns as text for a terminal, Markdown or CSV."""

import csv
import io
from collections.abc import Iterable, Iterator
from enum import Enum
from typing import TextIO

from msgspec import Struct

from wasmlint.core.text import safe
from wasmlint.core.units import format_bytes, format_ratio

_BAR_CELLS = 12
_EIGHTHS = " ▏▎▍▌▋▊▉"
_LONGEST_NAME = 200

Cell = str | int | float | None


class Form(Enum):
    """How the values of a column are shown to people; a file of CSV has them as they are."""

    NAME = "name"
    TEXT = "text"
    COUNT = "count"
    BYTES = "bytes"
    GROWTH = "growth"  # bytes with a sign
    SHARE = "share"  # a ratio with a bar


class GridColumn(Struct, frozen=True):
    """A column: its heading for people, its key for programs, and how its values are shown."""

    title: str
    key: str
    form: Form


class Grid(Struct, frozen=True):
    """A table; each row has a value for each column, `None` where there is none."""

    columns: tuple[GridColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def used(self) -> "Grid":
        """The table without the columns in which no row has a value."""
        kept = [
            number
            for number in range(len(self.columns))
            if any(row[number] is not None for row in self.rows)
        ]
        return Grid(
            tuple(self.columns[number] for number in kept),
            tuple(tuple(row[number] for number in kept) for row in self.rows),
        )


def write_text(grid: Grid, stream: TextIO, *, width: int | None, color: bool) -> None:
    """Writes the table in columns, with bars for shares; `width` is that of the terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    for column in grid.columns:
        is_text = column.form in (Form.NAME, Form.TEXT, Form.SHARE)
        table.add_column(
            column.title,
            justify="left" if is_text else "right",
            no_wrap=column.form is not Form.NAME,
            overflow="fold",
        )
    for row in grid.rows:
        cells = zip(grid.columns, row, strict=True)
        table.add_row(*(Text(_shown(column.form, value)) for column, value in cells))
    console = Console(
        file=stream,
        width=width or 160,
        color_system="standard" if color else None,
        force_terminal=color,
        highlight=False,
        emoji=False,
    )
    lines = io.StringIO()
    console.file = lines
    console.print(table)
    stream.writelines(f"{line.rstrip()}\n" for line in lines.getvalue().splitlines())


def markdown(grid: Grid) -> Iterator[str]:
    """The lines of the table in Markdown, as GitHub reads it."""
    yield _markdown_row(column.title for column in grid.columns)
    is_left = (Form.NAME, Form.TEXT)
    yield _markdown_row("---" if column.form in is_left else "--:" for column in grid.columns)
    for row in grid.rows:
        cells = zip(grid.columns, row, strict=True)
        yield _markdown_row(_in_markdown(column.form, value) for column, value in cells)


def write_csv(grid: Grid, stream: TextIO) -> None:
    """Writes the table as RFC 4180 has it, with keys as the heading and values as they are."""
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(column.key for column in grid.columns)
    for row in grid.rows:
        writer.writerow("" if value is None else _guarded(value) for value in row)


def _shown(form: Form, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return safe(value, _LONGEST_NAME)
    match form:
        case Form.BYTES:
            return format_bytes(int(value))
        case Form.GROWTH:
            return f"{'+' if value > 0 else ''}{format_bytes(int(value))}"
        case Form.SHARE:
            return f"{format_ratio(value):>6} {_bar(value)}"
        case _:
            return f"{value:,}"


def _bar(share: float) -> str:
    eighths = round(min(max(share, 0.0), 1.0) * _BAR_CELLS * 8)
    return ("█" * (eighths // 8) + _EIGHTHS[eighths % 8]).rstrip()


def _markdown_row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _in_markdown(form: Form, value: Cell) -> str:
    if form is Form.SHARE and isinstance(value, int | float):
        return format_ratio(value)
    shown = _shown(form, value)
    if form is not Form.NAME or not shown:
        return shown.replace("|", "\\|").replace("<", "&lt;")
    return f"`{shown.replace('`', chr(0x2BC)).replace('|', chr(92) + '|')}`"


def _guarded(value: Cell) -> Cell:
    """On one line, and no formula to a spreadsheet (OWASP, CSV injection)."""
    if not isinstance(value, str):
        return value
    shown = safe(value, len(value))
    return f"'{shown}" if shown[:1] in ("=", "+", "-", "@") else shown
