"""`commands.md` has what `--help` has."""

import re

import pytest
from typer.testing import CliRunner

from wasmlint.cli.app import app
from wasmlint.cli.exits import Exit

COMMANDS = [
    "",
    "check",
    "inspect",
    "facts",
    "why",
    "version",
    "size",
    "size show",
    "size html",
    "size diff",
    "rule",
    "rule list",
    "rule show",
    "rule test",
    "rule new",
]


@pytest.fixture(scope="module")
def sections(docs):
    """The page by its level 2 headings."""
    page = (docs / "reference/commands.md").read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in page.split("\n## ")[1:]]
    return {title: text for title, _, text in parts}


def test_every_command_has_a_section_and_no_other_has(sections):
    titles = [f"wasmlint {command}".strip() for command in COMMANDS]
    assert list(sections) == ["Exit codes", *titles]
    groups = {command.rpartition(" ")[0] for command in COMMANDS if command}
    for group in groups:
        shown = CliRunner().invoke(app, [*group.split(), "--help"]).output
        listed = re.findall(r"^  (\w+)  ", shown.partition("Commands:")[2], re.MULTILINE)
        below = [one for one in COMMANDS if one and one.rpartition(" ")[0] == group]
        assert [f"{group} {name}".strip() for name in listed] == below


@pytest.mark.parametrize("command", COMMANDS)
def test_a_section_has_the_options_and_arguments_of_the_help(command, sections):
    shown = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": "200"}).output
    declared = re.findall(r"^  (-.*?)(?:  |$)", shown, re.MULTILINE)
    options = {name for text in declared for name in re.findall(r"(?<![\w-])--?[\w-]+", text)}
    text = sections[f"wasmlint {command}".strip()]
    written = {
        name
        for cell in re.findall(r"^\| (`-.*?) \| ", text, re.MULTILINE)
        for name in re.findall(r"(?<![\w-])--?[\w-]+", cell)
    }
    completion = {"--install-completion", "--show-completion"} if not command else set()
    assert written == options - {"-h", "--help"} - completion
    assert all(name in text for name in completion)


def test_the_exit_codes_are_those_that_the_program_has(sections):
    codes = re.findall(r"^\| (\d+) \|", sections["Exit codes"], re.MULTILINE)
    # 130 is the shell's way of saying that a program was interrupted.
    assert [int(code) for code in codes] == [code for code in Exit if code is not Exit.INTERRUPTED]
