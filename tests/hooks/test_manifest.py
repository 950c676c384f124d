import re
import shlex
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
HOOKS: dict[str, dict[str, Any]] = {
    hook["id"]: hook
    for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
}
# The keys that pre-commit 2.9.2, the oldest version supported, reads.
# Source: pre-commit/pre-commit pre_commit/clientlib.py (MANIFEST_HOOK_DICT).
KEYS = {
    "additional_dependencies", "alias", "always_run", "args", "description", "entry", "exclude",
    "exclude_types", "files", "id", "language", "language_version", "log_file",
    "minimum_pre_commit_version", "name", "pass_filenames", "require_serial", "stages", "types",
    "types_or", "verbose",
}  # fmt: skip

every_hook = pytest.mark.parametrize("hook", HOOKS.values(), ids=HOOKS)


def test_the_hooks_that_the_documentation_names_exist() -> None:
    assert list(HOOKS) == ["wasmlint"]


@every_hook
def test_a_hook_has_what_pre_commit_needs_and_nothing_it_does_not_know(hook: Any) -> None:
    assert {"id", "name", "entry", "language"} <= set(hook) <= KEYS


@every_hook
def test_a_hook_runs_in_one_process_so_that_its_findings_come_sorted(hook: Any) -> None:
    assert hook["require_serial"] is True


@every_hook
def test_the_command_of_a_hook_has_the_options_it_is_given(hook: Any, cli: Any) -> None:
    program, command, *options = shlex.split(hook["entry"])
    shown = cli(command, "--help").out
    assert program == "wasmlint"
    assert [option for option in options if f" {option} " not in shown] == []


@pytest.mark.parametrize(
    ("path", "is_wanted"),
    [
        ("app.wasm", True),
        ("dist/two words.wasm", True),
        ("app.wasm.map", False),
        ("wasm", False),
        ("app.wat", False),
    ],
)
def test_the_hook_takes_modules_by_their_name(path: str, is_wanted: bool) -> None:
    assert bool(re.search(HOOKS["wasmlint"]["files"], path)) is is_wanted
