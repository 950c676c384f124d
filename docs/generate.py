#!/usr/bin/env python3
"""Writes the reference, `docs/reference/`, from what the program itself goes by.

`python docs/generate.py` writes all pages; with `--check` it only says which of them are stale, and
exits with 1 if there are any.
"""

import argparse
import sys
from pathlib import Path

from pages import commands, expressions, facts, rules, settings

FOLDER = Path(__file__).parent / "reference"
PAGES = {
    "rules.md": rules.page,
    "facts.md": facts.page,
    "expressions.md": expressions.page,
    "settings.md": settings.page,
    "commands.md": commands.page,
}
_MARK = "<!-- Written by docs/generate.py. Do not edit. -->\n\n"


def main() -> int:
    """Exit code: 1 where `--check` finds a page that is not what the program says today."""
    parser = argparse.ArgumentParser(description="Write the reference pages.")
    parser.add_argument("--check", action="store_true", help="only say which pages are stale")
    is_check = parser.parse_args().check
    pages = {FOLDER / name: _MARK + page() for name, page in PAGES.items()}
    stale = [path for path, text in pages.items() if _read(path) != text]
    unknown = [path for path in sorted(FOLDER.iterdir()) if path not in pages]
    for path in stale:
        if not is_check:
            path.write_text(pages[path], encoding="utf-8", newline="\n")
        verb = "is stale" if is_check else "written"
        sys.stdout.write(f"docs/reference/{path.name}: {verb}\n")
    for path in unknown:
        sys.stdout.write(f"docs/reference/{path.name}: nothing generates this; remove it\n")
    if is_check and stale:
        sys.stdout.write("Run `python docs/generate.py` and commit what it writes.\n")
    return 1 if unknown or (is_check and stale) else 0


def _read(path: Path) -> str | None:
    return path.read_bytes().decode("utf-8") if path.exists() else None


if __name__ == "__main__":
    sys.exit(main())
