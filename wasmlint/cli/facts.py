"""`wasmlint facts`: the tables that rules see, to look at and to build on."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import typer

from wasmlint.analysis.catalog import ANALYSES, schema
from wasmlint.analysis.catalog import facts as facts_of
from wasmlint.cli.choices import check_choice
from wasmlint.cli.inputs import named_file
from wasmlint.cli.settings import Overrides, settings_for
from wasmlint.core.errors import UsageError
from wasmlint.core.nearest import suggest
from wasmlint.core.text import safe
from wasmlint.core.units import Value
from wasmlint.engine.loading import load_inputs
from wasmlint.facts.column import TableSchema
from wasmlint.facts.rows import Facts
from wasmlint.facts.show import content, markdown, plain, summary

TABLE_FORMATS = ("text", "json", "markdown")
COUNT_FORMATS = ("text", "json")
ROW_FORMATS = ("jsonl", "json", "csv")
_FORMATS = {*TABLE_FORMATS, *COUNT_FORMATS, *ROW_FORMATS}

_ROWS_IN = {
    "module": "core modules",
    "decoded": "core modules and components",
    "anything": "files of any kind, also those that do not decode",
}
"""For which inputs an analysis fills its table, in words, by its `applies_to`."""


def facts(
    path: Path | None = typer.Argument(None, metavar="FILE", help="A module.", show_default=False),
    table: str | None = typer.Option(
        None, "--table", "-t", metavar="NAME", help="The table to print."
    ),
    output_format: str | None = typer.Option(
        None,
        "--format",
        "-f",
        metavar="FMT",
        help=f"Of rows: {', '.join(ROW_FORMATS)}. Of counts: {', '.join(COUNT_FORMATS)}. "
        f"Of the list of tables: {', '.join(TABLE_FORMATS)}. Default: the first.",
    ),
    isolated: bool = typer.Option(False, "--isolated", help="Read no settings file."),
) -> None:
    r"""Print the facts that rules judge by.

    Without FILE, list the tables and their columns; without --table, count the rows of each.

    Sizes are bytes, offsets are offsets in the file, indices start with the imports. Rows of a
    module nested in a component have one more key, `within`. In CSV, control and format
    characters are written as \u{1b}.

    For example:

      wasmlint facts app.wasm

      wasmlint facts app.wasm --table import
    """
    if table is not None and table not in schema():
        hint = suggest(table, schema().names) or f"tables: {', '.join(schema().names)}"
        raise UsageError(f"there is no table `{safe(table)}`; {hint}")
    if path is None:
        chosen = _format(output_format, TABLE_FORMATS, "the list of tables")
        _describe([schema()[table]] if table else list(schema()), chosen)
        return
    formats, subject = (ROW_FORMATS, "rows") if table else (COUNT_FORMATS, "counts of rows")
    chosen = _format(output_format, formats, subject)
    settings = settings_for(Overrides(isolated=isolated))(named_file(path))
    # A table such as `fault` is about files that do not decode, too.
    found = [facts_of(given) for given in load_inputs(path, settings, decodes=False)]
    if table is None:
        _count(found, chosen)
    else:
        _write(found, table, chosen, sys.stdout)


def reference(table: TableSchema) -> str:
    """A table in Markdown, under a level 2 heading."""
    applies_to = {analysis.schema.name: analysis.applies_to for analysis in ANALYSES}
    if table.name not in applies_to:
        return markdown(schema(), table, "settings files")
    return markdown(schema(), table, _ROWS_IN[applies_to[table.name]])


def _format(given: str | None, formats: tuple[str, ...], subject: str) -> str:
    if given is None:
        return formats[0]
    if given in _FORMATS and given not in formats:
        raise UsageError(
            f"--format {given} does not fit {subject}; use one of {', '.join(formats)}"
        )
    check_choice("--format", given, formats)
    return given


def _records(found: list[Facts], table: str) -> Iterator[dict[str, Value]]:
    for facts in found:
        if table in facts:
            rows = facts.rows(table)
            for row in range(len(rows)):
                record = rows.record(row)
                yield record if facts.within is None else {**record, "within": facts.within}


def _write(found: list[Facts], table: str, output_format: str, stream: TextIO) -> None:
    if table not in found[0]:
        raise UsageError(f"table `{table}` has nothing to say of this file: {found[0].unavailable}")
    records = _records(found, table)
    if output_format == "jsonl":
        stream.writelines(f"{json.dumps(record)}\n" for record in records)
    elif output_format == "json":
        json.dump(list(records), stream, indent=2)
        stream.write("\n")
    else:
        names = [column.name for column in schema()[table].columns] + ["within"]
        writer = csv.DictWriter(stream, names, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows({key: _cell(value) for key, value in row.items()} for row in records)


def _cell(value: Value) -> Value:
    # CSV has no escapes: a line break in a name would begin a line that a CI system may obey.
    return safe(value, len(value)) if isinstance(value, str) else value


def _count(found: list[Facts], output_format: str) -> None:
    counts = {
        table.name: sum(len(facts.rows(table.name)) for facts in found if table.name in facts)
        for table in schema()
        if any(table.name in facts for facts in found)
    }
    if output_format == "json":
        print(json.dumps(counts, indent=2))
        return
    for name, count in counts.items():
        print(f"{name:16} {count:>8,}  {summary(schema()[name])}")


def _describe(tables: list[TableSchema], output_format: str) -> None:
    if output_format == "json":
        print(json.dumps([content(table) for table in tables], indent=2))
        return
    show = reference if output_format == "markdown" else plain
    print("\n".join(map(show, tables)), end="")
