"""Code of real modules, as wasm-tools and wabt see it."""

import re
import shutil
import subprocess
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from wasmlint.binary.container import unwrap
from wasmlint.binary.counts import count_branches, count_instructions, count_locals
from wasmlint.binary.decode import decode
from wasmlint.binary.disassemble import disassemble
from wasmlint.binary.features import features
from wasmlint.binary.module import Module
from wasmlint.binary.scan import scan

CORPUS = Path(__file__).parents[2] / "corpus" / "modules"
SCRIPTS = Path(sys.executable).parent
# Text of a million instructions and more takes tools and tests some seconds.
LARGE_BYTES = 1 << 20
INDIRECT = {"call_indirect", "return_call_indirect", "call_ref", "return_call_ref"}


def module_names():
    for path in sorted(CORPUS.glob("*")):
        data = unwrap(path.name, path.read_bytes(), 1 << 30)
        if isinstance(decode(data), Module):
            marks = [pytest.mark.slow] if len(data) > LARGE_BYTES else []
            yield pytest.param(path.name, marks=marks)


@pytest.fixture(params=module_names())
def found(request, tmp_path) -> tuple[Module, Path]:
    """A core module of the corpus, and where it lies decompressed."""
    data = unwrap(request.param, (CORPUS / request.param).read_bytes(), 1 << 30)
    path = tmp_path / "module.wasm"
    path.write_bytes(data)
    module = decode(data)
    assert isinstance(module, Module)
    return module, path


def tool(name: str) -> str:
    path = shutil.which(name, path=str(SCRIPTS)) or shutil.which(name)
    if path is None:
        pytest.skip(f"{name} is not installed")
    return path


def run(name: str, *arguments: str | Path) -> str:
    done = subprocess.run([tool(name), *arguments], capture_output=True, check=False, timeout=300)
    if done.returncode:
        pytest.skip(f"{name} cannot read it: {done.stderr.decode()[:200]}")
    return done.stdout.decode("utf-8", "replace")


@dataclass
class Seen:
    """What is in bodies: numbers by function index, calls by caller and callee."""

    instructions: Counter[int] = field(default_factory=Counter)
    branches: Counter[int] = field(default_factory=Counter)
    locals: Counter[int] = field(default_factory=Counter)
    indirect: Counter[int] = field(default_factory=Counter)
    calls: Counter[tuple[int, int]] = field(default_factory=Counter)
    references: Counter[tuple[int, int]] = field(default_factory=Counter)

    def add(self, function: int, name: str, index: int) -> None:
        self.instructions[function] += 1
        if name in ("call", "return_call"):
            self.calls[function, index] += 1
        elif name in INDIRECT:
            self.indirect[function] += 1
        elif name == "ref_func":
            self.references[function, index] += 1
        elif name in ("if", "br_if", "br_table") or name.startswith("br_on_"):
            self.branches[function] += 1


def by_wasmlint(module: Module) -> Seen:
    scanned, imported = scan(module), len(module.imported("function"))

    def by_function(counts) -> Counter[int]:
        return Counter({imported + body: count for body, count in enumerate(counts) if count})

    def pairs(edges) -> Counter[tuple[int, int]]:
        keys = zip(edges.sources, edges.targets, strict=True)
        return Counter(dict(zip(keys, edges.counts, strict=True)))

    sites = scanned.indirect_calls
    return Seen(
        by_function(count_instructions(module, scanned)),
        by_function(count_branches(module, scanned)),
        by_function(count_locals(module)),
        Counter(dict(zip(sites.sources, sites.counts, strict=True))),
        pairs(scanned.calls),
        pairs(scanned.references),
    )


DUMPED = re.compile(r"^ *0x[0-9a-f]+ \| [0-9a-f ]+ \| (.*)", re.MULTILINE)
DUMPED_FUNCTION = re.compile(r"^=+ func (\d+) =+\n", re.MULTILINE)
DUMPED_SECTION = re.compile(r"^ *0x[0-9a-f]+ \| [0-9a-f ]+ \| [a-z ]+ section$", re.MULTILINE)


def by_wasm_tools(path: Path) -> Seen:
    seen = Seen()
    _, *parts = DUMPED_FUNCTION.split(run("wasm-tools", "dump", path))
    for number, text in zip(parts[::2], parts[1::2], strict=True):
        function = int(number)
        _, groups, *lines = DUMPED.findall(DUMPED_SECTION.split(text)[0])
        group_count = int(groups.split()[0])
        declared = sum(int(line.split()[0]) for line in lines[:group_count])
        seen.locals.update({function: declared} if declared else {})
        for line in lines[group_count:]:
            name, _, rest = line.partition(" ")
            index = rest.partition("function_index:")[2]
            seen.add(function, name, int(index) if index else -1)
    return seen


OBJDUMPED = re.compile(r"^ [0-9a-f]{6}: [0-9a-f ]+\| +([a-z][a-z0-9_.]*)(?: (\d+))?", re.MULTILINE)
OBJDUMPED_FUNCTION = re.compile(r"^[0-9a-f]{6,} func\[(\d+)\].*:\n", re.MULTILINE)


def by_wabt(path: Path) -> Seen:
    seen = Seen()
    _, *parts = OBJDUMPED_FUNCTION.split(run("wasm-objdump", "-d", path))
    for number, text in zip(parts[::2], parts[1::2], strict=True):
        for name, index in OBJDUMPED.findall(text):
            if name != "local":
                plain = name if name.startswith("local.") else name.replace(".", "_")
                seen.add(int(number), plain, int(index) if index else -1)
    return seen


def test_wasm_tools_sees_the_same_instructions_calls_and_locals(found):
    module, path = found
    assert by_wasmlint(module) == by_wasm_tools(path)


def test_wabt_sees_the_same_instructions_and_calls(found):
    module, path = found
    ours, theirs = by_wasmlint(module), by_wabt(path)
    # It tells locals by their types, not by their groups.
    theirs.locals = ours.locals
    assert ours == theirs


# Features as wasm-tools calls them, where it has a name for what it can do without.
FLAGS = {
    "bulk-memory": "bulk-memory",
    "call-indirect-overlong": "call-indirect-overlong",
    "exception-handling": "exceptions",
    "extended-const": "extended-const",
    "function-references": "function-references",
    "gc": "gc",
    "legacy-exceptions": "legacy-exceptions",
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
    command = [tool("wasm-tools"), "validate", "--features", wanted, path]
    return subprocess.run(command, capture_output=True, check=False).returncode == 0


def test_wasm_tools_can_do_without_no_feature_found_and_with_them_alone(found):
    module, path = found
    flags = {FLAGS[use.name] for use in features(module) if use.name in FLAGS}
    assert is_valid(path, flags)
    assert [flag for flag in sorted(flags) if is_valid(path, flags - {flag})] == []


PLACED = re.compile(r"^ ([0-9a-f]{6,}): [0-9a-f ]+\| +([a-z][a-z0-9_.]*+)(?!\[)", re.MULTILINE)


def test_wabt_sees_the_same_mnemonics_at_the_same_offsets(found):
    module, path = found
    _, *parts = OBJDUMPED_FUNCTION.split(run("wasm-objdump", "-d", path))
    bodies = dict(zip(map(int, parts[::2]), parts[1::2], strict=True))
    imported = len(module.imported("function"))
    for body in range(0, len(module.bodies), max(1, len(module.bodies) // 100)):
        theirs = [(int(at, 16), name) for at, name in PLACED.findall(bodies[imported + body])]
        ours = [(line.offset, line.text.partition(" ")[0]) for line in disassemble(module, body)]
        assert [line for line in ours if line[1] != "(local"] == theirs
