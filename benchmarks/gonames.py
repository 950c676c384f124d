"""Checks what is read from Go modules of many releases against name sections and source files.

    python benchmarks/gonames.py --builds FOLDER --go 1.27.4 --go 1.21.13 [--wasm-opt PATH]
    python benchmarks/gonames.py [--source RECORDED=LOCAL]... MODULE...

In the first form `go` builds the programs of `gonames/` for every release asked for: plain, with
`-s -w`, with `-trimpath` too, and where there is a `wasm-opt`, the plain one after `-Oz`. In the
second form the modules are given. Each row says of one module what holds, as parts of a whole:

- `names`: functions whose name is that of the name section, as the linker would write it there;
- `as plain`: functions of which name, package, file and line are those of the plain build (name and
  package after `-trimpath`, which changes files);
- `declared`: functions on whose line of the source stands `func`, `TEXT`, `defer` or `go`;
- `located`: calls of which the line is known, those of and by assembly left out;
- `called`: calls of functions outside the runtime on whose line the name called stands;
- `js`: names given to JavaScript.

`--explain` prints what does not hold. Recorded paths that `--source` names are looked for there.
"""

import argparse
import os
import re
import subprocess
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.binary.scan import Scan, scan
from wasmlint.provenance.golang.callsites import call_sites
from wasmlint.provenance.golang.jsglobals import js_names
from wasmlint.provenance.golang.lines import Position
from wasmlint.provenance.golang.names import sanitised
from wasmlint.provenance.golang.program import GoProgram, read_program

PROGRAMS = Path(__file__).with_name("gonames")
TARGETS = (("register", "js"), ("register", "wasip1"), ("page", "js"))
FIRST_WASIP1 = (1, 21)
FLAGS = {"plain": [], "-s -w": ["-ldflags=-s -w"], "-trimpath": ["-trimpath", "-ldflags=-s -w"]}
LARGEST_BYTES = 1 << 30

# Closures and wrappers have no name of their own in the source; type arguments may hold dots.
TYPE_ARGUMENTS = re.compile(r"\[[^\[\]]*\]")
MADE_UP = re.compile(r"(func|gowrap|deferwrap|glob)?\d*|\(\*?\w+\)|(.*)-(fm|range\d+)")
MADE_WITHOUT_FUNC = re.compile(r"\.init$|\.map\.init\.\d+$|^runtime\.call\d+$")
DECLARATION = re.compile(r"\b(func|TEXT|defer|go)\b|\bfor\b.*\brange\b")
Share = tuple[int, int]
"""How many of how many."""


@dataclass(frozen=True)
class Read:
    """A module, what was read from it, and where the sources that it names are."""

    label: str
    module: Module
    program: GoProgram
    scan: Scan
    sources: dict[str, str]

    def line(self, position: Position) -> str | None:
        """The line of the source, `None` where there is no such file here."""
        lines = source_lines(moved(position.file, self.sources))
        if lines is None:
            return None
        return lines[position.line - 1] if position.line <= len(lines) else ""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("modules", nargs="*", type=Path, metavar="MODULE")
    parser.add_argument("--go", action="append", default=[], metavar="RELEASE", help="as 1.27.4")
    parser.add_argument("--builds", type=Path, metavar="FOLDER")
    parser.add_argument("--wasm-opt", metavar="PATH")
    parser.add_argument("--source", action="append", default=[], metavar="RECORDED=LOCAL")
    parser.add_argument("--explain", action="store_true")
    given = parser.parse_args()
    sources = dict(text.split("=", 1) for text in given.source)
    print(f"{'module':34} go       functions     names  as plain  declared   located    called  js")
    for path in given.modules:
        report(opened(path.name, path, sources), None, explain=given.explain)
    for release in given.go:
        for program, target in TARGETS:
            if target == "wasip1" and release_number(release) < FIRST_WASIP1:
                continue
            plain: Read | None = None
            for label, path in builds(program, target, release, given.builds, given.wasm_opt):
                read = opened(f"{program} {target} {label}", path, sources)
                report(read, plain, explain=given.explain)
                plain = plain or read


def builds(
    program: str, target: str, release: str, folder: Path, optimiser: str | None
) -> Iterator[tuple[str, Path]]:
    """The modules of one program, the plain one first; those that exist are not built again."""
    here = folder.resolve() / release
    here.mkdir(parents=True, exist_ok=True)
    for label, flags in FLAGS.items():
        path = here / f"{program}-{target}{label.replace(' ', '')}.wasm"
        if not path.exists():
            variables = {"GOTOOLCHAIN": f"go{release}", "GOOS": target, "GOARCH": "wasm"}
            command = ["go", "build", "-buildvcs=false", *flags, "-o", str(path), "."]
            environment = {**os.environ, **variables}
            subprocess.run(command, cwd=PROGRAMS / program, env=environment, check=True)
        yield label, path
    if optimiser is not None:
        source = here / f"{program}-{target}plain.wasm"
        path = here / f"{program}-{target}-Oz.wasm"
        if not path.exists():
            # Names are kept, so that they can be compared.
            command = [optimiser, "--all-features", "-Oz", "-g", str(source), "-o", str(path)]
            subprocess.run(command, check=True)
        yield "-Oz", path


