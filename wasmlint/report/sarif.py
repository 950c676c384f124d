"""The `sarif` format: SARIF 2.1.0, as GitHub code scanning takes it."""

from collections.abc import Iterator
from typing import Any, TextIO

from wasmlint.core.finding import Report
from wasmlint.report.json_text import json_text
from wasmlint.report.options import ReportOptions


def write_sarif(report: Report, options: ReportOptions, stream: TextIO) -> tuple[str, ...]:
    """Writes a log of one run, a result a line.

    The remarks say what GitHub will refuse or not show.
    """
    from wasmlint.report.sarif_log import sarif_log

    log, remarks = sarif_log(report, options)
    stream.writelines(_text(log))
    return tuple(f"sarif: {remark}" for remark in remarks)


def _text(log: dict[str, Any]) -> Iterator[str]:
    # Indenting all results would take most of the time: json does it in Python.
    run = log["runs"][0]
    frame = {**log, "runs": [{**run, "results": []}]}
    before, _, after = json_text(frame, indent=2).rpartition("[]")  # `results` comes last
    yield before + "["
    separator = "\n"
    for result in run["results"]:
        yield f"{separator}        {json_text(result)}"
        separator = ",\n"
    yield ("\n      ]" if run["results"] else "]") + after + "\n"
