"""Writes which package of Go's standard library imports which, a table for each Go minor.

    python tools/go_std_imports.py 1.21.13 1.27.4

Asks `go list` of each release (GOTOOLCHAIN gets those that are missing) for js and wasip1, and
writes `wasmlint/reference/data/go_std_imports/`. Assembly, tests and commands are left out.
"""

import argparse
import os
import subprocess
from pathlib import Path

DATA = Path(__file__).parents[1] / "wasmlint" / "reference" / "data" / "go_std_imports"
SYSTEMS = ("js", "wasip1")
HEADER = """\
# What each package of the standard library imports in go{release}, by `go list std`:
# package, then by tabs its imports, those for GOOS=js alone, those for GOOS=wasip1 alone.
"""
# A package without files for a system is left out there.
FORMAT = '{{if .GoFiles}}{{.ImportPath}}\t{{join .Imports " "}}{{end}}'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("releases", nargs="+", metavar="RELEASE", help="such as 1.27.4")
    DATA.mkdir(exist_ok=True)
    for release in parser.parse_args().releases:
        minor = ".".join(release.split(".")[:2])
        (DATA / f"go{minor}.tsv").write_text(table(release), encoding="utf-8")


def table(release: str) -> str:
    lists = [imports(release, system) for system in SYSTEMS if has(release, system)]
    packages = sorted(set().union(*lists))
    lines = [HEADER.format(release=release)]
    for package in packages:
        found = [listed.get(package, set()) for listed in lists]
        common = set.intersection(*found)
        columns = [common, *(only - common for only in found)]
        names = [" ".join(sorted(column)) for column in columns]
        lines.append("\t".join([package, *names]).rstrip("\t") + "\n")
    return "".join(lines)


def has(release: str, system: str) -> bool:
    """Whether the release builds for that system: wasip1 came with Go 1.21."""
    return system == "js" or int(release.split(".")[1]) >= 21


def imports(release: str, system: str) -> dict[str, set[str]]:
    target = {"GOTOOLCHAIN": f"go{release}", "GOOS": system, "GOARCH": "wasm", "CGO_ENABLED": "0"}
    listed = subprocess.run(
        ["go", "list", "-e", "-f", FORMAT, "std"],
        cwd=Path.home(),  # outside any module
        env={**os.environ, **target},
        capture_output=True,
        text=True,
        check=True,
    )
    found = {}
    for line in listed.stdout.splitlines():
        package, _, names = line.partition("\t")
        found[package] = {vendored(name) for name in names.split()} - {"unsafe"}
    return found


def vendored(name: str) -> str:
    """The path under which the standard library's copy of a package is linked."""
    return f"vendor/{name}" if name.startswith("golang.org/") else name


if __name__ == "__main__":
    main()