def opened(label: str, path: Path, sources: dict[str, str]) -> Read:
    module = decode(unwrap(path.name, path.read_bytes(), LARGEST_BYTES))
    if not isinstance(module, Module) or (program := read_program(module)) is None:
        raise SystemExit(f"{path} is no Go module")
    return Read(label, module, program, scan(module, constants=True), sources)


def report(read: Read, plain: Read | None, *, explain: bool) -> None:
    """Prints the row of a module, and what does not hold in it."""
    missed: list[str] = []
    program = read.program
    columns = [
        tally(named(read), missed),
        tally(same(read, plain), missed) if plain is not None else (0, 0),
        tally(declared(read), missed),
        tally(located(read), missed),
        tally(called(read), missed),
    ]
    shares = " ".join(f"{f'{part / whole:.2%}' if whole else '–':>9}" for part, whole in columns)
    names = len(js_names(program, read.scan))
    print(
        f"{read.label:34} {program.version or '?':8} {len(program.pclntab):9} {shares} {names:3}",
        flush=True,
    )
    if explain:
        print("".join(f"    {text}\n" for text in sorted(missed)), end="")


def tally(verdicts: Iterable[tuple[bool, str]], missed: list[str]) -> Share:
    found = list(verdicts)
    missed += [text for holds, text in found if not holds]
    return sum(holds for holds, _ in found), len(found)


def named(read: Read) -> Iterator[tuple[bool, str]]:
    """Each function that has a name in the name section, if it is that of one of its positions."""
    program, names = read.program, {}
    for position, index in enumerate(program.indices):
        names.setdefault(index, set()).add(sanitised(program.pclntab.names[position]))
    for index, name in read.module.names.functions.items():
        if index in names:  # the others are imports, and what an optimiser made
            yield name in names[index], f"named {name}, not {names[index]}"


def same(read: Read, plain: Read) -> Iterator[tuple[bool, str]]:
    """Each function of the plain build, if what is known of it is the same."""
    is_whole = "trimpath" not in read.label
    ours, theirs = (described(one.program, is_whole=is_whole) for one in (read, plain))
    for position, other in enumerate(theirs):
        own = ours[position] if position < len(ours) else ()
        yield own == other, f"differs: {own} from {other}"


def described(program: GoProgram, *, is_whole: bool) -> list[tuple[object, ...]]:
    return [
        (name, package, program.lines.declaration(position) if is_whole else None)
        for position, (name, package) in enumerate(
            zip(program.pclntab.names, program.packages, strict=True)
        )
    ]


def declared(read: Read) -> Iterator[tuple[bool, str]]:
    """Each function that the source declares, if it does so on its line.

    Left out are the initialisers of packages, and the functions that a macro of assembly makes.
    """
    for position, name in enumerate(read.program.pclntab.names):
        place = read.program.lines.declaration(position)
        line = read.line(place) if place is not None else None
        if line is not None and not MADE_WITHOUT_FUNC.search(name):
            yield DECLARATION.search(line) is not None, f"{name} at {place}: {line.strip()}"


def located(read: Read) -> Iterator[tuple[bool, str]]:
    """Each pair of caller and callee, if the line of the first call is known."""
    for callee, place in calls(read):
        yield place is not None, f"call of {callee} has no line"


def called(read: Read) -> Iterator[tuple[bool, str]]:
    """Each call of a function outside the runtime, if the function's name is on its line."""
    for callee, place in calls(read):
        line = read.line(place) if place is not None else None
        if line is not None and not re.match(r"(internal/)?runtime[./]|type[:.]", callee):
            yield word(callee) in re.findall(r"\w+", line), f"{callee} at {place}: {line.strip()}"


def calls(read: Read) -> Iterator[tuple[str, Position | None]]:
    """Name of the function called and the line of the first call, for each pair of functions."""
    program, found = read.program, read.scan
    if found.constants is None:
        return
    positions, names = program.positions, program.pclntab.names
    sites = call_sites(program, found.constants, found.calls.offsets)
    for caller, callee, site in zip(found.calls.sources, found.calls.targets, sites, strict=True):
        ends = positions.get(caller), positions.get(callee)
        if not any(end is None or is_assembly(program, end) for end in ends):
            yield names[positions[callee]], program.lines.position(*site) if site else None


def is_assembly(program: GoProgram, position: int) -> bool:
    place = program.lines.declaration(position)
    return place is None or place.file.endswith(".s")


def word(name: str) -> str:
    """What a call of a function is called in the source."""
    before = ""
    while before != name:
        before, name = name, TYPE_ARGUMENTS.sub("", name)
    parts = name.rpartition("/")[2].split(".")
    while len(parts) > 1 and (made_up := MADE_UP.fullmatch(parts[-1])) is not None:
        parts[-1:] = [made_up[2]] if made_up[2] else []
    return parts[-1]


def moved(file: str, sources: dict[str, str]) -> str:
    for recorded, local in sources.items():
        if file.startswith(recorded):
            return local + file.removeprefix(recorded)
    return file


@cache
def source_lines(file: str) -> list[str] | None:
    path = Path(file)
    if not path.is_absolute() or not path.is_file():
        return None
    return path.read_text("utf-8", "replace").split("\n")


def release_number(release: str) -> tuple[int, ...]:
    return tuple(map(int, release.split(".")[:2]))


if __name__ == "__main__":
    main()
