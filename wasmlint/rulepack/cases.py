"""A rule's cases, run: what each should find against what it finds."""

from collections.abc import Callable, Sequence

from msgspec import Struct

from wasmlint.core.errors import WasmlintError
from wasmlint.core.finding import Finding
from wasmlint.core.text import safe
from wasmlint.rulepack.rule import Case, Rule

_ITEM_CHARS = 1000

Judge = Callable[[Case, Rule], Sequence[Finding]]
"""Runs the whole pipeline with one rule on the module of one case."""


class CaseResult(Struct, frozen=True):
    """How a case went.

    `missing` are items of `finds` that nothing matched, `surplus` findings that no item expects, as
    `subject: message`. `error` is why the case could not be judged.
    """

    case: Case
    missing: tuple[str, ...] = ()
    surplus: tuple[str, ...] = ()
    error: str | None = None

    @property
    def _agrees(self) -> bool:
        """Whether the rule found what `finds` says, neither less nor more."""
        return not (self.missing or self.surplus or self.error)

    @property
    def passed(self) -> bool:
        """Whether the case went as it should: a known miss that is missed no longer did not."""
        if self.case.is_todo:
            return not self._agrees and self.error is None
        return self._agrees

    @property
    def difference(self) -> tuple[str, ...]:
        """What is wrong, in lines; empty where the case went as it should."""
        if self.passed:
            return ()
        if self.error is not None:
            return tuple(f"could not be judged: {self.error}".split("\n"))
        if self.case.is_todo:
            return ("finds what it should; take `todo` away",)
        missing = (f"not found:    {safe(item, _ITEM_CHARS)}" for item in self.missing)
        surplus = (f"not expected: {safe(item, _ITEM_CHARS)}" for item in self.surplus)
        return (*missing, *surplus)


def run_cases(rule: Rule, judge: Judge) -> list[CaseResult]:
    """The results of all cases of a rule, in the order of its file.

    Each is judged by the rule with the parameters of the case. An error that a user can mend, such
    as a mistake in a case's module, is a result; any other goes on.
    """
    return [_run(case, rule, judge) for case in rule.cases]


def _run(case: Case, rule: Rule, judge: Judge) -> CaseResult:
    try:
        findings = judge(case, rule.with_params(case.params) if case.params else rule)
    except WasmlintError as error:
        return CaseResult(case, error=str(error))
    missing, surplus = _compare(case.finds, findings)
    return CaseResult(case, missing, surplus)


def _compare(
    expected: Sequence[str], findings: Sequence[Finding]
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What is missing and what is surplus; each finding answers to one item."""
    # Whole items first: one that names only the subject would take any finding about it.
    missing, left = _pair(expected, findings, _full)
    missing, left = _pair(missing, left, lambda finding: finding.place.subject)
    return tuple(missing), tuple(_full(finding) for finding in left)


def _pair(
    items: Sequence[str], findings: Sequence[Finding], text: Callable[[Finding], str]
) -> tuple[list[str], list[Finding]]:
    """The items that are the text of no finding, and the findings that no item took."""
    left = list(findings)
    missing = []
    for item in items:
        taken = next((finding for finding in left if text(finding) == item), None)
        if taken is None:
            missing.append(item)
        else:
            left.remove(taken)
    return missing, left


def _full(finding: Finding) -> str:
    return f"{finding.place.subject}: {finding.message}"
