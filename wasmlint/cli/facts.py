"""`wasmlint facts`: the tables that rules see, to look at and to build on."""

import csv
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

import typer

from wasmlint.analysis.catalog import facts as facts_of
from wasmlint.analysis.catalog import schema
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

FORMATS = ("jsonl", "json", "csv")


def facts(
    path: Path | None = typer.Argument(None, metavar="FILE", help="A module.", show_default=False),
    table: str | None = typer.Option(
        None, "--table", "-t", metavar="NAME", help="The table to print."
    ),
    output_format: str = typer.Option(
        "jsonl", "--format", "-f", metavar="FMT", help=f"{', '.join(FORMATS)}."
    ),
    isolated: bool = typer.Option(False, "--isolated", help="Read no settings file."),
) -> None:
    r"""Print the facts that rules judge by.

    Without FILE, list the tables and their columns; without --table, count the rows of each.

    Sizes are bytes, offsets are offsets in the file, indices start with the imports. Rows of a
    module nested in a component have one more key, `within`. In CSV, control and format
    characters are written as \u{1b}.
    """
    check_choice("--format", output_format, FORMATS)
    if table is not None and table not in schema():
        hint = suggest(table, schema().names) or f"tables: {', '.join(schema().names)}"
        raise UsageError(f"there is no table `{safe(table)}`; {hint}")
    if path is None:
        _describe([schema()[table]] if table else list(schema()))
        return
    settings = settings_for(Overrides(isolated=isolated))(named_file(path))
    # A table such as `fault` is about files that do not decode, too.
    found = [facts_of(given) for given in load_inputs(path, settings, decodes=False)]
    if table is None:
        _count(found)
    else:
        _write(found, table, output_format, sys.stdout)


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


def _count(found: list[Facts]) -> None:
    for table in schema():
        counts = [len(facts.rows(table.name)) for facts in found if table.name in facts]
        if counts:
            print(f"{table.name:16} {sum(counts):>8,}  {_first_sentence(table.doc)}")


def _describe(tables: list[TableSchema]) -> None:
    for table in tables:
        print(f"{table.name}: {_first_sentence(table.doc)}")
        for column in table.columns:
            kind = f"{column.kind}{'?' if column.is_optional else ''}"
            values = f" One of: {', '.join(column.values)}." if column.values else ""
            print(f"  {column.name:20} {kind:8} {column.doc}{values}")
        for relation in table.relations:
            print(f"  {relation.name:20} rows     {relation.doc} (table {relation.table})")
        print()


def _first_sentence(text: str) -> str:
    return " ".join(text.partition("\n\n")[0].split())
