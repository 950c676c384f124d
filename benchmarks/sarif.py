"""Checks the SARIF that wasmlint writes about modules, by schema and by Microsoft's validator.

    python -m benchmarks.sarif --install FOLDER

The modules are those below the folder, as for `compare.py`. wasmlint judges them all in one run,
without settings and with several that make more rules find something. Each log must be valid by the
schemas, and free of errors and warnings under all rules for SARIF and for GitHub's code scanning of
the npm package `@microsoft/sarif-multitool`. The exit code is 1 where there is a problem, 2 where
nothing could be checked.
"""

import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

from jsonschema import Draft202012Validator

from benchmarks.packages import find_modules, install

_OASIS_SCHEMA = Path(__file__).parents[1] / "tests" / "report" / "data" / "sarif-2.1.0.schema.json"
_MULTITOOL = "@microsoft/sarif-multitool@5.7.0"
_PROGRAMS = ("Sarif.Multitool", "Sarif.Multitool.exe")
_SHOWN_PROBLEMS = 30

# None comes to more than 1,000 results: GH1004 holds on to that limit, which was GitHub's once.
_RUNS = {
    "no settings": (),
    "a Go program in a page": ("--host=go-js", "--target=safari>=14", "--target=chrome>=80"),
    "a Worker": ("--host=cloudflare-workers", "--target=firefox>=90", "--target=node>=14"),
    "embedded in Go": ("--host=wazero", "--target=wazero", "--target=wasmtime>=10"),
    "budgets and lists": (
        *("--config", 'budget=[{path="**", max-raw="1 MiB", max-gzip="256 KiB"}]'),
        *("--config", 'imports.deny=["wasi_snapshot_preview1.fd_*"]'),
        *("--config", 'exports.required=["memory", "run"]'),
    ),
    "suppressions": (
        *("--config", 'ignore-finding=[{rule="build", path="npm/**", reason="known"}]'),
        "--sarif-include-suppressed",
    ),
}


@dataclass(frozen=True)
class Remark:
    """Something that the validator says of a log; `level` is `error`, `warning` or `note`."""

    level: str
    rule: str
    text: str


def main() -> int:
    """Checks the log of each run; the exit code."""
    given = _arguments()
    try:
        if given.install:
            install(given.folder)
            _install_validator(given.folder)
    except (OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 2
    modules = [path.relative_to(given.folder).as_posix() for _, path in find_modules(given.folder)]
    validator = _find_validator(given.folder)
    if not modules or validator is None:
        print(f"{given.folder} lacks modules or the validator; use --install", file=sys.stderr)
        return 2
    schemas = [json.loads(path.read_text(encoding="utf-8")) for path in given.schema]
    print("| run | results | rules that found | schema errors | errors | warnings | notes |")
    print("|---|---|---|---|---|---|---|")
    problems: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        log, rules = Path(folder, "wasmlint.sarif"), Path(folder, "rules.xml")
        _enable_all_rules(validator, rules)
        for name, options in _RUNS.items():
            print(f"{name}: wasmlint check of {len(modules)} modules", file=sys.stderr)
            problems += _check(given.folder, [*options, *modules], log)
            written = json.loads(log.read_text(encoding="utf-8"))
            invalid = [error for schema in schemas for error in _schema_errors(schema, written)]
            remarks = _validate(validator, rules, log)
            _print_run(name, written, len(invalid), remarks)
            problems += invalid
            problems += [f"{x.level} {x.rule}: {x.text}" for x in remarks if x.level != "note"]
        problems += _what_a_bad_log_passes(validator, rules, log)
    for problem, count in Counter(problems).most_common(_SHOWN_PROBLEMS):
        print(f"{count} x {problem}")
    return 1 if problems else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--install", action="store_true", help="fetch the packages and the validator into it first"
    )
    parser.add_argument(
        "--schema",
        type=Path,
        action="append",
        metavar="FILE",
        default=[_OASIS_SCHEMA],
        help="a JSON schema of SARIF besides that of OASIS; may be repeated",
    )
    return parser.parse_args()


