"""A made-up schema of five tables, facts for it, and the slow evaluator that is the oracle."""

from collections.abc import Callable, Mapping, Sequence
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from wasmlint.core.places import Place
from wasmlint.facts.column import (
    Bytes,
    Count,
    Flag,
    Index,
    Offset,
    Ratio,
    TableSchema,
    Text,
    column,
    related,
    table,
)
from wasmlint.facts.rows import Facts, Rows
from wasmlint.facts.schema import Schema
from wasmlint.lang.condition import compile_condition
from wasmlint.lang.literal import Typed, parse_literal
from wasmlint.lang.problem import LangErrors

Table = Sequence[Sequence[Any]]


@table("module")
class MODULE:
    """The file."""

    kind: Text = column("Its kind.", values=("core", "component"))
    bytes: Bytes = column("Its size.")
    gzip_bytes: Bytes | None = column("Its size after gzip.")
    host: Text | None = column("What it is for.")
    imports = related("import", "All imports.")
    functions = related("function", "All functions.")


@table("import")
class IMPORT:
    """An import."""

    module: Text = column("Where from.")
    name: Text = column("What.")
    kind: Text = column("Its kind.", values=("function", "memory", "global"))
    calls: Count | None = column("How often it is called.")
    is_allowed: Flag | None = column("Whether the settings allow it.")


@table("function", key="index")
class FUNCTION:
    """A function."""

    index: Index = column("Its index.")
    name: Text | None = column("Its name.")
    package: Text | None = column("Where it belongs.", refers_to="package")
    body_offset: Offset = column("Where it starts.")
    body_bytes: Bytes = column("How long it is.")
    depth: Count = column("How deep it is.")
    share: Ratio | None = column("Its share of the file.")
    is_exported: Flag = column("Whether it is exported.")
    calls = related("call", "Calls that it makes.", theirs="caller", ours="index")
    callers = related("call", "Calls to it.", theirs="callee", ours="index")


@table("call")
class CALL:
    """A call."""

    caller: Index = column("Who calls.", refers_to="function")
    callee: Index | None = column("Who is called.", refers_to="function")
    count: Count = column("How often.")


@table("package", key="name")
class PACKAGE:
    """A package."""

    name: Text = column("Its name.")
    kind: Text = column("Its kind.", values=("main", "std", "other"))
    total_bytes: Bytes = column("Its size.")
    functions = related("function", "Its functions.", theirs="package", ours="name")


SCHEMA = Schema((MODULE, IMPORT, FUNCTION, CALL, PACKAGE))

ROWS: dict[str, Table] = {
    "module": [("core", 2_000_000, None, "browser")],
    "import": [
        ("env", "memory", "memory", None, True),
        ("wasi_unstable", "fd_write", "function", 3, False),
        ("wasi_snapshot_preview1", "fd_write", "function", 0, None),
    ],
    "function": [
        (0, "main", "app", 0x40, 100, 0, 0.25, True),
        (1, "fmt.Println", "fmt", 0x100, 70_000, 1, 0.5, False),
        (2, None, None, 0x20000, 8, 2, None, False),
        (3, "lost", "gone", 0x30000, 8, 3, 0.0, False),
    ],
    "call": [(0, 1, 2), (0, 2, 1), (1, 2, 10), (2, None, 1)],
    "package": [("app", "main", 500), ("fmt", "std", 90_000)],
}


def fill(tables: Mapping[str, Table]) -> Facts:
    """Facts with the given rows in each table, none in those that are not named."""

    def rows_of(declared: TableSchema) -> Rows:
        rows = tables.get(declared.name, ())
        columns = {
            one.name: [row[number] for row in rows] for number, one in enumerate(declared.columns)
        }
        return Rows(declared, len(rows), lambda row: Place(declared.name, "module"), columns)

    makers = {one.name: (lambda one=one: rows_of(one)) for one in SCHEMA}
    return Facts(SCHEMA, makers)


@pytest.fixture(scope="session")
def schema() -> Schema:
    return SCHEMA


@pytest.fixture(scope="session")
def facts() -> Facts:
    return fill(ROWS)


@pytest.fixture(scope="session")
def filled() -> Callable[[Mapping[str, Table]], Facts]:
    return fill


@pytest.fixture(scope="session")
def oracle() -> ModuleType:
    spec = spec_from_file_location("lang_oracle", Path(__file__).with_name("oracle.py"))
    assert spec is not None
    assert spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def params() -> dict[str, Typed]:
    """Parameters of each sort."""
    texts = {"limit": "64 KiB", "most": "3", "part": "5%", "host": '"wazero"', "strict": "true"}
    typed = {name: parse_literal(text) for name, text in texts.items()}
    lists = {
        "modules": Typed(typed["host"].kind, ("env", "wasi_unstable"), True),
        "sizes": Typed(typed["limit"].kind, (8, 100), True),
        "nothing": Typed(typed["host"].kind, (), True),
    }
    return typed | lists


@pytest.fixture(scope="session")
def matching_rows(facts: Facts, params: dict[str, Typed]) -> Callable[[str, str], list[int]]:
    """Numbers of the rows of a table that a condition holds for."""

    def match(table_name: str, text: str) -> list[int]:
        condition = compile_condition(text, table_name, SCHEMA, params)
        holds = condition.bind(facts)
        answers = [holds(row) for row in range(len(facts.rows(table_name)))]
        assert all(isinstance(answer, bool) for answer in answers)
        return [row for row, answer in enumerate(answers) if answer]

    return match


@pytest.fixture(scope="session")
def problems(params: dict[str, Typed]) -> Callable[[str, str], list[str]]:
    """The problems of a condition, each with the characters under its caret and its help."""

    def find(table_name: str, text: str) -> list[str]:
        with pytest.raises(LangErrors) as caught:
            compile_condition(text, table_name, SCHEMA, params)
        return [
            f"{text[one.start : one.end]!r}: {one.message}" + (f" | {one.help}" if one.help else "")
            for one in caught.value.problems
        ]

    return find
