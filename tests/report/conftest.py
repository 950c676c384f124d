"""One report for all formats: several files, a nested module, text and bytes, hostile names."""

import hashlib
import io
import json
from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from wasmlint.core.finding import (
    Artifact,
    Confidence,
    Evidence,
    Finding,
    Report,
    RuleInfo,
    Severity,
    Skipped,
    Suppressed,
)
from wasmlint.core.places import ByteSpan, Place, TextSpan
from wasmlint.report.formats import REPORTERS
from wasmlint.report.options import ReportOptions

APP = "dist/app.wasm"
HOSTILE = "dist/hostile \x1b[31m #1?.wasm"
NOT_UTF_8 = "dist/caf\udce9.wasm"
PLUGIN = "dist/plugin.wasm"
SOURCE = "web/main.go"

SNAPSHOT = RuleInfo(
    id="WL101",
    name="wasi-snapshot-0",
    family="wasi",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    summary="The module imports the first WASI snapshot, which current hosts no longer provide.",
    why="Hosts dropped `wasi_unstable`, e.g. Wasmtime in 2024. The module does not start there.\n\n"
    "Its successor, preview 1, has other signatures.",
    fix="Build with a toolchain that targets preview 1.",
    references=("https://github.com/WebAssembly/WASI/blob/main/legacy/README.md",),
)
EXPORT = RuleInfo(
    id="WL201",
    name="missing-export",
    family="contract",
    severity=Severity.ERROR,
    confidence=Confidence.HIGH,
    since="0.1",
    summary="The host looks for an export that the module does not have.",
    why="The host calls it first and stops where it is missing.",
    fix="Export it.",
)
DEBUG = RuleInfo(
    id="WL310",
    name="debug-info-shipped",
    family="size",
    severity=Severity.WARNING,
    confidence=Confidence.HIGH,
    since="0.1",
    summary="Debug information is shipped.",
    why="Engines read past it. Every user downloads it.",
    fix="Strip the module.",
    references=("https://yurydelendik.github.io/webassembly-dwarf/",),
    aliases=("WL399", "dwarf-shipped"),
)
NAMES = RuleInfo(
    id="WL320",
    name="odd-name",
    family="size",
    severity=Severity.NOTE,
    confidence=Confidence.LOW,
    since="0.1",
    summary="A name is odd.",
    why="Odd names are hard to read.",
    fix="Choose another.",
)
LEAK = RuleInfo(
    id="WL401",
    name="js-func-leaked",
    family="jsleak",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.1",
    summary="A `js.Func` is never released.",
    why="Each one keeps its closure alive on both sides. Memory grows with every call.",
    fix="Call `Release` when JavaScript is done with it.",
    references=("https://pkg.go.dev/syscall/js#Func.Release",),
)
SECRET = RuleInfo(
    id="WL701",
    name="secret-in-data",
    family="security",
    severity=Severity.ERROR,
    confidence=Confidence.MEDIUM,
    since="0.2",
    summary="The data holds what looks like a key.",
    why="Whoever has the module has the key.",
    fix="Revoke the key and have the host pass the new one.",
    security_severity=7.5,
)
RULES = (SNAPSHOT, EXPORT, DEBUG, NAMES, LEAK, SECRET)

LONG_NAME = "A" * (1024 * 1024)
HOSTILE_NAMES = (
    "\x1b]0;owned\x07\x1b[2J\x9b31m",
    "user\u202egnp.exe\u2066",
    "two\nlines\r::error file=a.go::forged",
    "::add-mask::a",
    "##[add-mask]b",
    "`back``ticks`",
    "[x](https://example.com/)",
    "[the export](1)",
    "{0} {name} %s %0A",
    "<script>&amp;|@someone #1",
    "lone \ud800 surrogate",
    "שלום 你好 🦀",
    LONG_NAME,
)


def finding(
    rule: RuleInfo, path: str, place: Place, message: str, hint: str, **other: object
) -> Finding:
    identity = f"{rule.id}{place.subject}".encode("utf-8", "surrogatepass")
    return Finding(
        rule=rule.id,
        severity=other.pop("severity", rule.severity),  # type: ignore[arg-type]
        confidence=rule.confidence,
        path=path,
        place=place,
        message=message,
        hint=hint,
        fingerprint=f"{hashlib.sha256(identity).hexdigest()[:16]}:1",
        **other,  # type: ignore[arg-type]
    )


def _snapshot(path: str, name: str, start: int, within: str | None = None) -> Finding:
    return finding(
        SNAPSHOT,
        path,
        Place(f"import wasi_unstable.{name}", "import", ByteSpan(start, start + 30)),
        f"`wasi_unstable.{name}` belongs to WASI snapshot 0",
        f"import `{name}` from `wasi_snapshot_preview1`",
        within=within,
        evidence=(Evidence("module", "wasi_unstable"), Evidence("name", name)),
    )


