"""Compiled conditions and templates against the slow evaluator, on expressions made at random."""

from collections.abc import Callable, Mapping, Sequence
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wasmlint.core.units import Kind, format_value
from wasmlint.facts.column import Column, TableSchema
from wasmlint.facts.rows import Facts
from wasmlint.facts.schema import Schema
from wasmlint.lang.condition import compile_condition
from wasmlint.lang.literal import Typed
from wasmlint.lang.parse import parse
from wasmlint.lang.template import compile_template

TEXTS = ("env", "main", "fmt", "app", "wasi_unstable", "a", "")
LITERALS = {
    Kind.COUNT: ("0", "1", "2", "3", "1_000", "0x1F", "most"),
    Kind.INDEX: ("0", "1", "2", "3", "most"),
    Kind.OFFSET: ("0", "0x40", "3", "most"),
    Kind.BYTES: ("0 B", "8 B", "100 B", "64 KiB", "limit"),
    Kind.RATIO: ("0%", "5%", "25%", "100%", "part"),
    Kind.FLAG: ("true", "false", "strict"),
    Kind.TEXT: tuple(f'"{text}"' for text in TEXTS),
}
# Kind of the result, operator, kinds of the operands.
SUMS = (
    (Kind.COUNT, "+", Kind.COUNT, Kind.COUNT),
    (Kind.COUNT, "-", Kind.INDEX, Kind.INDEX),
    (Kind.COUNT, "*", Kind.COUNT, Kind.COUNT),
    (Kind.INDEX, "+", Kind.INDEX, Kind.COUNT),
    (Kind.OFFSET, "+", Kind.OFFSET, Kind.BYTES),
    (Kind.OFFSET, "-", Kind.OFFSET, Kind.COUNT),
    (Kind.BYTES, "-", Kind.OFFSET, Kind.OFFSET),
    (Kind.BYTES, "+", Kind.BYTES, Kind.BYTES),
    (Kind.BYTES, "*", Kind.BYTES, Kind.RATIO),
    (Kind.BYTES, "/", Kind.BYTES, Kind.COUNT),
    (Kind.RATIO, "/", Kind.BYTES, Kind.BYTES),
    (Kind.RATIO, "-", Kind.RATIO, Kind.RATIO),
)
PLACES = (Kind.INDEX, Kind.OFFSET)
NUMERIC = [kind for kind in Kind if kind not in (Kind.TEXT, Kind.FLAG)]

Draw = Callable[..., Any]
Tables = Sequence[TableSchema]


class Writer:
    """Writes expressions that a checker must accept, at most `depth` levels deep."""

    def __init__(self, schema: Schema, draw: Draw) -> None:
        self.schema = schema
        self.draw = draw

    def choose(self, choices: Sequence[Any]) -> Any:
        return self.draw(st.sampled_from(choices))

    def columns(self, tables: Tables) -> list[tuple[str, Column, bool]]:
        """Columns in sight: how to write each, its declaration, whether it may be absent."""
        seen: dict[str, tuple[str, Column, bool]] = {}
        for table in reversed(tables):
            for column in table.columns:
                seen.setdefault(column.name, (column.name, column, column.is_optional))
        for path, table, may_be_absent in self.rows(tables):
            for column in table.columns:
                text = f"{path}.{column.name}"
                seen[text] = (text, column, may_be_absent or column.is_optional)
        return list(seen.values())

    def rows(self, tables: Tables) -> list[tuple[str, TableSchema, bool]]:
        """Rows that a path can begin with: how to write it, its table, whether it may be absent."""
        found: dict[str, tuple[str, TableSchema, bool]] = {}
        for table in (*tables, tables[-1]):
            found[table.name] = (table.name, table, False)
        if any(table.name != "module" for table in tables):
            found["artifact"] = ("artifact", self.schema["module"], False)
        for table in tables:
            for column in table.columns:
                if column.refers_to is not None:
                    found[column.name] = (column.name, self.schema[column.refers_to], True)
        return list(found.values())

    def value(self, kind: Kind, tables: Tables, depth: int) -> str:
        fitting = self.texts(kind, tables)
        forms = ["literal"] + ["column"] * (3 if fitting else 0)
        sums = [row for row in SUMS if row[0] is kind and self.can_write(row, tables)]
        if depth > 0 and sums:
            forms += ["sum"]
        if depth > 0 and kind is Kind.COUNT:
            forms += ["count"]
        match self.choose(forms):
            case "literal":
                return str(self.choose(LITERALS[kind]))
            case "column":
                return str(self.choose(fitting))
            case "count":
                return self.quantified("count", tables, depth - 1)
        _, operator, left, right = self.choose(sums)
        # In sums a bare number is a count, and a divisor that is known may be zero.
        first = self.operand(left, tables, depth, needs_facts=left in PLACES)
        second = self.operand(right, tables, depth, needs_facts=right in PLACES or operator == "/")
        return f"({first} {operator} {second})"

    def operand(self, kind: Kind, tables: Tables, depth: int, needs_facts: bool) -> str:
        if needs_facts:
            return str(self.choose(self.texts(kind, tables)))
        return self.value(kind, tables, depth - 1)

    def texts(self, kind: Kind, tables: Tables) -> list[str]:
        return [text for text, column, _ in self.columns(tables) if column.kind is kind]

    def can_write(self, row: tuple[Kind, str, Kind, Kind], tables: Tables) -> bool:
        _, operator, left, right = row
        needed = [kind for kind in (left, right) if kind in PLACES]
        if operator == "/":
            needed.append(right)
        return all(self.texts(kind, tables) for kind in needed)

    def quantified(self, word: str, tables: Tables, depth: int) -> str:
        subjects = {}
        for table in tables:
            for relation in table.relations:
                subjects[relation.name] = self.schema[relation.table]
        for path, table, _ in self.rows(tables):
            for relation in table.relations:
                subjects[f"{path}.{relation.name}"] = self.schema[relation.table]
        subject = self.choose(list(subjects))
        condition = self.condition((*tables, subjects[subject]), depth)
        return f"{word}({subject}: {condition})"

    def condition(self, tables: Tables, depth: int) -> str:
        forms = ["equal", "ordered", "flag", "none", "in", "matches"]
        if depth > 0:
            forms += ["and", "or", "not", "any", "all", "equal", "ordered"]
        form = self.choose(forms)
        match form:
            case "and" | "or":
                count = self.draw(st.integers(2, 3))
                parts = [self.condition(tables, depth - 1) for _ in range(count)]
                return "(" + f" {form} ".join(parts) + ")"
            case "not":
                return f"not {self.condition(tables, depth - 1)}"
            case "any" | "all":
                return self.quantified(form, tables, depth - 1)
            case "in":
                return self.membership(tables)
            case _:
                return self.test(form, tables, depth)

    def test(self, form: str, tables: Tables, depth: int) -> str:
        columns = self.columns(tables)
        texts = [text for text, one, _ in columns if one.kind is Kind.TEXT and not one.values]
        match form:
            case "flag":
                flags = [text for text, one, _ in columns if one.kind is Kind.FLAG]
                return str(self.choose([*flags, *LITERALS[Kind.FLAG]]))
            case "none":
                optional = [text for text, _, may_be_absent in columns if may_be_absent]
                return f"{self.choose(optional)} {self.choose(['==', '!='])} none"
            case "matches":
                pattern = self.choose(["main", "^a", "[em]", "x|f", "$"])
                return f"{self.choose(texts)} matches /{pattern}/"
            case "ordered":
                kind, signs = self.choose(NUMERIC), ["<", "<=", ">", ">=", "==", "!="]
            case _:
                kind, signs = self.choose(list(Kind)), ["==", "!="]
        if kind is Kind.TEXT:
            left, right = self.choose(texts), self.choose([*texts, *LITERALS[kind]])
        else:
            left = self.value(kind, tables, depth - 1)
            right = self.value(kind, tables, depth - 1)
        return f"{left} {self.choose(signs)} {right}"

    def membership(self, tables: Tables) -> str:
        kind = self.choose([Kind.TEXT, *NUMERIC])
        texts = [
            text for text, one, _ in self.columns(tables) if one.kind is kind and not one.values
        ]
        item = self.choose(texts or LITERALS[kind])
        items = [
            self.choose([*texts, *LITERALS[kind]]) for _ in range(self.draw(st.integers(0, 3)))
        ]
        lists = {Kind.TEXT: ["modules", "nothing"], Kind.BYTES: ["sizes"]}.get(kind, [])
        choices = self.choose([*lists, f"[{', '.join(items)}]"])
        return f"{item} {self.choose(['in', 'not in'])} {choices}"


