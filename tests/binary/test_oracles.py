"""Sections, imports and exports of real modules, as wasm-tools and wabt see them."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component, Module, Section

CORPUS = Path(__file__).parents[2] / "corpus" / "modules"
NAMES = sorted(path.name for path in CORPUS.glob("*"))
COMPONENTS = [name for name in NAMES if "component" in name or "wasip2" in name]
MODULES = [name for name in NAMES if name not in COMPONENTS]
SCRIPTS = Path(sys.executable).parent

# What wasm-tools calls the sections that it does not call by their name.
OF_MODULE = (
    *(("type", "types"), ("import", "imports"), ("function", "functions"), ("table", "tables")),
    *(("memory", "memories"), ("tag", "tags"), ("global", "globals"), ("export", "exports")),
    *(("element", "elements"), ("datacount", "data count")),
)
OF_COMPONENT = (
    *(("type", "component types"), ("import", "component imports"), ("core module", "module")),
    *(("core instance", "core instances"), ("instance", "component instances")),
    *(("alias", "component alias"), ("canon", "canonical functions")),
    *(("export", "component exports"), ("core type", "core types")),
)
SECTION = re.compile(r" *(.+?) *\| *0x([0-9a-f]+) - *0x([0-9a-f]+) \|[^|]*\| (\d+) count")
ENTITY = re.compile(r" - (\w+)\[(\d+)\].* (?:<-|->) (.*)")
EXTERN = re.compile(r"^  \((import|export) (?:.*\(;\d+;\) )?\"([^\"]+)\" \((\w+)", re.MULTILINE)

Row = tuple[str, int, int, int]


def run(name: str, *arguments: str | Path) -> str:
    """What a tool of the test dependencies prints."""
    found = shutil.which(name, path=str(SCRIPTS)) or shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    done = subprocess.run([found, *arguments], capture_output=True, check=False, timeout=120)
    if b"error:" in done.stderr:
        pytest.skip(f"{name} cannot read it: {done.stderr.decode().splitlines()[0]}")
    return done.stdout.decode("utf-8", "replace")


@pytest.fixture
def load(tmp_path):
    """Decodes a module of the corpus, and says where it lies decompressed."""

    def load(name: str) -> tuple[Module | Component, Path]:
        data = unwrap(name, (CORPUS / name).read_bytes(), 1 << 30)
        path = tmp_path / "module.wasm"
        path.write_bytes(data)
        return decode(data), path

    return load


def row(section: Section, names: dict[str, str]) -> Row:
    if section.id == 0:
        return f'custom "{section.name}"', section.payload_offset, section.end, 1
    # Where a section is no vector wasm-tools counts 1.
    count = 1 if section.count is None or section.name == "datacount" else section.count
    return names.get(section.name, section.name), section.offset, section.end, count


def rows(decoded: Module | Component) -> Iterator[Row]:
    if isinstance(decoded, Module):
        yield from (row(section, dict(OF_MODULE)) for section in decoded.sections)
        return
    nested = iter(decoded.nested)
    for section in decoded.sections:
        yield row(section, dict(OF_COMPONENT))
        if section.name in ("core module", "component"):
            yield from rows(next(nested))


@pytest.mark.parametrize("name", NAMES)
def test_wasm_tools_sees_the_same_sections(name, load):
    decoded, path = load(name)
    theirs = [
        (title, int(start, 16), int(end, 16), int(count))
        for title, start, end, count in SECTION.findall(run("wasm-tools", "objdump", path))
    ]
    assert theirs == list(rows(decoded))


@pytest.mark.parametrize("name", COMPONENTS)
def test_wasm_tools_sees_the_same_imports_and_exports_of_a_component(name, load):
    component, path = load(name)
    assert isinstance(component, Component)
    assert EXTERN.findall(run("wasm-tools", "print", "--skeleton", path)) == [
        (direction, item.name, item.kind)
        for direction, item in chain(
            (("import", item) for item in component.imports),
            (("export", item) for item in component.exports),
        )
    ]


@pytest.mark.parametrize("kind", ["Import", "Export"])
@pytest.mark.parametrize("name", MODULES)
def test_wabt_sees_the_same_imports_and_exports_of_a_module(name, kind, load):
    module, path = load(name)
    assert isinstance(module, Module)
    if kind == "Import":
        ours = [(item.kind, item.index, f"{item.module}.{item.name}") for item in module.imports]
    else:
        ours = [(item.kind, item.index, f'"{item.name}"') for item in module.exports]
    theirs = ENTITY.findall(run("wasm-objdump", "-x", "-j", kind, path))
    assert [(kind, int(index), name) for kind, index, name in theirs] == [
        ("func" if kind == "function" else kind, index, name) for kind, index, name in ours
    ]


@pytest.mark.parametrize("name", NAMES)
def test_no_real_module_has_a_note(name, load):
    assert load(name)[0].notes == ()
