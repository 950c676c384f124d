"""`wasmlint inspect`: what a module is, on one screen."""

import json
import os
import sys
from pathlib import Path
from typing import Any

import typer

from wasmlint.cli.choices import check_choice
from wasmlint.cli.console import COLORS, wants_color
from wasmlint.cli.disassembly import print_function
from wasmlint.cli.inputs import named_file
from wasmlint.cli.overview import overview_lines
from wasmlint.cli.settings import Overrides, settings_for
from wasmlint.engine.loading import load_inputs
from wasmlint.engine.overview import overview, sound_facts


def inspect(
    path: Path = typer.Argument(..., metavar="FILE", help="A module or component."),
    output_format: str = typer.Option(
        "text", "--format", "-f", metavar="FMT", help="text or json."
    ),
    function: str | None = typer.Option(
        None,
        "--function",
        metavar="NAME|INDEX",
        help="Disassemble this function instead.",
    ),
    largest: int = typer.Option(
        10, "--largest", min=0, metavar="N", help="How many functions to list."
    ),
    nested: bool = typer.Option(
        False, "--nested", help="Show the modules inside a component in full."
    ),
    compress: bool = typer.Option(
        True, "--compress/--no-compress", help="Compute compressed sizes (the slow part)."
    ),
    config: list[str] = typer.Option(
        [],
        "--config",
        envvar="WASMLINT_CONFIG",
        metavar="FILE|KEY=VALUE",
        help="Use this settings file, or set one key, as TOML: --config brotli-quality=11",
    ),
    color: str = typer.Option(
        "auto",
        "--color",
        envvar="WASMLINT_COLOR",
        metavar="WHEN",
        help=f"{', '.join(COLORS)}.",
    ),
    isolated: bool = typer.Option(False, "--isolated", help="Read no settings file."),
) -> None:
    """Show what a module is: sizes, sections, toolchain, imports, exports, features, functions.

    The compressed sizes are those that budgets go by: gzip at level 9, brotli at the quality that
    `brotli-quality` says, 9 unless set. A build that is compressed ahead of time has 11 as a rule.

    For example:

      wasmlint inspect app.wasm

      wasmlint inspect app.wasm --function main.main

      wasmlint inspect app.wasm --config brotli-quality=11
    """
    check_choice("--format", output_format, ("text", "json"))
    check_choice("--color", color, COLORS)
    overrides = Overrides(config=tuple(config), isolated=isolated)
    settings = settings_for(overrides)(named_file(path))
    found = load_inputs(path, settings)
    if function is not None:
        for given in found:
            sound_facts(given)
        print_function(found, function, sys.stdout)
        return
    content: list[dict[str, Any]] = [
        overview(given, largest, compress=compress and given.within is None) for given in found
    ]
    if output_format == "json":
        quality = {"gzip_level": 9, "brotli_quality": settings.brotli_quality}
        print(json.dumps({"schema_version": 1, **quality, "modules": content}, indent=2))
        return
    colored = wants_color(color, sys.stdout, os.environ)
    for number, part in enumerate(content):
        if number:
            print()
        is_brief = bool(number) and not nested
        lines = overview_lines(part, settings.brotli_quality, color=colored, is_brief=is_brief)
        print("\n".join(lines))
    if len(content) > 1 and not nested:
        print("\n--nested shows the modules inside in full.")
