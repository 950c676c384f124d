"""How a fact table is declared: a class whose annotations are kinds and whose values say the rest.

    @table("memory")
    class Memory:
        '''A linear memory, imported ones first.'''

        minimum_pages: Count = column("Pages at instantiation.")
        maximum_pages: Count | None = column("Most pages it may grow to; none if unlimited.")

That one declaration feeds the analyses, the type checker of the rules, messages, `wasmlint facts`
and the reference.
"""

import inspect
from collections.abc import Callable
from types import NoneType
from typing import Any, NewType, get_args, get_type_hints

from msgspec import Struct

from wasmlint.core.units import Kind

Text = NewType("Text", str)
Flag = NewType("Flag", int)
Count = NewType("Count", int)
Index = NewType("Index", int)
Offset = NewType("Offset", int)
Bytes = NewType("Bytes", int)
Ratio = NewType("Ratio", float)

_KINDS: dict[Any, Kind] = {
    Text: Kind.TEXT,
    Flag: Kind.FLAG,
    Count: Kind.COUNT,
    Index: Kind.INDEX,
    Offset: Kind.OFFSET,
    Bytes: Kind.BYTES,
    Ratio: Kind.RATIO,
}


class Column(Struct, frozen=True):
    """One column of a table.

    `values` lists all values a text column can have, empty if it is free text. `refers_to` names
    the table whose key the column holds, so that rules may write `caller.name`.
    """

    name: str
    kind: Kind
    doc: str
    is_optional: bool
    values: tuple[str, ...] = ()
    refers_to: str | None = None


class Relation(Struct, frozen=True):
    """Rows of another table that belong to a row of this one, for `any`, `all` and `count`.

    Those rows whose column `theirs` equals the value of this row's column `ours`; all rows of the
    artifact where both are `None`.
    """

    name: str
    table: str
    doc: str
    theirs: str | None = None
    ours: str | None = None


class TableSchema(Struct, frozen=True):
    """A table: its columns in their fixed order, its relations, and its key, if it has one.

    A key is a column whose value names one row, the target of references.
    """

    name: str
    doc: str
    columns: tuple[Column, ...]
    relations: tuple[Relation, ...]
    key: str | None = None

    def column(self, name: str) -> Column | None:
        """The column of that name."""
        return next((column for column in self.columns if column.name == name), None)

    def relation(self, name: str) -> Relation | None:
        """The relation of that name."""
        return next((relation for relation in self.relations if relation.name == name), None)


class _Declared(Struct, frozen=True):
    doc: str
    values: tuple[str, ...] = ()
    refers_to: str | None = None


class _Related(Struct, frozen=True):
    table: str
    doc: str
    theirs: str | None
    ours: str | None


def column(doc: str, *, values: tuple[str, ...] = (), refers_to: str | None = None) -> Any:
    """Declares a column; its kind and whether it may be absent come from the annotation."""
    return _Declared(doc, values, refers_to)


def related(table: str, doc: str, *, theirs: str | None = None, ours: str | None = None) -> Any:
    """Declares a relation to the rows of `table` whose column `theirs` equals our column `ours`."""
    return _Related(table, doc, theirs, ours)


def table(name: str, *, key: str | None = None) -> Callable[[type], TableSchema]:
    """Turns a class into the schema of table `name`.

    Raises `TypeError` where the declaration is not complete: a column without text or with an
    annotation that is no kind.
    """

    def build(declaration: type) -> TableSchema:
        doc = inspect.getdoc(declaration)
        if not doc:
            raise TypeError(f"table `{name}` has no docstring")
        hints = get_type_hints(declaration)
        columns = []
        relations = []
        for attribute, declared in vars(declaration).items():
            if isinstance(declared, _Related):
                relations.append(
                    Relation(
                        attribute, declared.table, declared.doc, declared.theirs, declared.ours
                    )
                )
            elif isinstance(declared, _Declared):
                columns.append(_column(name, attribute, hints[attribute], declared))
        return TableSchema(name, doc, tuple(columns), tuple(relations), key)

    return build


def _column(table_name: str, name: str, hint: Any, declared: _Declared) -> Column:
    members = get_args(hint) or (hint,)
    kinds = [member for member in members if member is not NoneType]
    if len(kinds) != 1 or kinds[0] not in _KINDS or not declared.doc:
        raise TypeError(f"column `{table_name}.{name}` needs one kind and a text")
    is_optional = NoneType in members
    return Column(
        name, _KINDS[kinds[0]], declared.doc, is_optional, declared.values, declared.refers_to
    )
