"""The command line's frame: its commands, in the order that `--help` lists them."""

import sys

import typer

from wasmlint.cli import check, facts, inspect, rule, size, version, why
from wasmlint.cli.exits import Exit

app = typer.Typer(
    name="wasmlint",
    help=(
        "Lint WebAssembly modules: what is in them, what they need, what is wrong with them.\n\n"
        "Start with `wasmlint check app.wasm`, or `wasmlint inspect app.wasm` to look around."
    ),
    invoke_without_command=True,
    # Plain help: markup would swallow names in brackets, and boxes read badly aloud.
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog=(
        "Exit codes: 0 clean, 1 findings at or over --fail-on, 2 wrong call or settings, "
        "3 incomplete, 4 a bug in wasmlint."
    ),
)
app.command("check")(check.check)
app.command("inspect", short_help="Show what a module is, on one screen.")(inspect.inspect)
app.command("facts")(facts.facts)
app.command("why", short_help="Show what brings a package or function in.")(why.why)
app.add_typer(size.app, name="size")
app.add_typer(rule.app, name="rule")
app.command("version", short_help="Print the version.")(version.version)


@app.callback()
def _root(
    ctx: typer.Context,
    show_version: bool = typer.Option(False, "--version", "-V", help="Print the version and exit."),
) -> None:
    if show_version:
        version.version("text")
    elif ctx.invoked_subcommand is None:
        print(ctx.get_help(), file=sys.stderr)
        raise typer.Exit(Exit.USAGE)
