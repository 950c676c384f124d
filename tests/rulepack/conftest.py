"""A schema of three tables, facts for it, and rule files in a folder of their own."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Bytes, Count, Index, Text, column, table
from wasmlint.facts.rows import Facts, Rows
from wasmlint.facts.schema import Schema
from wasmlint.rulepack.load import RulePack, load_pack
from wasmlint.rulepack.rule import Rule

FILE = "pack/size/ACME001-oversized-function.yaml"
TEXT = """\
id: ACME001
name: oversized-function
table: function
severity: warning
confidence: high
since: "0.1"
summary: A function body is too large.
why: Engines are slow with it.
fix: Split it. Or drop it.
params: {limit: 64 KiB}
when: |
  body_bytes > limit
message: "`{name}` is {body_bytes}, over {limit}"
cases:
  - name: a body over the limit
    params: {limit: 3 B}
    wat: (module (func (export "big") nop nop))
    finds: ["function big: `big` is 4 B, over 3 B"]
  - name: a small body
    wat: (module (func (export "small")))
    finds: []
"""


@table("module")
class ModuleTable:
    """One file."""

    path: Text = column("Path of the file.")
    bytes: Bytes = column("Size of the file.")


@table("import")
class ImportTable:
    """One import."""

    module: Text = column("Module it asks for.")
    name: Text = column("Name in that module.")
    replacement: Text | None = column("What took its place.")


@table("function", key="index")
class FunctionTable:
    """One function."""

    index: Index = column("Function index.")
    name: Text | None = column("Name of the function.")
    body_bytes: Bytes = column("Size of the body.")
    caller_count: Count = column("Functions that call it.")


FunctionRow = tuple[str | None, int, int]

SCHEMA = Schema([ModuleTable, ImportTable, FunctionTable])


def function_rows(rows: Sequence[FunctionRow]) -> Rows:
    def place(row: int) -> Place:
        return Place(f"function {rows[row][0]}", "function", ByteSpan(row * 100, row * 100 + 10))

    names, sizes, callers = zip(*rows, strict=True) if rows else ((), (), ())
    columns = {
        "index": range(len(rows)),
        "name": names,
        "body_bytes": sizes,
        "caller_count": callers,
    }
    return Rows(FunctionTable, len(rows), place, columns)


def module_rows(size: int) -> Rows:
    columns = {"path": ["app.wasm"], "bytes": [size]}
    return Rows(ModuleTable, 1, lambda row: Place("module", "module"), columns)


def make_facts(
    functions: Sequence[FunctionRow] | None = None, size: int | None = None, within: str = ""
) -> Facts:
    makers: dict[str, Callable[[], Rows]] = {}
    if functions is not None:
        makers["function"] = lambda: function_rows(functions)
    if size is not None:
        makers["module"] = lambda: module_rows(size)
    return Facts(SCHEMA, makers, "the file does not decode", within or None)


class Folder:
    """A working folder with rule files; packs are loaded by relative paths."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def write(self, name: str = FILE, text: str | bytes = TEXT) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def load(self, *folders: str) -> RulePack:
        return load_pack([Path(folder) for folder in folders or ("pack",)], SCHEMA)

    def rule(self, text: str = TEXT, name: str = FILE) -> Rule:
        """The only rule of the pack."""
        self.write(name, text)
        (rule,) = self.load().rules
        return rule


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Folder:
    monkeypatch.chdir(tmp_path)
    return Folder(tmp_path)


@pytest.fixture
def facts() -> Callable[..., Facts]:
    """Facts with functions (name, size of the body, callers), with a module, or with neither."""
    return make_facts


@pytest.fixture
def schema() -> Schema:
    return SCHEMA


@pytest.fixture
def text() -> str:
    """A rule file without a mistake."""
    return TEXT