def cell(column: Column) -> st.SearchStrategy[Any]:
    match column.kind:
        case Kind.TEXT:
            values = st.sampled_from(column.values or TEXTS)
        case Kind.FLAG:
            values = st.booleans()
        case Kind.RATIO:
            values = st.sampled_from([0.0, 0.05, 0.25, 1.0])
        case Kind.BYTES:
            values = st.sampled_from([0, 8, 100, 65536])
        case _:
            values = st.integers(0, 3)
    return st.none() | values if column.is_optional else values


def some_rows(table: TableSchema) -> st.SearchStrategy[list[tuple[Any, ...]]]:
    row = st.tuples(*(cell(column) for column in table.columns))
    is_artifact = table.name == "module"
    return st.lists(row, min_size=1 if is_artifact else 0, max_size=1 if is_artifact else 4)


@pytest.mark.parametrize("table", ["module", "import", "function", "call", "package"])
@settings(max_examples=120, deadline=None)
@given(data=st.data())
def test_compiled_conditions_answer_as_the_slow_evaluator_does(
    table: str,
    schema: Schema,
    filled: Callable[[Mapping[str, Any]], Facts],
    oracle: ModuleType,
    params: dict[str, Typed],
    data: st.DataObject,
) -> None:
    facts = filled({one.name: data.draw(some_rows(one), label=one.name) for one in schema})
    text = Writer(schema, data.draw).condition((schema[table],), 3)
    condition = compile_condition(text, table, schema, params)
    holds = condition.bind(facts)
    slow = oracle.Oracle(facts, params)
    numbers = range(len(facts.rows(table)))
    expected = [slow.matches(parse(text), table, row) for row in numbers]
    assert [holds(row) for row in numbers] == expected


@pytest.mark.parametrize("table", ["import", "function", "call"])
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_templates_show_what_the_slow_evaluator_finds(
    table: str,
    schema: Schema,
    filled: Callable[[Mapping[str, Any]], Facts],
    oracle: ModuleType,
    params: dict[str, Typed],
    data: st.DataObject,
) -> None:
    facts = filled({one.name: data.draw(some_rows(one), label=one.name) for one in schema})
    # A bare number alone is a count, whatever was asked for.
    kind = data.draw(st.sampled_from([kind for kind in Kind if kind not in PLACES]))
    text = Writer(schema, data.draw).value(kind, (schema[table],), 2)
    show = compile_template(f"{{{{{{{text}}}}}}}", table, schema, params).bind(facts)
    slow = oracle.Oracle(facts, params)
    for row in range(len(facts.rows(table))):
        value = slow.value(parse(text), ((schema[table], row),))
        assert show(row) == f"{{{format_value(kind, value)}}}"
