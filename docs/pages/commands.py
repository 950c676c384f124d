"""`commands.md`: what the commands declare of themselves, which is what `--help` shows of them.

Nothing here depends on the terminal, nor on how one version of typer words its help.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer
from typer.main import get_command

from pages.markdown import anchor, code, table
from wasmlint.cli.app import app

_HEAD = """\
# Commands

`wasmlint COMMAND --help` (or `-h`) shows in a terminal what is said here.
"""
# Typer's own, with texts that change from version to version.
_COMPLETION = {"install_completion", "show_completion"}
_ABOUT_COMPLETION = """\
`--install-completion` and `--show-completion` install and print the completion of the shell in use.
"""


def page() -> str:
    """The page."""
    root = get_command(app)
    context = typer.Context(root, info_name=root.name)
    commands = list(_below(root, context))
    lines = [_HEAD, *table(("command", "meaning"), (_entry(one, name) for one, name in commands))]
    lines += ["## Exit codes", "", "They never depend on the output format.", ""]
    lines += table(("code", "meaning"), re.findall(r"(\d+) ([^,.]+)", root.epilog or ""))
    lines += _section(root, "wasmlint")
    lines += [_ABOUT_COMPLETION] if {one.name for one in root.params} >= _COMPLETION else []
    for one, name in commands:
        lines += _section(one, name)
    return "\n".join(lines).rstrip("\n") + "\n"


def _below(group: Any, context: typer.Context) -> Iterator[tuple[Any, str]]:
    """All commands with their full names, in the order of `--help`."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        full_name = f"{context.command_path} {name}"
        yield command, full_name
        if hasattr(command, "list_commands"):
            yield from _below(command, typer.Context(command, context, info_name=name))


def _entry(command: Any, name: str) -> tuple[str, str]:
    first, _, _ = (command.help or "").partition("\n\n")
    return f"[`{name}`](#{anchor(name)})", " ".join((command.short_help or first).split())


def _section(command: Any, name: str) -> list[str]:
    params = [one for one in command.params if not one.hidden and one.name not in _COMPLETION]
    arguments = [one for one in params if one.param_type_name == "argument"]
    options = [one for one in params if one.param_type_name == "option"]
    usage = [name, *(["[OPTIONS]"] if options else []), *map(_usage, arguments)]
    if hasattr(command, "list_commands"):
        usage.append("COMMAND [ARGS]...")
    lines = [f"## {name}", "", *code(" ".join(usage), "text"), *_prose(command.help or "")]
    if arguments:
        lines += table(
            ("argument", "meaning"), ((f"`{_name(one)}`", _text(one)) for one in arguments)
        )
    if options:
        lines += table(("option", "meaning"), ((_spelling(one), _text(one)) for one in options))
    return lines


def _prose(text: str) -> Iterator[str]:
    """The paragraphs of a help text; those that are indented are one block of commands."""
    commands: list[str] = []
    for paragraph in text.split("\n\n"):
        if paragraph.startswith(" "):
            commands += [line.strip() for line in paragraph.split("\n")]
            continue
        yield from code("\n".join(commands), "sh") if commands else ()
        commands = []
        yield from (paragraph, "")
    yield from code("\n".join(commands), "sh") if commands else ()


def _name(argument: Any) -> str:
    return str(argument.metavar or argument.name.upper())


def _usage(argument: Any) -> str:
    name = _name(argument) if argument.required else f"[{_name(argument)}]"
    return name if argument.nargs == 1 else f"{name}..."


def _spelling(option: Any) -> str:
    value = f" {option.metavar}" if option.metavar else ""
    both = [*sorted(option.opts, key=len), *option.secondary_opts]
    return ", ".join(f"`{name}{value}`" for name in both)


def _text(param: Any) -> str:
    """What a parameter is for, where else it can be set, and what holds without it."""
    text = param.help or ""
    said = [text if text.endswith((".", ")")) else f"{text}."]
    if param.multiple and "may be repeated" not in text:
        said.append("May be repeated.")
    if param.envvar:
        said.append(f"Environment: `{param.envvar}`.")
    default = param.default
    if default is True:
        said.append(f"Default: `{param.opts[0]}`.")
    elif isinstance(default, int | str | Path) and default is not False:
        shown = default.as_posix() if isinstance(default, Path) else str(default)
        said.append(f"Default: `{shown}`.")
    return " ".join(said)
