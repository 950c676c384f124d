"""Tables as text, Markdown and CSV."""

import csv
import io
from unicodedata import category

from hypothesis import given
from hypothesis import strategies as st

from wasmlint.report.grid import Form, Grid, GridColumn, markdown, write_csv, write_text

COLUMNS = (
    GridColumn("name", "name", Form.NAME),
    GridColumn("bytes", "total_bytes", Form.BYTES),
    GridColumn("share", "share", Form.SHARE),
    GridColumn("retained", "retained_bytes", Form.BYTES),
)
SAMPLE = Grid(
    COLUMNS,
    (("net/http", 1_289_748, 0.5, 2_000_000), ("fmt", 5000, 0.125, None)),
)


def text(grid, width=None, color=False):
    stream = io.StringIO()
    write_text(grid, stream, width=width, color=color)
    return stream.getvalue()


def as_csv(grid):
    stream = io.StringIO()
    write_csv(grid, stream)
    return stream.getvalue()


def test_text_has_sizes_people_can_read_and_bars():
    assert text(SAMPLE).splitlines() == [
        "name         bytes  share          retained",
        "net/http  1.23 MiB   50.0% ██████  1.91 MiB",
        "fmt        5,000 B   12.5% █▌",
    ]


def test_markdown_is_a_table_of_github():
    assert list(markdown(SAMPLE)) == [
        "| name | bytes | share | retained |",
        "| --- | --: | --: | --: |",
        "| `net/http` | 1.23 MiB | 50.0% | 1.91 MiB |",
        "| `fmt` | 5,000 B | 12.5% |  |",
    ]


def test_csv_has_values_as_they_are():
    assert as_csv(SAMPLE).splitlines() == [
        "name,total_bytes,share,retained_bytes",
        "net/http,1289748,0.5,2000000",
        "fmt,5000,0.125,",
    ]


def test_a_column_without_a_value_is_left_out_on_request():
    grid = Grid(COLUMNS, (("fmt", 5000, 0.125, None),)).used()
    assert [column.key for column in grid.columns] == ["name", "total_bytes", "share"]
    assert grid.rows == (("fmt", 5000, 0.125),)


def test_a_formula_in_a_name_is_none_to_a_spreadsheet():
    assert as_csv(Grid(COLUMNS[:1], (("=cmd()",),))).splitlines()[1] == "'=cmd()"


@given(st.text())
def test_a_name_breaks_out_of_no_format(name):
    grid = Grid(COLUMNS[:2], ((name, 1), ("last", 2)))
    lines = text(grid, width=400).splitlines()
    assert len(lines) == 3
    assert not [char for char in "".join(lines) if category(char) in ("Cc", "Cf", "Zl", "Zp")]
    assert len(list(markdown(grid))) == 4
    assert len(list(csv.reader(io.StringIO(as_csv(grid), newline="")))) == 3


@given(st.text(alphabet="`|<>[]*_a"))
def test_a_name_is_code_in_markdown(name):
    row = list(markdown(Grid(COLUMNS[:1], ((name,),))))[-1]
    inner = row.removeprefix("| ").removesuffix(" |")
    assert inner.count("`") == (2 if name else 0)
    assert "|" not in inner.replace("\\|", "")
