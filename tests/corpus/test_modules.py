import gzip
import hashlib
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import brotli
import pytest

from wasmlint.analysis.catalog import facts
from wasmlint.analysis.policy import Policy
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component, Import, Module
from wasmlint.engine.judging import judge
from wasmlint.engine.plan import Plan
from wasmlint.engine.reading import inputs
from wasmlint.engine.settings import Settings
from wasmlint.facts.rows import Facts

CORPUS = Path(__file__).parents[2] / "corpus"
MANIFEST = tomllib.loads((CORPUS / "manifest.toml").read_text(encoding="utf-8"))
ENTRIES: dict[str, dict[str, Any]] = {entry["name"]: entry for entry in MANIFEST["module"]}

UNPACK = {".wasm": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}
DEFAULTS = Plan(Settings())

every_module = pytest.mark.parametrize("name", ENTRIES)


@cache
def content(name: str) -> bytes:
    path = CORPUS / ENTRIES[name]["file"]
    return UNPACK[path.suffix](path.read_bytes())


@cache
def decoded(name: str) -> Module | Component:
    return decode(content(name))


def tables(name: str) -> list[Facts]:
    """Those of the module or component, then those of what is nested in it."""
    data = content(name)
    return [facts(given) for given in inputs(f"{name}.wasm", data, Policy(), len(data))]


def found_in(path: Path) -> list[str]:
    """What is found in a file without settings, as the manifest writes it."""
    found, skipped = judge(
        path.name, path.read_bytes(), DEFAULTS.rules_for(path), DEFAULTS.policy_for(path), 1 << 30
    )
    assert skipped == []
    return sorted(
        f"{finding.rule} {finding.place.subject}"
        + (f" in {finding.within}" if finding.within else "")
        for finding in found
    )


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
    rows = tables(name)[0].artifact
    assert expected == {key: rows.value(key, 0) for key in expected}


@every_module
def test_the_features_are_those_that_another_validator_cannot_do_without(name: str) -> None:
    used = {
        feature
        for layer in tables(name)
        if "feature" in layer
        for feature in layer.rows("feature").column("name")
    }
    assert sorted(used) == ENTRIES[name]["lists"]["features"]


@every_module
def test_the_findings_are_those_that_were_judged_true(name: str) -> None:
    assert found_in(CORPUS / ENTRIES[name]["file"]) == ENTRIES[name]["findings"]


@pytest.mark.parametrize("path", sorted(CORPUS.glob("src/*/*.wat")), ids=lambda path: path.name)
def test_in_text_is_found_what_is_found_in_the_module_that_is_built_of_it(path: Path) -> None:
    assert found_in(path) == ENTRIES[path.parent.name]["findings"]


def test_the_manifest_and_the_folders_agree() -> None:
    files = {f"modules/{path.name}" for path in (CORPUS / "modules").iterdir()}
    sources = {path.name for path in (CORPUS / "src").iterdir()}
    assert files == {entry["file"] for entry in ENTRIES.values()}
    assert sources == {entry["source"] for entry in ENTRIES.values()}


def test_every_tool_is_used_and_every_used_tool_is_described() -> None:
    assert set(MANIFEST["tools"]) == {tool for e in ENTRIES.values() for tool in e["tools"]}


def test_the_modules_stay_small() -> None:
    assert sum(path.stat().st_size for path in CORPUS.glob("modules/*")) < 6_000_000
