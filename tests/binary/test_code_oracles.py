"""Features and disassembly of real modules, as wasm-tools and wabt see them."""

import re
import subprocess
from pathlib import Path

import pytest

from tests.binary.oracles.tool import NotInstalledError, RefusedError, find
from tests.binary.oracles.wabt import disassembled
from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode
from wasmlint.binary.disassemble import disassemble
from wasmlint.binary.features import features
from wasmlint.binary.module import Module

CORPUS = Path(__file__).parents[2] / "corpus" / "modules"
# Text of a million instructions and more takes tools and tests some seconds.
LARGE_BYTES = 1 << 20


def module_names():
    for path in sorted(CORPUS.glob("*")):
        data = unwrap(path.name, path.read_bytes(), 1 << 30)
        if isinstance(decode(data), Module):
            marks = [pytest.mark.slow] if len(data) > LARGE_BYTES else []
            yield pytest.param(path.name, marks=marks)


@pytest.fixture(autouse=True)
def _tools_are_installed() -> None:
    try:
        find("wasm-tools")
        find("wasm-objdump")
    except NotInstalledError as reason:
        pytest.skip(str(reason))


@pytest.fixture(params=module_names())
def found(request, tmp_path) -> tuple[Module, Path]:
    """A core module of the corpus, and where it lies decompressed."""
    data = unwrap(request.param, (CORPUS / request.param).read_bytes(), 1 << 30)
    path = tmp_path / "module.wasm"
    path.write_bytes(data)
    module = decode(data)
    assert isinstance(module, Module)
    return module, path


# Features as wasm-tools calls them, where it has a name for what it can do without.
FLAGS = {
    "bulk-memory": "bulk-memory",
    "call-indirect-overlong": "call-indirect-overlong",
    "exception-handling": "exceptions",
    "extended-const": "extended-const",
    "function-references": "function-references",
    "gc": "gc",
    "legacy-exceptions": "legacy-exceptions",
    "memory64": "memory64",
    "multi-memory": "multi-memory",
    "multi-value": "multi-value",
    "mutable-globals": "mutable-global",
    "nontrapping-fptoint": "saturating-float-to-int",
    "reference-types": "reference-types",
    "relaxed-simd": "relaxed-simd",
    "sign-ext": "sign-extension",
    "simd128": "simd",
    "tail-call": "tail-call",
    "threads": "threads",
}


def is_valid(path: Path, flags: set[str]) -> bool:
    # Tags and throws need `exceptions` also where try and catch are the legacy ones.
    implied = {"floats", "gc-types"} | ({"exceptions"} if "legacy-exceptions" in flags else set())
    wanted = ",".join(["mvp", *sorted(flags | implied)])
    command = [find("wasm-tools"), "validate", "--features", wanted, path]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_wasm_tools_can_do_without_no_feature_found_and_with_them_alone(found):
    module, path = found
    flags = {FLAGS[use.name] for use in features(module) if use.name in FLAGS}
    assert is_valid(path, flags)
    assert [flag for flag in sorted(flags) if is_valid(path, flags - {flag})] == []


PLACED = re.compile(r"^ ([0-9a-f]{6,}): [0-9a-f ]+\| +([a-z][a-z0-9_.]*+)(?!\[)", re.MULTILINE)


def test_wabt_sees_the_same_mnemonics_at_the_same_offsets(found):
    module, path = found
    try:
        bodies = {function: text for function, _, text in disassembled(path)}
    except RefusedError as reason:
        pytest.skip(str(reason))
    imported = len(module.imported("function"))
    for body in range(0, len(module.bodies), max(1, len(module.bodies) // 100)):
        theirs = [(int(at, 16), name) for at, name in PLACED.findall(bodies[imported + body])]
        ours = [(line.offset, line.text.partition(" ")[0]) for line in disassemble(module, body)]
        assert [line for line in ours if line[1] != "(local"] == theirs
