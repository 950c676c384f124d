import gzip
import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import pytest

from wasmlint.analysis.base import Input
from wasmlint.analysis.catalog import facts
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component, Import, Module
from wasmlint.facts.rows import Facts

CORPUS = Path(__file__).parents[2] / "corpus"
MANIFEST = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))
ENTRIES: dict[str, dict[str, Any]] = {entry["name"]: entry for entry in MANIFEST["module"]}

UNPACK = {".wasm": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}

every_module = pytest.mark.parametrize("name", ENTRIES)


@cache
def content(name: str) -> bytes:
    path = CORPUS / ENTRIES[name]["file"]
    return UNPACK[path.suffix](path.read_bytes())


@cache
def decoded(name: str) -> Module | Component:
    return decode(content(name))


@cache
def tables(name: str) -> Facts:
    return facts(Input(ENTRIES[name]["file"], content(name), decoded(name)))


@every_module
def test_a_module_is_the_one_that_was_built(name: str) -> None:
    entry = ENTRIES[name]
    data = content(name)
    actual = {"bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
    assert {key: entry[key] for key in actual} == actual


@every_module
def test_a_module_decodes_without_a_note(name: str) -> None:
    assert decoded(name).notes == ()


@every_module
def test_imports_exports_and_custom_sections_are_those_that_other_tools_find(name: str) -> None:
    found = decoded(name)
    actual = {
        "imports": [
            f"{item.module}.{item.name}" if isinstance(item, Import) else item.name
            for item in found.imports
        ],
        "exports": [item.name for item in found.exports],
        "custom_sections": [section.name for section in found.sections if section.id == 0],
    }
    assert {key: ENTRIES[name]["lists"][key] for key in actual} == actual


@every_module
def test_the_module_table_says_what_made_it_and_what_it_is_for(name: str) -> None:
    expected = ENTRIES[name]["row"]
    row = tables(name).artifact.record(0)
    assert expected == {key: row[key] for key in expected}


def test_the_manifest_and_the_folders_agree() -> None:
    files = {f"modules/{path.name}" for path in (CORPUS / "modules").iterdir()}
    sources = {path.name for path in (CORPUS / "src").iterdir()}
    assert files == {entry["file"] for entry in ENTRIES.values()}
    assert sources == {entry["source"] for entry in ENTRIES.values()}


def test_every_tool_is_used_and_every_used_tool_is_described() -> None:
    assert set(MANIFEST["tools"]) == {tool for e in ENTRIES.values() for tool in e["tools"]}


def test_the_corpus_stays_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.rglob("*") if path.is_file()) < 3_000_000
