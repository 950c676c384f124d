"""Which rules a run has, by the selectors of its settings."""

from collections.abc import Sequence

from wasmlint.core.errors import UsageError
from wasmlint.rulepack.identity import ALL, FAMILIES
from wasmlint.rulepack.load import RulePack
from wasmlint.rulepack.rule import Rule
from wasmlint.rulepack.wording import did_you_mean, quoted

_NOT_SELECTED = -1
# Digits of an id behind the one that says the family: `size` is as specific as `WL3`.
_DIGITS_IN_FAMILY = 2


def select(
    pack: RulePack,
    select: Sequence[str],
    ignore: Sequence[str] = (),
    extend_select: Sequence[str] = (),
) -> tuple[Rule, ...]:
    """The selected rules, by id.

    A selector is an id, the beginning of ids, a name, an alias, a family or `ALL`. For each rule
    the most specific selector decides; of two equally specific ones the one in `ignore`.
    Raises `UsageError` for a selector that stands for no rule.
    """
    chosen = (*select, *extend_select)
    for selector in (*chosen, *ignore):
        find(pack, selector)
    whole = _whole_titles(pack)
    return tuple(
        rule
        for rule in pack.rules
        if _most_specific(chosen, rule, whole) > _most_specific(ignore, rule, whole)
    )


def find(pack: RulePack, selector: str) -> tuple[Rule, ...]:
    """The rules that a selector stands for, by id.

    Empty only for a built-in family that has no rule yet.
    Raises `UsageError`, with the nearest known selector, where it stands for no rule.
    """
    whole = _whole_titles(pack)
    found = tuple(
        rule for rule in pack.rules if _specificity(selector, rule, whole) != _NOT_SELECTED
    )
    if not found and selector not in FAMILIES:
        families = [rule.info.family for rule in pack.rules]
        near = did_you_mean(selector, [ALL, *FAMILIES, *families, *sorted(whole)])
        raise UsageError(f"{quoted(selector)} selects no rule{near}")
    return found


def _whole_titles(pack: RulePack) -> frozenset[str]:
    return frozenset(title for rule in pack.rules for title in rule.titles)


def _most_specific(selectors: Sequence[str], rule: Rule, whole: frozenset[str]) -> int:
    return max((_specificity(one, rule, whole) for one in selectors), default=_NOT_SELECTED)


def _specificity(selector: str, rule: Rule, whole: frozenset[str]) -> int:
    """How many characters of the rule's id the selector settles."""
    if selector == ALL:
        return 0
    # A whole id is no beginning of longer ids: `ACME100` does not stand for `ACME1001`.
    if selector in whole:
        return len(rule.info.id) if selector in rule.titles else _NOT_SELECTED
    if selector == rule.info.family:
        return len(rule.info.id) - _DIGITS_IN_FAMILY
    if selector and rule.info.id.startswith(selector):
        return len(selector)
    return _NOT_SELECTED
