"""Checks what-if sizes: drops imports from Go programs for real, and compares.

    python benchmarks/whatif.py --builds FOLDER [--go 1.27.4 --go 1.24.13] [PROGRAM...]

The programs are the folders of `whatif/`. A line that ends in `// drop encoding/json` belongs to
the use of that package; without those lines the program builds and does not import it. `go` builds
each program with and without them, for every release asked for, and the table shows what wasmlint
said about the whole program beside the difference of the two files. Builds are kept in FOLDER.
"""

import argparse
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

PROGRAMS = Path(__file__).with_name("whatif")
MARK = re.compile(r"//\s*drop (?P<package>\S+)$")
GOOS = {"courier": "js", "desk": "js", "gallery": "js", "ledger": "wasip1", "probe": "wasip1"}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("programs", nargs="*", default=sorted(GOOS), metavar="PROGRAM")
    parser.add_argument("--go", action="append", metavar="RELEASE", help="such as 1.27.4")
    parser.add_argument("--builds", type=Path, required=True, metavar="FOLDER")
    given = parser.parse_args()
    for release in given.go or ["1.27.4", "1.24.13"]:
        for program in given.programs:
            whole = built(program, release, None, given.builds)
            for package in droppable(program):
                without = built(program, release, package, given.builds)
                real = whole.stat().st_size - without.stat().st_size
                print(f"{release} {program:8} {package:18} {real:10,}", flush=True)


def droppable(program: str) -> list[str]:
    """The packages that some line says it belongs to, by name."""
    found = set()
    for source in sorted((PROGRAMS / program).rglob("*.go")):
        marks = map(MARK.search, source.read_text().splitlines())
        found |= {mark["package"] for mark in marks if mark}
    return sorted(found)


def built(program: str, release: str, dropped: str | None, folder: Path) -> Path:
    """The program as that release builds it, without the lines that belong to `dropped`."""
    name = "all" if dropped is None else f"without-{dropped.replace('/', '-')}"
    result = folder.resolve() / release / program / f"{name}.wasm"
    if result.exists():
        return result
    result.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        copy = Path(temporary) / program
        shutil.copytree(PROGRAMS / program, copy)
        for source in copy.rglob("*.go"):
            lines = source.read_text().splitlines(keepends=True)
            source.write_text("".join(line for line in lines if not belongs(line, dropped)))
        target = {"GOTOOLCHAIN": f"go{release}", "GOOS": GOOS[program], "GOARCH": "wasm"}
        command = ["go", "build", "-trimpath", "-ldflags=-s -w", "-o", str(result), "."]
        subprocess.run(command, cwd=copy, env={**os.environ, **target}, check=True)
    return result


def belongs(line: str, package: str | None) -> bool:
    mark = MARK.search(line.rstrip())
    return mark is not None and mark["package"] == package


if __name__ == "__main__":
    main()
