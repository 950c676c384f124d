"""A table as people and programs read it: text, Markdown and JSON, from its one declaration."""

from typing import Any

from wasmlint.facts.column import Column, Relation, TableSchema
from wasmlint.facts.schema import Schema


def summary(table: TableSchema) -> str:
    """What a row of the table is: the first paragraph of its text, on one line."""
    return " ".join(table.doc.partition("\n\n")[0].split())


def plain(table: TableSchema) -> str:
    """The table with its columns and relations, one a line, for a terminal."""
    lines = [f"{table.name}: {summary(table)}"]
    for column in table.columns:
        kind = f"{column.kind}{'?' if column.is_optional else ''}"
        lines.append(f"  {column.name:20} {kind:8} {_meaning(column)}{_role(table, column)}")
    for relation in table.relations:
        rows = f"table {relation.table}{_condition(relation)}"
        lines.append(f"  {relation.name:20} rows     {relation.doc} ({rows})")
    return "\n".join(lines) + "\n"


def markdown(schema: Schema, table: TableSchema, rows_in: str) -> str:
    """The table under a level 2 heading, as the reference has it.

    `rows_in` names the inputs that have rows of it.
    """
    lines = [f"## {table.name}", "", table.doc, "", f"Rows in {rows_in}.{_key(schema, table)}", ""]
    lines += ["| column | kind | meaning |", "|---|---|---|"]
    for column in table.columns:
        kind = f"{_kind(column)}{', or none' if column.is_optional else ''}"
        lines.append(_row(f"`{column.name}`", kind, _meaning(column, mark="`")))
    if table.relations:
        lines += ["", "Rows to ask with `any`, `all` and `count`:", ""]
        lines += ["| name | rows of | meaning |", "|---|---|---|"]
        for relation in table.relations:
            rows = f"{_link(relation.table)}{_condition(relation, mark='`')}"
            lines.append(_row(f"`{relation.name}`", rows, relation.doc))
    return "\n".join(lines) + "\n"


def content(table: TableSchema) -> dict[str, Any]:
    """The table as JSON has it."""
    return {
        "name": table.name,
        "doc": table.doc,
        "key": table.key,
        "columns": [
            {
                "name": column.name,
                "kind": str(column.kind),
                "is_optional": column.is_optional,
                "values": list(column.values),
                "refers_to": column.refers_to,
                "doc": column.doc,
            }
            for column in table.columns
        ],
        "relations": [
            {
                "name": relation.name,
                "table": relation.table,
                "theirs": relation.theirs,
                "ours": relation.ours,
                "doc": relation.doc,
            }
            for relation in table.relations
        ],
    }


def _meaning(column: Column, mark: str = "") -> str:
    values = ", ".join(f"{mark}{value}{mark}" for value in column.values)
    return f"{column.doc} One of: {values}." if values else column.doc


def _role(table: TableSchema, column: Column) -> str:
    if column.name == table.key:
        return " The key."
    return "" if column.refers_to is None else f" Refers to a row of {column.refers_to}."


def _kind(column: Column) -> str:
    if column.refers_to is None:
        return str(column.kind)
    return f"{column.kind} of a {_link(column.refers_to)}"


def _key(schema: Schema, table: TableSchema) -> str:
    if table.key is None:
        return ""
    referring = [
        f"`{other.name}.{column.name}`"
        for other in schema
        for column in other.columns
        if column.refers_to == table.name
    ]
    where = f", which {' and '.join(referring)} refer to" if referring else ""
    return f" Key: `{table.key}`{where}."


def _condition(relation: Relation, mark: str = "") -> str:
    """Which rows of the other table the relation gives, nothing where it gives all."""
    if relation.theirs is None or relation.ours is None:
        return ""
    return f", where {mark}{relation.theirs}{mark} is this {mark}{relation.ours}{mark}"


def _link(table: str) -> str:
    return f"[{table}](#{table})"


def _row(*cells: str) -> str:
    # A pipe ends a cell even inside of backticks (GitHub Flavored Markdown, section 4.10).
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"
