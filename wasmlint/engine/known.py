"""The one list of keys that settings may have, by what they are about."""

from collections.abc import Iterable, Sequence
from typing import Any

from wasmlint import __version__
from wasmlint.core.finding import Severity
from wasmlint.engine.entries import BUDGET_KEYS, IGNORED_KEYS, read_budget, read_ignored
from wasmlint.engine.keys import (
    SIZE,
    TABLE,
    TEXT,
    TEXTS,
    Form,
    Key,
    choice,
    list_of,
    table_of,
    whole,
)
from wasmlint.engine.toml import Node

SEVERITIES = tuple(severity.value for severity in Severity)
FAIL_ON = (*SEVERITIES, "never")


def _required_version(node: Node) -> None:
    wanted = node.text().removeprefix(">=").strip()
    parts = wanted.split(".")
    if not node.text().startswith(">=") or not all(part.isdigit() for part in parts):
        raise node.problem('must be a lowest version, such as ">=0.1"')
    if _numbers(__version__) < _numbers(wanted):
        raise node.problem(f"asks for wasmlint {wanted} or newer; this is {__version__}")


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _targets(node: Node) -> tuple[str, ...]:
    from wasmlint.analysis.targets import parse_target

    for item in node.items():
        try:
            parse_target(item.text())
        except ValueError as error:
            raise item.problem(f"is wrong: {error}") from None
    return node.texts()


def _engines() -> Iterable[str]:
    from wasmlint.reference.features import engines

    return engines()


def _hosts() -> Sequence[str]:
    from wasmlint.reference.hosts import host_ids

    return host_ids()


def _values(node: Node) -> tuple[tuple[str, Any], ...]:
    return tuple((name, value.value) for name, value in node.entries())


