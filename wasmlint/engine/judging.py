"""One file judged: its bytes, the rules and the policy to findings. Touches nothing else."""

from collections.abc import Callable, Sequence

from wasmlint.analysis.catalog import facts
from wasmlint.analysis.policy import Policy
from wasmlint.core.finding import Finding, Skipped
from wasmlint.engine.fingerprint import fingerprinted
from wasmlint.engine.reading import inputs
from wasmlint.rulepack.match import match
from wasmlint.rulepack.rule import Rule


def judge(
    path: str,
    raw: bytes,
    rules: Sequence[Rule],
    policy: Policy,
    limit_bytes: int,
    read_beside: Callable[[str], bytes | None] = lambda _: None,
) -> tuple[list[Finding], list[Skipped]]:
    """The findings in one file, in report order, with fingerprints; and what was not checked.

    Raises `InputError` where the file is over a limit.
    """
    findings: list[Finding] = []
    skipped: list[Skipped] = []
    for given in inputs(path, raw, policy, limit_bytes, read_beside):
        found, left_out = match(rules, facts(given), path)
        findings += found
        skipped += left_out
    findings.sort(key=lambda finding: finding.sort_key)
    return fingerprinted(findings), skipped
