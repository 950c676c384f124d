"""A report as a SARIF 2.1.0 log of one run, checked against what GitHub accepts."""

from collections.abc import Sequence
from typing import Any, cast

import sarif_om as om

from wasmlint.core.finding import Finding, Report
from wasmlint.core.places import TextSpan
from wasmlint.report.github_profile import SHOWN_RESULTS, frame_problems
from wasmlint.report.github_results import result_problems
from wasmlint.report.options import ReportOptions
from wasmlint.report.prose import counted
from wasmlint.report.repo_path import from_root, uri
from wasmlint.report.sarif_objects import ROOT, artifact, file, invocation, notification, texts
from wasmlint.report.sarif_results import Results, plain
from wasmlint.report.sarif_rules import descriptor
from wasmlint.report.sarif_walk import to_json
from wasmlint.report.unchecked import Unchecked, unchecked

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_HOME = "https://github.com/wasmlint/wasmlint"
_MOST_PLACES = 1000
"""Locations of a notification: as many as GitHub accepts of a result."""

_Entry = tuple[Finding, str | None]
"""A finding, and why it is suppressed, if it is."""


def sarif_log(report: Report, options: ReportOptions) -> tuple[dict[str, Any], list[str]]:
    """The log, and remarks on what GitHub will make of it.

    A finding that would make GitHub refuse the whole file becomes a notification.
    """
    artifacts = _artifacts(report, options)
    index = {item.location.uri: number for number, item in enumerate(artifacts)}
    rules = sorted(report.rules, key=lambda rule: rule.id)
    entries = _entries(report, options)
    written = _most_severe(entries)
    makes = Results({rule.id: number for number, rule in enumerate(rules)}, index, options)
    results, left_out = _accepted(written, makes, [rule.id for rule in rules])
    if len(written) < len(entries):
        left_out.append(
            f"{counted(len(entries) - len(written), 'finding')} of {len(entries):,} left out, the "
            f"least severe: GitHub shows {SHOWN_RESULTS:,} results of a run."
        )
    notifications = [notification(plain(text), "warning") for text in left_out]
    notifications += [_notification(item, index, options) for item in unchecked(report.skipped)]
    run = om.Run(
        tool=_tool([descriptor(rule) for rule in rules], options),
        invocations=[
            invocation(is_successful=not report.is_incomplete, notifications=notifications)
        ],
        original_uri_base_ids={ROOT: _root()},
        automation_details=_category(options),
        artifacts=artifacts,
        column_kind=_column_kind(written, options),
        results=[],
    )
    run_json = {**cast(dict[str, Any], to_json(run)), "results": results}
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run_json]}
    return log, left_out + frame_problems(log)


def _accepted(
    entries: Sequence[_Entry], makes: Results, rule_ids: list[str]
) -> tuple[list[dict[str, Any]], list[str]]:
    """The results that GitHub accepts, and a sentence for each that it does not."""
    results = []
    left_out = []
    for finding, reason in entries:
        result = cast(dict[str, Any], to_json(makes.result(finding, reason)))
        if problems := result_problems(result, rule_ids):
            left_out.append(f"A finding of {finding.rule} is left out: {problems[0]}.")
        else:
            results.append(result)
    return results, left_out


def _artifacts(report: Report, options: ReportOptions) -> list[om.Artifact]:
    """The files that were looked at, each URI once, by their place in the report."""
    found: dict[str, om.Artifact] = {}
    for item in report.artifacts:
        link = uri(from_root(item.path, options.prefix))
        if link not in found:
            found[link] = artifact(file(link, len(found)), item.bytes, item.sha256)
    return list(found.values())


def _entries(report: Report, options: ReportOptions) -> list[_Entry]:
    entries: list[_Entry] = [(finding, None) for finding in report.findings]
    if options.include_suppressed:
        entries += [(item.finding, item.reason) for item in report.suppressed]
        entries.sort(key=lambda entry: entry[0].sort_key)
    return entries


def _most_severe(entries: Sequence[_Entry]) -> Sequence[_Entry]:
    """As many entries as GitHub shows, the most severe and surest, in their order."""
    if len(entries) <= SHOWN_RESULTS:
        return entries

    def rank(number: int) -> tuple[int, int]:
        finding, _ = entries[number]
        return finding.severity.rank, finding.confidence.rank

    chosen = sorted(range(len(entries)), key=rank)[:SHOWN_RESULTS]
    return [entries[number] for number in sorted(chosen)]


def _tool(rules: list[om.ReportingDescriptor], options: ReportOptions) -> om.Tool:
    driver = om.ToolComponent(
        name="wasmlint",
        semantic_version=options.version,
        information_uri=_HOME,
        rules=rules,
    )
    return om.Tool(driver=driver)


def _root() -> om.ArtifactLocation:
    return om.ArtifactLocation(description=texts("The root of the repository."))


def _category(options: ReportOptions) -> om.RunAutomationDetails | None:
    # What follows the last `/` would be the id of this one run (SARIF 2.1.0, 3.17.3).
    if options.category is None:
        return None
    return om.RunAutomationDetails(id=f"{options.category.rstrip('/')}/")


def _column_kind(entries: Sequence[_Entry], options: ReportOptions) -> str | None:
    """How columns are counted; `None` where no result has any (SARIF 2.1.0, 3.14.27)."""
    if not any(isinstance(finding.place.span, TextSpan) for finding, _ in entries):
        return None
    return "unicodeCodePoints" if options.source_line is None else "utf16CodeUnits"


def _notification(
    item: Unchecked, index: dict[str, int], options: ReportOptions
) -> om.Notification:
    links = dict.fromkeys(uri(from_root(path, options.prefix)) for path in item.paths)
    places = [file(link, index.get(link)) for link in list(links)[:_MOST_PLACES] if link]
    return notification(plain(str(item)), "error" if item.is_incomplete else "note", places)