def _install_validator(folder: Path) -> None:
    npm = shutil.which("npm") or "npm"
    options = ("--silent", "--ignore-scripts", "--no-audit", "--no-fund")
    target = folder / "validator"
    target.mkdir(exist_ok=True)
    command = [npm, "install", *options, "--prefix", str(target), _MULTITOOL]
    subprocess.run(command, check=True)
    if program := _find_validator(folder):
        # The package's own script would do this, and scripts are not run.
        program.chmod(0o755)


def _find_validator(folder: Path) -> Path | None:
    # Through the package's own script a shell would cut `Sarif;Ghas` in two.
    packages = folder / "validator" / "node_modules" / "@microsoft"
    found = (path for name in _PROGRAMS for path in packages.glob(f"sarif-multitool-*/{name}"))
    return next(found, None)


def _enable_all_rules(validator: Path, rules: Path) -> None:
    """Writes a configuration in which the rules hold that the validator leaves out by default.

    Those are some of GitHub's own for what must be: GH1001 and on.
    """
    command = [str(validator), "export-validation-config", str(rules)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    tree = ET.parse(rules)
    for options in tree.iter("Properties"):
        if options.get("Key", "").startswith("GH1"):
            for option in options.iter("Property"):
                if option.get("Key") == "RuleEnabled":
                    option.set("Value", "Error")
    tree.write(rules, encoding="utf-8", xml_declaration=True)


def _check(folder: Path, arguments: Sequence[str], log: Path) -> list[str]:
    """Has wasmlint write the log; a problem where the run is not complete."""
    options = ("--isolated", "--exit-zero", "--no-progress", "--format=sarif", "--sarif-root=.")
    # No limit of time: on a busy machine it would leave modules out.
    command = [sys.executable, "-m", "wasmlint", "check", *options, "--config", "timeout=86400"]
    with log.open("wb") as stream:
        done = subprocess.run(
            [*command, *arguments], cwd=folder, stdout=stream, stderr=subprocess.PIPE, check=False
        )
    said = done.stderr.decode("utf-8", "replace").strip()
    return [f"wasmlint exits with {done.returncode}: {said}"] if done.returncode else []


def _schema_errors(schema: Any, log: Any) -> list[str]:
    errors = Draft202012Validator(schema).iter_errors(log)
    return [f"schema: {error.json_path}: {error.message}" for error in errors]


def _validate(validator: Path, rules: Path, log: Path) -> list[Remark]:
    """All that the validator says of the log.

    Raises `CalledProcessError` where it fails; remarks are no failure.
    """
    said = log.with_suffix(".validated")
    options = ("--rule-kind", "Sarif;Ghas", "--level", "Error;Warning;Note")
    files = ("--config", str(rules), "--output", str(said), "--log", "ForceOverwrite")
    command = [str(validator), "validate", str(log), *options, *files]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    (run,) = json.loads(said.read_text(encoding="utf-8-sig"))["runs"]
    return [
        # SARIF 2.1.0, section 3.27.10: a result that states no level is a warning.
        Remark(result.get("level", "warning"), result["ruleId"], json.dumps(result["message"]))
        for result in run["results"]
    ]


def _what_a_bad_log_passes(validator: Path, rules: Path, log: Path) -> list[str]:
    """A problem where the validator finds no error in a path that GitHub cannot resolve."""
    spoiled = json.loads(log.read_text(encoding="utf-8"))
    (location,) = spoiled["runs"][0]["results"][0]["locations"]
    location["physicalLocation"]["artifactLocation"] = {"uri": "https://example.com/a.wasm"}
    log.write_text(json.dumps(spoiled), encoding="utf-8")
    if any(remark.level == "error" for remark in _validate(validator, rules, log)):
        return []
    return ["the validator passes an absolute URI, so that its rules for GitHub cannot be on"]


def _print_run(name: str, log: Any, invalid: int, remarks: Sequence[Remark]) -> None:
    results = log["runs"][0]["results"]
    rules = {result["ruleId"] for result in results}
    levels = Counter(remark.level for remark in remarks)
    counts = (invalid, levels["error"], levels["warning"], levels["note"])
    print("|", " | ".join(map(str, (name, len(results), len(rules), *counts))), "|", flush=True)


if __name__ == "__main__":
    sys.exit(main())