GROUPS: dict[str, tuple[Key, ...]] = {
    "Which rules run": (
        Key(
            "select",
            TEXTS,
            "The rules that run, by selectors.",
            'select = ["wasi", "size", "WL801"]',
            "select",
        ),
        Key(
            "ignore",
            TEXTS,
            "Rules that do not run. `--ignore` adds to them.",
            'ignore = ["names-shipped"]',
            "ignore",
        ),
        Key(
            "extend-select",
            TEXTS,
            "Rules that run besides those of `select`, for a file that extends another and keeps"
            " its `select`.",
            'extend-select = ["WL102"]',
            "extend_select",
        ),
        Key(
            "per-file-ignores",
            table_of("a table from globs of files to lists of selectors", Node.texts),
            "Rules that do not judge some of the files.",
            '[per-file-ignores]\n"testdata/**" = ["size", "build"]',
            "per_file_ignores",
            adds_up=True,
        ),
        Key(
            "severity",
            table_of(
                f"a table from selectors to severities: {', '.join(SEVERITIES)}",
                lambda node: node.choice(SEVERITIES),
            ),
            "Severities in place of those that rules have.",
            '[severity]\nwasi-preview1 = "warning"',
            "severities",
            adds_up=True,
        ),
        Key(
            "params",
            table_of("a table from selectors to tables of parameters", _values),
            "Values in place of the defaults of parameters. `wasmlint rule show` lists these."
            " Sizes and percentages are strings.",
            '[params.oversized-function]\nlimit = "128 KiB"',
            "params",
            adds_up=True,
        ),
        Key(
            "packs",
            TEXTS,
            "Rules of your own, besides the built-in ones: files or folders, relative to the"
            " settings file.",
            'packs = ["lint"]',
            "packs",
        ),
    ),
    "Which files are checked": (
        Key(
            "include",
            TEXTS,
            "Globs of the files to check among those found in folders; without any, all of them."
            " A file that is named itself is checked in any case.",
            'include = ["dist/**/*.wasm"]',
            "include",
        ),
        Key(
            "exclude",
            TEXTS,
            "Globs of files to leave out of those found in folders; with `--force-exclude` also of"
            " those named.",
            'exclude = ["third_party", "**/*_test.wasm"]',
            "exclude",
        ),
        Key(
            "max-file-size",
            SIZE,
            "Largest file to read, and most bytes that a compressed one may unpack to. A larger"
            " one is reported as not checked.",
            'max-file-size = "64 MiB"',
            "max_file_size",
        ),
        Key(
            "timeout",
            whole(1, 86400),
            "Seconds that one file may take; after that it is reported as not checked. Without"
            " effect on Windows.",
            "timeout = 300",
            "timeout",
        ),
    ),
    "What is asked of modules": (
        Key(
            "host",
            Form("the id of a host", lambda node: node.choice(_hosts()), _hosts),
            "The host that will run the modules. Rules then know the imports that it provides, the"
            " exports that it looks for and its limits. Without it they go by what made the"
            " module, and assume nothing where that does not tell.",
            'host = "wazero"',
            "host",
        ),
        Key(
            "targets",
            Form("a list of engines, each alone or with its lowest version", _targets, _engines),
            "Engines that must run the modules, in each version from the lowest one on; an engine"
            " alone stands for its newest version.",
            'targets = ["chrome>=110", "safari>=17", "wasmtime"]',
            "targets",
        ),
        Key(
            "exports",
            TABLE,
            "What modules must export.",
            keys=(
                Key(
                    "required",
                    TEXTS,
                    "Names that every module must export.",
                    '[exports]\nrequired = ["run", "resume"]',
                    "required_exports",
                ),
            ),
        ),
        Key(
            "imports",
            TABLE,
            "What modules may import.",
            keys=(
                Key(
                    "allow",
                    TEXTS,
                    "Globs over `module.name`: all other imports are findings. An empty list"
                    " allows none.",
                    '[imports]\nallow = ["wasi_snapshot_preview1.*", "env.log"]',
                    "allowed_imports",
                ),
                Key(
                    "deny",
                    TEXTS,
                    "Globs over `module.name`: such imports are findings, also those that `allow`"
                    " matches.",
                    '[imports]\ndeny = ["env.debug_*"]',
                    "denied_imports",
                ),
            ),
        ),
        Key(
            "budget",
            list_of("a list of tables", read_budget),
            "Limits on sizes. Each `[[budget]]` has a path and at least one limit.",
            '[[budget]]\npath = "dist/app.wasm"\nmax-raw = "8 MiB"\nmax-gzip = "2 MiB"\n'
            'max-section.data = "3 MiB"\nmax-section.".debug_info" = "0 B"',
            "budgets",
            adds_up=True,
            keys=BUDGET_KEYS,
        ),
        Key(
            "brotli-quality",
            whole(0, 11),
            "Quality at which Brotli sizes are measured. 11 is what servers store and takes some"
            " ten times as long as 9.",
            "brotli-quality = 11",
            "brotli_quality",
        ),
    ),
    "What is shown, and what fails": (
        Key(
            "fail-on",
            choice(FAIL_ON),
            "Exit with 1 where a finding has this severity or a worse one.",
            'fail-on = "warning"',
            "fail_on",
        ),
        Key(
            "min-severity",
            choice(SEVERITIES),
            "Findings that are less severe are counted, not shown, and fail nothing.",
            'min-severity = "warning"',
            "min_severity",
        ),
        Key(
            "ignore-finding",
            list_of("a list of tables", read_ignored),
            "Findings to leave out. An entry that matches no finding any more is reported as"
            " WL900.",
            '[[ignore-finding]]\nrule = "build-path-leaked"\npath = "dist/app.wasm"\n'
            'reason = "Built in a container; the path is public."\nexpires = 2027-03-31',
            "ignored",
            adds_up=True,
            keys=IGNORED_KEYS,
        ),
    ),
    "The settings file itself": (
        Key(
            "extend",
            # Which file it names is the business of `discovery`.
            TEXT,
            "Another settings file, relative to this one, which holds where this one says nothing"
            " else. Its globs are then relative to this file, its `packs` still to itself.",
            'extend = "../wasmlint.toml"',
        ),
        Key(
            "required-version",
            Form('a lowest version, such as ">=0.1"', _required_version),
            "The lowest version of wasmlint that may read this file.",
            'required-version = ">=0.1"',
        ),
    ),
}
"""All keys, by what they are about, in the order in which people look for them."""

KEYS = tuple(key for group in GROUPS.values() for key in group)
