"""Compares what wasmlint says of modules with what `wasm-tools` and `wasm-objdump` say.

    python -m benchmarks.compare --install FOLDER

With `--install` the packages of `packages.toml` are fetched into the folder first. Compared is all
below it that begins as a module does, whatever it is called, with what is nested in components;
equal files count once. The table has a line for each module and tool; behind a subject stands the
number of facts that were compared. The exit code is 1 where there is a difference, 2 where nothing
could be compared.
"""

import argparse
import hashlib
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

from benchmarks.packages import find_modules, install
from tests.binary.oracles import wabt, wasm_tools, wasm_tools_dump
from tests.binary.oracles.question import Question
from tests.binary.oracles.tool import NotInstalledError, RefusedError, find
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component, Module
from wasmlint.core.errors import DecodeError

_SHOWN_DIFFERENCES = 5
_OF_MODULES: tuple[Question[Any], ...] = (
    *(wasm_tools.SECTIONS, wasm_tools_dump.CONTENTS),
    *wabt.QUESTIONS,
)
_OF_COMPONENTS: tuple[Question[Any], ...] = (
    *(wasm_tools.SECTIONS, wasm_tools.EXTERNS),
    wabt.SECTIONS,
)


@dataclass(frozen=True)
class Answer:
    """What came of one subject; `difference` and `refusal` are empty where there is none."""

    tool: str
    subject: str
    fact_count: int = 0
    difference: str = ""
    refusal: str = ""


def main(arguments: Sequence[str] | None = None) -> int:
    """Asks about all modules; the exit code."""
    given = _parser().parse_args(arguments)
    try:
        for question in _OF_MODULES:
            find(question.tool)
        if given.install:
            install(given.folder)
    except (NotInstalledError, OSError, subprocess.CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 2
    print("| package | module | bytes | tool | equal | different | refused |")
    print("|---|---|---|---|---|---|---|")
    answers = list(_compare_all(given.folder))
    _print_totals(answers)
    if any(answer.difference for answer in answers):
        return 1
    if any(answer.fact_count for answer in answers):
        return 0
    print(f"nothing below {given.folder} could be compared", file=sys.stderr)
    return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument("--install", action="store_true", help="fetch the packages into it first")
    return parser


def _compare_all(folder: Path) -> Iterator[Answer]:
    """The answers about each module, which are printed as they come."""
    seen: dict[bytes, str] = {}
    for package, path in find_modules(folder):
        data = path.read_bytes()
        title = path.relative_to(folder).as_posix()
        first = seen.setdefault(hashlib.sha256(data).digest(), title)
        if first != title:
            print(f"| {package} | {title} | {len(data)} | | the same as {first} | | |")
            continue
        try:
            layers = list(_layers(decode(data)))
        except DecodeError as error:
            answers = [Answer("wasmlint", "decoding", difference=f"refused: {error}")]
            _print_answers(package, title, len(data), answers)
            yield from answers
            continue
        for label, layer in layers:
            part = f"{title} {label}".strip()
            size = layer.span.end - layer.span.start
            print(f"{part}: {size / 1e6:.1f} MB", file=sys.stderr)
            answers = list(_answers(layer))
            _print_answers(package, part, size, answers)
            yield from answers


def _layers(
    decoded: Module | Component, label: str = ""
) -> Iterator[tuple[str, Module | Component]]:
    """The module or component itself, then what is nested in it, as wasmlint's reports label it."""
    yield label, decoded
    if isinstance(decoded, Component):
        counts: Counter[str] = Counter()
        for inner in decoded.nested:
            kind = "module" if isinstance(inner, Module) else "component"
            prefix = f"{label}." if label else ""
            yield from _layers(inner, f"{prefix}{kind}[{counts[kind]}]")
            counts[kind] += 1


def _answers(decoded: Module | Component) -> Iterator[Answer]:
    questions = _OF_MODULES if isinstance(decoded, Module) else _OF_COMPONENTS
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "module.wasm")
        path.write_bytes(decoded.data[decoded.span.start : decoded.span.end])
        for question in questions:
            yield from ask(question, decoded, path)


def ask(question: Question[Any], decoded: Module | Component, path: Path) -> Iterator[Answer]:
    """What comes of a question about the module or component, which is all of the file at `path`.

    One answer for each subject.
    """
    tool = question.tool
    try:
        theirs = question.theirs(path)
        ours = question.ours(decoded)
    except RefusedError as refusal:
        yield from (Answer(tool, subject, refusal=str(refusal)) for subject in question.subjects)
    except DecodeError as error:
        yield from (
            Answer(tool, subject, difference=f"wasmlint refuses it: {error}")
            for subject in question.subjects
        )
    else:
        for subject in question.subjects:
            difference = _difference(ours[subject], theirs[subject], tool)
            yield Answer(tool, subject, len(theirs[subject]), difference)


def _difference(ours: Any, theirs: Any, tool: str) -> str:
    """The first keys at which two mappings differ, and how many there are; empty if they do not."""
    keys = [key for key in sorted({*ours, *theirs}) if ours.get(key) != theirs.get(key)]
    shown = (
        f"{key}: wasmlint {ours.get(key)}, {tool} {theirs.get(key)}"
        for key in islice(keys, _SHOWN_DIFFERENCES)
    )
    return f"{len(keys)} of {len({*ours, *theirs})} differ; {'; '.join(shown)}" if keys else ""


def _print_answers(package: str, title: str, size: int, answers: list[Answer]) -> None:
    for tool in dict.fromkeys(answer.tool for answer in answers):
        told = [answer for answer in answers if answer.tool == tool]
        equal = ", ".join(
            f"{answer.subject} {answer.fact_count}"
            for answer in told
            if not answer.difference and not answer.refusal
        )
        different = "<br>".join(
            f"{answer.subject}: {answer.difference}" for answer in told if answer.difference
        )
        reasons = dict.fromkeys(answer.refusal for answer in told if answer.refusal)
        refused = "<br>".join(
            f"{', '.join(answer.subject for answer in told if answer.refusal == reason)}: {reason}"
            for reason in reasons
        )
        row = (package, title, size, tool, equal, different, refused)
        print("|", " | ".join(map(str, row)), "|", flush=True)


def _print_totals(answers: list[Answer]) -> None:
    print("\n| tool | subject | modules equal | different | refused | facts compared |")
    print("|---|---|---|---|---|---|")
    for tool, subject in dict.fromkeys((answer.tool, answer.subject) for answer in answers):
        told = [a for a in answers if (a.tool, a.subject) == (tool, subject)]
        different = sum(bool(answer.difference) for answer in told)
        refused = sum(bool(answer.refusal) for answer in told)
        facts = sum(answer.fact_count for answer in told)
        equal = len(told) - different - refused
        print(f"| {tool} | {subject} | {equal} | {different} | {refused} | {facts} |")


if __name__ == "__main__":
    sys.exit(main())
