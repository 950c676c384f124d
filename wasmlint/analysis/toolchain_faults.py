"""The `toolchain_fault` table: known faults of the tools that made a module."""

from collections.abc import Iterator
from fnmatch import fnmatchcase

from msgspec import Struct

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.origins import made_by
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.recorded import bare_version
from wasmlint.reference.toolchains import ToolchainFault, supported, toolchain_faults
from wasmlint.reference.versions import Version, parse_version

KINDS = ("fault", "unsupported")
SEVERITIES = ("error", "warning", "note")


class _ToolchainFault:
    """A fault that the version of a tool is known to have, or that it is no longer maintained."""

    toolchain: Text = column("The tool: `go`, `tinygo`, `clang`.")
    version: Text = column("Its version, as the module states or shows it.")
    kind: Text = column(
        "A fault that is in the module, or a release that gets no more fixes.", values=KINDS
    )
    fault: Text = column("Name of the fault: a CVE, or a name of its own.")
    summary: Text = column("What is wrong, as a clause.")
    fixed_in: Text = column("The next version without it.")
    remedy: Text = column("What to do, as a command: `build with go 1.26.6 or later`.")
    source: Text = column("Where that is documented.")
    severity: Text = column("How bad it is where it strikes.", values=SEVERITIES)


TOOLCHAIN_FAULT = table("toolchain_fault")(_ToolchainFault)


class _Row(Struct, frozen=True):
    tool: str
    version: str
    kind: str
    fault: str
    summary: str
    fixed_in: str
    remedy: str
    source: str
    severity: str


def fill(given: Input) -> Rows:
    """One row for each tool and fault, tools in the order found, faults by name."""
    rows = [
        row
        for tool, text in _versions(given).items()
        if (version := _parsed(text)) is not None
        for row in (*_faults(given, tool, text, version), *_support(tool, text, version))
    ]
    producers = given.module.custom_sections("producers")
    span = ByteSpan(producers[0].start, producers[0].end) if producers else None

    def place(row: int) -> Place:
        return Place(f"toolchain {rows[row].tool}", "module", span or given.module.span)

    return Rows(
        TOOLCHAIN_FAULT,
        len(rows),
        place,
        {
            "toolchain": [row.tool for row in rows],
            "version": [row.version for row in rows],
            "kind": [row.kind for row in rows],
            "fault": [row.fault for row in rows],
            "summary": [row.summary for row in rows],
            "fixed_in": [row.fixed_in for row in rows],
            "remedy": [row.remedy for row in rows],
            "source": [row.source for row in rows],
            "severity": [row.severity for row in rows],
        },
    )


def _versions(given: Input) -> dict[str, str]:
    """Versions by tool: the toolchain first, then what the producers section names beside it."""
    made = given.once(made_by)
    found = {} if made.name is None or made.version is None else {made.name: made.version}
    for tool in made.processed_by:
        version = bare_version(tool.version)
        if version is not None:
            found.setdefault(tool.name, version)
    return found


def _parsed(text: str) -> Version | None:
    try:
        return parse_version(text)
    except ValueError:
        return None


def _faults(given: Input, tool: str, text: str, version: Version) -> Iterator[_Row]:
    for fault in toolchain_faults():
        if fault.tool != tool or not _strikes(given, fault):
            continue
        for affected in fault.affected:
            if version in affected:
                fixed_in = affected.fixed_in
                yield _Row(
                    tool,
                    text,
                    "fault",
                    fault.id,
                    fault.summary,
                    fixed_in,
                    fault.remedy or _newer(tool, fixed_in),
                    fault.source,
                    fault.severity,
                )


def _strikes(given: Input, fault: ToolchainFault) -> bool:
    """Whether the module has what the fault takes."""
    imports = [f"{item.module}.{item.name}" for item in given.module.imports]
    exports = [item.name for item in given.module.exports]
    return (
        (not fault.imports_any or _any_matches(imports, fault.imports_any))
        and (not fault.exports_any or _any_matches(exports, fault.exports_any))
        and not _any_matches(exports, fault.exports_none)
        and given.once(made_by).name not in fault.toolchains_none
    )


def _any_matches(names: list[str], globs: tuple[str, ...]) -> bool:
    return any(fnmatchcase(name, glob) for glob in globs for name in names)


def _newer(tool: str, version: str) -> str:
    return f"build with {tool} {version} or later"


def _support(tool: str, text: str, version: Version) -> Iterator[_Row]:
    support = supported().get(tool)
    if support is None or version.numbers >= parse_version(support.supported_since).numbers:
        return
    summary = (
        f"that release gets no more fixes (as of {support.as_of} {support.newest} is the newest;"
        f" {support.policy})"
    )
    yield _Row(
        tool,
        text,
        "unsupported",
        f"{tool}-unsupported",
        summary,
        support.supported_since,
        _newer(tool, support.supported_since),
        support.source,
        "note",
    )


ANALYSIS = Analysis(TOOLCHAIN_FAULT, fill)
