"""`wasmlint check`: judge modules by the rules and report what was found."""

import linecache
import os
import sys
from datetime import UTC, datetime
from pathlib import Path

import typer
from msgspec.structs import replace

from wasmlint.cli.choices import check_choice
from wasmlint.cli.console import (
    COLORS,
    Progress,
    terminal_width,
    wants_color,
    wants_progress,
    written,
)
from wasmlint.cli.destinations import destinations
from wasmlint.cli.exits import Exit
from wasmlint.cli.inputs import gather
from wasmlint.cli.settings import Overrides, settings_for
from wasmlint.core.errors import UsageError
from wasmlint.core.finding import Report
from wasmlint.engine.paths import root_prefix
from wasmlint.engine.run import run
from wasmlint.engine.settings import FAIL_ON, SEVERITIES
from wasmlint.report.formats import REPORTERS, summary
from wasmlint.report.options import ReportOptions

_CHECKING = "What to check"
_CHOOSING = "Which rules"
_REPORTING = "How to report"

_FORMATS = ", ".join(REPORTERS)


def check(
    paths: list[str] | None = typer.Argument(
        None,
        metavar="PATH",
        help="Files, folders or globs: .wasm, .wasm.gz, .wasm.br, .wat; `-` reads standard input. "
        "Default: the working directory.",
        show_default=False,
    ),
    output_format: str = typer.Option(
        "full", "--format", "-f", envvar="WASMLINT_FORMAT", metavar="FMT", help=f"{_FORMATS}."
    ),
    outputs: list[str] = typer.Option(
        [],
        "--output",
        "-o",
        metavar="FMT=PATH",
        help="Also write a report to a file; may be repeated: -o sarif=wasmlint.sarif",
    ),
    select: list[str] = typer.Option(
        [],
        "--select",
        metavar="RULES",
        help="Only these: ids, prefixes (WL1), names, families, ALL.",
    ),
    ignore: list[str] = typer.Option([], "--ignore", metavar="RULES", help="Leave these out."),
    extend_select: list[str] = typer.Option(
        [], "--extend-select", metavar="RULES", help="These too, besides those of the settings."
    ),
    packs: list[str] = typer.Option(
        [], "--pack", metavar="FOLDER", help="Rules of your own, besides the built-in ones."
    ),
    fail_on: str | None = typer.Option(
        None, "--fail-on", metavar="SEVERITY", help=f"Exit 1 from this on: {', '.join(FAIL_ON)}."
    ),
    min_severity: str | None = typer.Option(
        None,
        "--min-severity",
        metavar="SEVERITY",
        help=f"Show from this on: {', '.join(SEVERITIES)}.",
    ),
    host: str | None = typer.Option(
        None, "--host", metavar="HOST", help="The host that will run the modules, such as wazero."
    ),
    targets: list[str] = typer.Option(
        [], "--target", metavar="ENGINE", help="An engine they must run on, such as 'safari>=17'."
    ),
    config: list[str] = typer.Option(
        [],
        "--config",
        envvar="WASMLINT_CONFIG",
        metavar="FILE|KEY=VALUE",
        help="Use this settings file, or set one key, as TOML: --config 'fail-on=\"warning\"'",
    ),
    isolated: bool = typer.Option(False, "--isolated", help="Read no settings file."),
    force_exclude: bool = typer.Option(
        False, "--force-exclude", help="Apply `exclude` to files named here too."
    ),
    allow_empty: bool = typer.Option(False, "--allow-empty", help="Nothing to check is no error."),
    stdin_filename: str = typer.Option(
        "stdin.wasm", "--stdin-filename", metavar="PATH", help="What to call standard input."
    ),
    jobs: int = typer.Option(
        0, "--jobs", "-j", min=0, metavar="N", help="Processes; 0: one a processor."
    ),
    exit_zero: bool = typer.Option(
        False, "--exit-zero", help="Exit 0 in spite of findings (not of an incomplete run)."
    ),
    sarif_root: Path | None = typer.Option(
        None, "--sarif-root", metavar="FOLDER", help="Root of SARIF paths. Default: the git root."
    ),
    sarif_category: str | None = typer.Option(
        None, "--sarif-category", metavar="NAME", help="Tells this run's SARIF from others."
    ),
    include_suppressed: bool = typer.Option(
        False, "--sarif-include-suppressed", help="Write suppressed findings to SARIF too."
    ),
    color: str = typer.Option(
        "auto",
        "--color",
        envvar="WASMLINT_COLOR",
        metavar="WHEN",
        help=f"{', '.join(COLORS)}.",
    ),
    quiet: bool = typer.Option(False, "--quiet", "-q", help="No summary line."),
    no_progress: bool = typer.Option(False, "--no-progress", help="No progress on standard error."),
) -> int:
    """Judge modules by the rules and report what was found.

    For example:

      wasmlint check dist/app.wasm

      wasmlint check dist --target 'safari>=17' --fail-on warning

      wasmlint check . -f github -o sarif=wasmlint.sarif
    """
    check_choice("--format", output_format, tuple(REPORTERS))
    check_choice("--color", color, COLORS)
    overrides = Overrides(
        select=_split(select),
        ignore=_split(ignore),
        extend_select=_split(extend_select),
        packs=tuple(packs),
        fail_on=fail_on,
        min_severity=min_severity,
        host=host,
        targets=tuple(targets),
        config=tuple(config),
        isolated=isolated,
    )
    settings_of = settings_for(overrides)
    gathered = gather(paths or ["."], settings_of, stdin_filename, force_exclude=force_exclude)
    if not gathered.files and not allow_empty:
        raise UsageError(f"there is nothing to check: {gathered.why_empty}")
    prefix = root_prefix(sarif_root)
    written_to = destinations(outputs, gathered.files)
    shows = wants_progress(os.environ, quiet=quiet or no_progress)
    with Progress(len(gathered.files), is_shown=shows) as progress:
        outcome = run(
            gathered.files,
            settings_of,
            datetime.now(UTC).date(),
            jobs or os.cpu_count() or 1,
            progress.advance,
            gathered.given,
        )
    options = ReportOptions(
        prefix=prefix,
        category=sarif_category,
        include_suppressed=include_suppressed,
        source_line=_source_line,
    )
    report = outcome.report
    remarks: list[str] = []
    for name, path in written_to:
        with written(path) as stream:
            remarks += REPORTERS[name](report, options, stream)
    shown = replace(
        options, color=wants_color(color, sys.stdout, os.environ), width=terminal_width()
    )
    remarks += REPORTERS[output_format](report, shown, sys.stdout)
    sys.stdout.flush()
    for remark in dict.fromkeys(remarks):
        print(f"wasmlint: note: {remark}", file=sys.stderr)
    if not quiet:
        print(summary(report), file=sys.stderr)
    return _exit_code(report, fails=outcome.fails and not exit_zero)


def _source_line(path: str, line: int) -> str | None:
    return linecache.getline(path, line).rstrip("\r\n") or None


def _exit_code(report: Report, *, fails: bool) -> Exit:
    if report.is_incomplete:
        return Exit.INCOMPLETE
    return Exit.FINDINGS if fails else Exit.CLEAN


def _split(values: list[str]) -> tuple[str, ...]:
    return tuple(part.strip() for value in values for part in value.split(",") if part.strip())