def _hostile(number: int, name: str) -> Finding:
    return finding(
        NAMES,
        HOSTILE,
        Place(f"export {name}", "export", ByteSpan(100 + number, 101 + number)),
        f"{name} is an odd name",
        f"rename {name}",
        evidence=(Evidence("name", name),),
    )


FINDINGS = (
    finding(
        EXPORT,
        APP,
        Place("export _start", "export"),
        "the host wasmtime looks for an export `_start`",
        "export `_start`",
        evidence=(Evidence("asked_by", "wasmtime"), Evidence("is_met", "false")),
    ),
    _snapshot(APP, "fd_write", 0x1A2F),
    _snapshot(APP, "fd_read", 0x1A4D),
    finding(
        DEBUG,
        APP,
        Place("section .debug_info", "section", ByteSpan(0x2000, 0x2000 + 1_200_000)),
        "debug information takes 1.14 MiB, 15.8% of the file",
        "build with `-ldflags=-w`, or run `wasm-strip`",
        evidence=(Evidence("bytes", "1.14 MiB"),),
    ),
    finding(
        SECRET,
        NOT_UTF_8,
        Place("data segment 3", "text", ByteSpan(0x5000, 0x5014), identity="AKIA"),
        "the text at 0x5000 looks like an AWS access key",
        "revoke it",
    ),
    *(_hostile(number, name) for number, name in enumerate(HOSTILE_NAMES)),
    _snapshot(PLUGIN, "proc_exit", 0x88, within="module[1]"),
    finding(
        LEAK,
        SOURCE,
        Place("function main.main", "function", TextSpan(4, 10, 4, 19)),
        "the `js.Func` made here is never released",
        "call `Release` when JavaScript is done with it",
        severity=Severity.WARNING,
        evidence=(Evidence("held_in", "local"), Evidence("released", "never")),
    ),
    finding(
        LEAK,
        SOURCE,
        Place("function main.listen", "function", TextSpan(7, 2, 9, 4)),
        "the `js.Func` made here is released in some branches only",
        "call `Release` when JavaScript is done with it",
        severity=Severity.WARNING,
        evidence=(Evidence("held_in", "captured"), Evidence("released", "some")),
    ),
)

SAMPLE = Report(
    artifacts=(
        Artifact(APP, 7_612_344, "aa" * 32),
        Artifact(NOT_UTF_8, 90_000, "bb" * 32),
        Artifact(HOSTILE, 812, "cc" * 32),
        Artifact(PLUGIN, 4_096, "dd" * 32),
        Artifact(SOURCE, 1_300, "ee" * 32),
    ),
    rules=RULES,
    findings=FINDINGS,
    suppressed=(Suppressed(_snapshot(APP, "sock_recv", 0x1A70), "the host fills it in"),),
    skipped=(
        Skipped(None, "`WL9` rules", "no settings file was read"),
        Skipped(APP, "rules about Go packages", "the module was not built by Go"),
        Skipped(PLUGIN, "rules about Go packages", "the module was not built by Go"),
        Skipped("dist/huge.wasm", "the file", "317 MiB are over the limit of 256 MiB", True),
    ),
    hidden_count=2,
)

SOURCE_LINES = {
    (SOURCE, 4): "\tfn🦀é := js.FuncOf(func(this js.Value, args []js.Value) any { return nil })",
    (SOURCE, 7): "\tdefer listen(",
    (SOURCE, 9): "\t}) // 🦀",
}


Render = Callable[..., str]


@pytest.fixture(scope="session")
def sample() -> Report:
    return SAMPLE


@pytest.fixture(scope="session")
def clean() -> Report:
    return Report(SAMPLE.artifacts, RULES, ())


@pytest.fixture(scope="session")
def hostile_names() -> tuple[str, ...]:
    return HOSTILE_NAMES


@pytest.fixture(scope="session")
def options() -> ReportOptions:
    return ReportOptions(
        version="0.1.0",
        prefix="services/shop/",
        source_line=lambda path, line: SOURCE_LINES.get((path, line)),
    )


@pytest.fixture(scope="session")
def render(options: ReportOptions) -> Render:
    """Renders a report in a format, with the options of the sample changed as asked."""

    def rendered(name: str, report: Report, **changes: object) -> str:
        stream = io.StringIO()
        REPORTERS[name](report, replace(options, **changes), stream)  # type: ignore[arg-type]
        return stream.getvalue()

    return rendered


@pytest.fixture(scope="session")
def sarif(render: Render) -> Callable[..., dict[str, Any]]:
    """The SARIF log of a report, as its readers see it."""
    return lambda report, **changes: json.loads(render("sarif", report, **changes))
