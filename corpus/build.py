"""Builds the corpus's modules from their sources and compares them with the committed ones.

    python corpus/build.py                  build all, compare the SHA-256 of each
    python corpus/build.py --update NAME    build some, write the modules and their hashes

The paths of a build get into what it makes, so all builds run in fixed folders under /home/ada.
Tools that no package manager puts on the PATH are looked for in the folder CORPUS_TOOLS.
"""

import argparse
import gzip
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any

CORPUS = Path(__file__).resolve().parent
MANIFEST = CORPUS / "manifest.toml"
BUILDER = Path("/home/ada")
TOOLS = Path(os.environ.get("CORPUS_TOOLS", "/tmp/corpus-tools"))

Entry = dict[str, Any]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help="default: all modules")
    parser.add_argument("--update", action="store_true", help="write modules and hashes")
    chosen = parser.parse_args()
    manifest = tomllib.loads(MANIFEST.read_text(encoding="utf-8"))
    entries = {entry["name"]: entry for entry in manifest["module"]}
    if unknown := set(chosen.names) - set(entries):
        parser.error(f"the manifest has no {', '.join(sorted(unknown))}")
    failed = 0
    for name in chosen.names or entries:
        entry = entries[name]
        problems = [p for tool in entry["tools"] if (p := problem_of(manifest["tools"][tool]))]
        if not problems:
            data = build(entry)
            if chosen.update:
                store(entry, data)
            elif hashlib.sha256(data).hexdigest() != entry["sha256"]:
                problems = ["the build differs from the committed module"]
        print(f"{name}: {'; '.join(problems) or 'ok'}", flush=True)
        failed += bool(problems)
    return 1 if failed else 0


def problem_of(tool: Entry) -> str | None:
    """What is wrong with the tool at hand, `None` if it is the version wanted."""
    shown = subprocess.run(
        tool["shows"], shell=True, env=environment(), capture_output=True, text=True, check=False
    )
    if tool["version"] in shown.stdout + shown.stderr:
        return None
    return f"`{tool['shows']}` does not show {tool['version']}; get it with: {tool['get']}"


def build(entry: Entry) -> bytes:
    """The module that the entry's command makes of its source; ends the run if it fails."""
    folder = BUILDER / "corpus" / entry["name"]
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(CORPUS / "src" / entry["source"], folder)
    command = ["bash", "-euo", "pipefail", "-c", entry["build"]]
    done = subprocess.run(
        command, cwd=folder, env=environment(), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise SystemExit(f"{entry['name']}: the build failed\n{done.stdout}{done.stderr}")
    return (folder / "out.wasm").read_bytes()


def environment() -> dict[str, str]:
    path = [str(TOOLS / "venv/bin"), str(TOOLS / "node_modules/.bin"), os.environ["PATH"]]
    return os.environ | {
        "PATH": os.pathsep.join(path),
        "CORPUS_TOOLS": str(TOOLS),
        "GOPATH": str(BUILDER / "go"),
        "GOMODCACHE": str(BUILDER / "go/pkg/mod"),
        "GOFLAGS": "-buildvcs=false",
        "GOWORK": "off",
        "CARGO_HOME": str(BUILDER / ".cargo"),
        "RUSTUP_TOOLCHAIN": "1.95.0",
        "SOURCE_DATE_EPOCH": "0",
    }


def store(entry: Entry, data: bytes) -> None:
    path = CORPUS / entry["file"]
    path.write_bytes(COMPRESSORS[path.suffix](data))
    text = MANIFEST.read_text(encoding="utf-8")
    start = text.index(f'name = "{entry["name"]}"')
    head, tail = text[:start], text[start:]
    for key, value in (
        ("bytes", str(len(data))),
        ("sha256", f'"{hashlib.sha256(data).hexdigest()}"'),
    ):
        tail = re.sub(rf"(?m)^{key} = .*$", f"{key} = {value}", tail, count=1)
    MANIFEST.write_text(head + tail, encoding="utf-8")


def brotli_of(data: bytes) -> bytes:
    import brotli

    compressed: bytes = brotli.compress(data, quality=11, lgwin=24)
    return compressed


COMPRESSORS = {
    ".wasm": bytes,
    ".gz": lambda data: gzip.compress(data, 9, mtime=0),
    ".br": brotli_of,
}

if __name__ == "__main__":
    sys.exit(main())
