"""`wasmlint why`: what brings a package or a function into a module."""

import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import msgspec
import typer

from wasmlint.binary.module import Module
from wasmlint.cli.choices import check_choice
from wasmlint.cli.inputs import named_file
from wasmlint.cli.settings import Overrides, settings_for
from wasmlint.core.errors import UsageError
from wasmlint.core.text import safe
from wasmlint.core.units import format_bytes
from wasmlint.engine.loading import load_inputs
from wasmlint.engine.overview import sound_facts
from wasmlint.engine.why import Hop, Why, explain

_FORMATS = ("text", "json")


def why(
    path: Path = typer.Argument(..., metavar="FILE", help="A core module."),
    name: str = typer.Argument(
        ..., metavar="NAME", help="A package, crate or function: its name, a beginning, or a glob."
    ),
    output_format: str = typer.Option(
        "text", "--format", "-f", metavar="FMT", help=f"{', '.join(_FORMATS)}."
    ),
    isolated: bool = typer.Option(False, "--isolated", help="Read no settings file."),
) -> None:
    """Show what brings a package or a function into a module.

    First the cheapest path from what runs by itself, with file and line where they are known, then
    some of the other ways in, and what the file would lose without each step.

    For example:

      wasmlint why app.wasm net/http

      wasmlint why app.wasm 'encoding/json.*' -f json
    """
    check_choice("--format", output_format, _FORMATS)
    settings = settings_for(Overrides(isolated=isolated))(named_file(path))
    given = load_inputs(path, settings)[0]
    if not isinstance(given.decoded, Module):
        raise UsageError(
            f"{safe(given.path)}: this is a component; take a module out of it with "
            "`wasm-tools component unbundle`"
        )
    sound_facts(given)
    found = explain(given, name)
    if output_format == "json":
        content = {"schema_version": 1, "path": given.path, "why": msgspec.to_builtins(found)}
        print(json.dumps(content, indent=1))
        return
    for number, one in enumerate(found):
        if number:
            print()
        sys.stdout.writelines(f"{line}\n" for line in _lines(one))


def _lines(found: Why) -> Iterator[str]:
    yield f"{found.kind} {safe(found.name)}"
    if not found.is_reached:
        yield "  nothing leads to it: no export, start function or table that the host sees"
        return
    yield f"  {safe(found.root or '')}, {safe(found.reason or '')}"
    yield from _hops(found.path, with_source=False)
    others = found.ways
    if found.way_count:
        yield f"ways in, {len(others)} of {found.way_count:,}:"
        yield from _hops(others, with_source=True)


def _hops(hops: Sequence[Hop], *, with_source: bool) -> Iterator[str]:
    for hop in hops:
        place = f"  at {safe(hop.file)}:{hop.line}" if hop.file is not None else ""
        freed = f"  without it: -{format_bytes(hop.freed_bytes)}" if hop.freed_bytes else ""
        source = f"{safe(hop.source, 120)} " if with_source else ""
        yield f"    {source}{hop.verb} {safe(hop.target, 120)}{place}{freed}"
