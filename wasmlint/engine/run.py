"""Files and settings to a report: judging in parallel, then one order for all."""

import hashlib
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path

from msgspec import Struct

from wasmlint.core.errors import InputError
from wasmlint.core.finding import Artifact, Finding, Report, RuleInfo, Severity, Skipped, Suppressed
from wasmlint.engine.beside import beside
from wasmlint.engine.deadline import deadline
from wasmlint.engine.judging import judge
from wasmlint.engine.paths import matches, shown
from wasmlint.engine.plan import Plan
from wasmlint.engine.reading import read_file
from wasmlint.engine.settings import Settings
from wasmlint.engine.suppressing import suppress

_WORTH_A_PROCESS = 2 * 1024 * 1024
"""Bytes of input that take longer to judge than another process takes to start, about."""


class Outcome(Struct, frozen=True):
    """What a run found, and whether that fails it: findings at or over the settings' `fail-on`."""

    report: Report
    fails: bool


class _Judged(Struct, frozen=True):
    artifact: Artifact | None
    findings: list[Finding]
    skipped: list[Skipped]


def run(
    files: Sequence[Path],
    settings_of: Callable[[Path], Settings],
    today: date,
    jobs: int = 1,
    progress: Callable[[str], None] | None = None,
    given: Mapping[Path, bytes] | None = None,
) -> Outcome:
    """The outcome of judging `files`, each by the settings that hold for it.

    `today` decides which suppressions have expired. The outcome does not depend on `jobs`;
    `progress` is called with each file's path when it is done. `given` holds the bytes of those
    files that are not on disk.
    Raises `UsageError`, `SettingsError` and `RuleErrors` before any file is judged.
    """
    plans: dict[str | None, Plan] = {}
    groups: dict[str | None, list[Path]] = {}
    for path in files:
        settings = settings_of(path)
        plans.setdefault(settings.path, Plan(settings))
        groups.setdefault(settings.path, []).append(path)
    rules = {rule.info.id: rule.info for plan in plans.values() for rule in plan.rules}
    given = given or {}
    tasks = [
        _Task(plans[key], path, given.get(path)) for key, paths in groups.items() for path in paths
    ]
    judged: dict[Path, _Judged] = {}
    for task, result in zip(tasks, _judge_all(tasks, jobs), strict=True):
        judged[task.path] = result
        if progress is not None:
            progress(shown(task.path))
    settled = [
        _settle(plan, [judged[path] for path in groups[key]], today) for key, plan in plans.items()
    ]
    idle = _idle_budgets([(plans[key], paths) for key, paths in groups.items()])
    return _merge(settled, list(judged.values()), idle, rules)


def _idle_budgets(groups: Sequence[tuple[Plan, list[Path]]]) -> list[Skipped]:
    # Files in several folders may share a budget, through `extend`; one match is enough.
    is_used: dict[tuple[str, str], bool] = {}
    for plan, paths in groups:
        for budget in plan.settings.budgets:
            key = (budget.source, budget.path)
            is_used[key] = is_used.get(key, False) or any(
                matches(path, budget.path, plan.settings.folder) for path in paths
            )
    return [
        Skipped(None, f"the budget at {source}", f"no file of this run matches `{pattern}`")
        for (source, pattern), used in is_used.items()
        if not used
    ]


class _Settled(Struct, frozen=True):
    findings: list[Finding]
    suppressed: list[Suppressed]
    hidden_count: int
    fails: bool


def _settle(plan: Plan, judged: Sequence[_Judged], today: date) -> _Settled:
    findings = [finding for result in judged for finding in result.findings]
    findings, suppressed = suppress(plan, findings, today)
    lowest = Severity(plan.settings.min_severity).rank
    kept = [finding for finding in findings if finding.severity.rank <= lowest]
    fails = plan.settings.fail_on != "never" and any(
        finding.severity.rank <= Severity(plan.settings.fail_on).rank for finding in kept
    )
    return _Settled(kept, suppressed, len(findings) - len(kept), fails)


def _merge(
    settled: Sequence[_Settled],
    judged: Sequence[_Judged],
    idle: Sequence[Skipped],
    rules: dict[str, RuleInfo],
) -> Outcome:
    findings = [finding for part in settled for finding in part.findings]
    suppressed = [item for part in settled for item in part.suppressed]
    skipped = {skip for result in judged for skip in result.skipped} | set(idle)
    artifacts = [result.artifact for result in judged if result.artifact is not None]
    report = Report(
        artifacts=tuple(sorted(artifacts, key=lambda item: os.fsencode(item.path))),
        rules=tuple(rules[rule] for rule in sorted(rules)),
        findings=tuple(sorted(findings, key=lambda finding: finding.sort_key)),
        suppressed=tuple(sorted(suppressed, key=lambda item: item.finding.sort_key)),
        skipped=tuple(sorted(skipped, key=lambda s: (os.fsencode(s.path or ""), s.what, s.reason))),
        hidden_count=sum(part.hidden_count for part in settled),
    )
    return Outcome(report, any(part.fails for part in settled))


class _Task(Struct, frozen=True):
    plan: Plan
    path: Path
    raw: bytes | None = None


def _judge_all(tasks: Sequence[_Task], jobs: int) -> Iterator[_Judged]:
    size = sum(task.path.stat().st_size for task in tasks if task.path.exists())
    workers = min(jobs, len(tasks), 1 + size // _WORTH_A_PROCESS)
    if workers < 2:
        yield from (_judge_one(task) for task in tasks)
        return
    from concurrent.futures import ProcessPoolExecutor
    from concurrent.futures.process import BrokenProcessPool

    with ProcessPoolExecutor(workers) as pool:
        # A plan that has loaded its rules holds closures, which cannot be sent; a fresh one can.
        sent = [_Task(Plan(task.plan.settings), task.path, task.raw) for task in tasks]
        try:
            yield from pool.map(_judge_sent, sent)
        except BrokenProcessPool:
            raise InputError(
                "a process that judged files was ended from outside, for want of memory perhaps; "
                "try --jobs 1"
            ) from None


_plans: dict[str | None, Plan] = {}
"""Plans of a worker process, by the path of their settings: rules are loaded once a process."""


def _judge_sent(task: _Task) -> _Judged:
    plan = _plans.setdefault(task.plan.settings.path, task.plan)
    return _judge_one(_Task(plan, task.path, task.raw))


def _judge_one(task: _Task) -> _Judged:
    plan, path = task.plan, task.path
    settings = plan.settings
    name = shown(path)
    try:
        with deadline(settings.timeout):
            raw = read_file(path, settings.max_file_size) if task.raw is None else task.raw
            findings, skipped = judge(
                name,
                raw,
                plan.rules_for(path),
                plan.policy_for(path),
                settings.max_file_size,
                beside(path, settings.max_file_size),
            )
    except InputError as error:
        return _Judged(None, [], [Skipped(name, "the file", str(error), is_incomplete=True)])
    artifact = Artifact(name, len(raw), hashlib.sha256(raw).hexdigest())
    return _Judged(artifact, findings, skipped)
