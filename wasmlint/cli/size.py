"""`wasmlint size`: where the bytes of a module are, as a table, as a page, and against another."""

import os
import sys
from pathlib import Path

import typer

from wasmlint.cli.choices import check_choice
from wasmlint.cli.console import terminal_width, wants_color, written
from wasmlint.cli.exits import Exit
from wasmlint.cli.inputs import named_file
from wasmlint.cli.settings import Overrides, settings_for
from wasmlint.core.errors import InputError, UsageError
from wasmlint.core.sizes import SizeDifference, SizeReport
from wasmlint.core.text import safe
from wasmlint.core.units import format_bytes
from wasmlint.engine.loading import load_inputs
from wasmlint.engine.paths import shown
from wasmlint.engine.reading import read_file
from wasmlint.engine.settings import Settings
from wasmlint.engine.sizes.difference import difference
from wasmlint.engine.sizes.measure import size_report
from wasmlint.engine.sizes.saved import difference_json, from_json, is_saved, to_json
from wasmlint.engine.sizes.tree import size_tree
from wasmlint.engine.sizes.views import DIFFERENCE_VIEWS, VIEWS, changes
from wasmlint.report.grid import Grid, markdown, write_csv, write_text
from wasmlint.report.treemap import treemap_page

FORMATS = ("text", "json", "markdown", "csv")

app = typer.Typer(
    help="Show where the bytes of a module are.",
    invoke_without_command=True,
    rich_markup_mode=None,
)

_FORMAT = typer.Option("text", "--format", "-f", metavar="FMT", help=f"{', '.join(FORMATS)}.")
_LIMIT = typer.Option(30, "--limit", min=0, metavar="N", help="Rows to show in text; 0 for all.")
_ISOLATED = typer.Option(False, "--isolated", help="Read no settings file.")


@app.callback()
def _root(ctx: typer.Context) -> None:
    if ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        raise typer.Exit(Exit.USAGE)


@app.command("show", short_help="Show sizes by package, section or function.")
def show(
    path: Path = typer.Argument(..., metavar="FILE", help="A module, or a saved size report."),
    by: str = typer.Option(
        "package", "--by", metavar="WHAT", help=f"Rows stand for: {', '.join(VIEWS)}."
    ),
    output_format: str = _FORMAT,
    limit: int = _LIMIT,
    why: bool = typer.Option(False, "--why", help="Add the path that brings each package in."),
    isolated: bool = _ISOLATED,
) -> None:
    """Show where the bytes of a module are.

    The rows of packages add up to the file, so what nobody owns is a row too. For a Go program that
    needs neither names nor debug data: `-ldflags="-s -w"` makes no difference.

    For example:

      wasmlint size show app.wasm

      wasmlint size show app.wasm --by function --limit 10

      wasmlint size show app.wasm -f json > wasmlint-size.json
    """
    check_choice("--format", output_format, FORMATS)
    check_choice("--by", by, tuple(VIEWS))
    costly = ("retained_bytes", *(("imported_because",) if why else ()))
    report = _report(path, costly if by in ("package", "crate", "function") else (), isolated)
    if output_format == "json":
        sys.stdout.write(to_json(report))
        return
    grid = VIEWS[by](report)
    if output_format == "text":
        print(f"{safe(report.path)}: {format_bytes(report.bytes)}{_made_by(report)}\n")
    _write(grid, output_format, limit)


@app.command("html", short_help="Write a page with a treemap.")
def html(
    path: Path = typer.Argument(..., metavar="FILE", help="A module, or a saved size report."),
    output: Path = typer.Option(
        Path("wasmlint-size.html"), "--output", "-o", metavar="PATH", help="The page to write."
    ),
    isolated: bool = _ISOLATED,
) -> None:
    """Write a page with a treemap of a module: packages, their functions, their data.

    The page is one file that needs no network. It has a search, own and retained sizes, and can be
    used by the keyboard alone.

    For example:

      wasmlint size html app.wasm -o report.html
    """
    report = _report(path, ("retained_bytes",), isolated)
    facts = [("File", report.path), ("Size", format_bytes(report.bytes))]
    if report.toolchain is not None:
        facts.append(("Made by", f"{report.toolchain} {report.toolchain_version or ''}".strip()))
    page = treemap_page(size_tree(report), Path(report.path).name, facts)
    with written(output) as stream:
        stream.write(page)
    print(f"{safe(str(output))}: {format_bytes(len(page))}; open it in a browser")


