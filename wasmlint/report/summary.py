"""The last words of a run, for standard error: counts, and what was not checked and why."""

from wasmlint.core.finding import Report, Severity
from wasmlint.report.prose import counted
from wasmlint.report.unchecked import unchecked


def summary(report: Report) -> str:
    """One line of counts, then a line for each thing that was not checked; no final line break."""
    lines = [_counts(report)]
    lines += [str(item) for item in unchecked(report.skipped)]
    if report.is_incomplete:
        lines.append("The run is incomplete: what could not be checked may hold findings.")
    return "\n".join(lines)


def _counts(report: Report) -> str:
    found = [
        counted(count, severity.value) for severity in Severity if (count := report.count(severity))
    ]
    line = counted(len(report.findings), "finding")
    if found:
        line += f" ({', '.join(found)})"
    line += f" in {counted(len(report.artifacts), 'file')}"
    line += f" by {counted(len(report.rules), 'rule')}"
    parts = [line]
    if report.suppressed:
        parts.append(f"{len(report.suppressed):,} suppressed")
    if report.hidden_count:
        parts.append(f"{report.hidden_count:,} hidden under the minimum severity")
    return f"{'; '.join(parts)}."