@app.command("diff", short_help="Show what changed between two modules.")
def diff(
    old: Path = typer.Argument(..., metavar="OLD", help="A module, or a saved size report."),
    new: Path = typer.Argument(..., metavar="NEW", help="The same, later."),
    by: str = typer.Option(
        "package", "--by", metavar="WHAT", help=f"Rows stand for: {', '.join(DIFFERENCE_VIEWS)}."
    ),
    output_format: str = _FORMAT,
    limit: int = _LIMIT,
    isolated: bool = _ISOLATED,
) -> None:
    """Show what changed from one module to another.

    Closures and generic functions that only got another number are no change. What came with the
    toolchain is told from what the program and its dependencies brought.

    For example:

      wasmlint size diff old.wasm new.wasm

      wasmlint size diff wasmlint-size.json app.wasm --by function
    """
    check_choice("--format", output_format, FORMATS)
    check_choice("--by", by, tuple(DIFFERENCE_VIEWS))
    found = difference(_report(old, (), isolated), _report(new, (), isolated))
    if output_format == "json":
        sys.stdout.write(difference_json(found))
        return
    if output_format == "text":
        _print_summary(found)
    _write(DIFFERENCE_VIEWS[by](found), output_format, limit)


def _report(path: Path, costly: tuple[str, ...], isolated: bool) -> SizeReport:
    settings = settings_for(Overrides(isolated=isolated))(named_file(path))
    if path.suffix == ".json":
        return _saved(path, settings)
    return size_report(load_inputs(path, settings)[0], costly)


def _saved(path: Path, settings: Settings) -> SizeReport:
    name = safe(shown(path))
    try:
        raw = read_file(path, settings.max_file_size)
        if not is_saved(raw):
            raise UsageError(f"{name}: this is neither a module nor a saved size report")
        return from_json(raw)
    except InputError as error:
        raise InputError(f"{name}: {error}") from None


def _made_by(report: SizeReport) -> str:
    if report.toolchain is None:
        return ""
    version = f" {report.toolchain_version}" if report.toolchain_version else ""
    return f", made by {safe(report.toolchain + version)}"


def _print_summary(found: SizeDifference) -> None:
    growth = found.growth_bytes
    sign = "+" if growth > 0 else ""
    sizes = f"{format_bytes(found.old.bytes)} to {format_bytes(found.new.bytes)}"
    print(f"{safe(found.new.path)}: {sign}{format_bytes(growth)} ({sizes})")
    versions = [report.toolchain_version for report in (found.old, found.new)]
    if versions[0] != versions[1]:
        print(f"toolchain: {safe(str(versions[0]))} to {safe(str(versions[1]))}")
    for problem in found.breaks:
        print(f"breaks its contract: {safe(problem)}")
    print()
    _write(changes([row for row in found.origins if row.growth_bytes], "kind"), "text", 0)
    print()


def _write(grid: Grid, output_format: str, limit: int) -> None:
    match output_format:
        case "csv":
            write_csv(grid, sys.stdout)
        case "markdown":
            print("\n".join(markdown(grid.used())))
        case _:
            kept = grid.rows if not limit else grid.rows[:limit]
            is_colored = wants_color("auto", sys.stdout, os.environ)
            shown_grid = Grid(grid.columns, kept).used()
            write_text(shown_grid, sys.stdout, width=terminal_width(), color=is_colored)
            if len(kept) < len(grid.rows):
                print(f"\nand {len(grid.rows) - len(kept):,} more; --limit 0 shows all")
