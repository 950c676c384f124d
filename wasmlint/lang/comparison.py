"""Comparisons of operands that are checked: which are refused, and what the others compile to."""

from collections.abc import Sequence

from wasmlint.core.nearest import nearest
from wasmlint.core.units import Kind
from wasmlint.lang import closures
from wasmlint.lang.advice import misfit
from wasmlint.lang.checked import Checked
from wasmlint.lang.kinds import ORDERED, Type, agree
from wasmlint.lang.listing import listed
from wasmlint.lang.pattern import compile_pattern
from wasmlint.lang.problem import LangErrors, Problem, refusal
from wasmlint.lang.syntax import Name, Span

_EQUALITY = ("==", "!=")


def with_none(sign: str, none: Span, operand: Checked, span: Span) -> Checked:
    """`operand == none`, for operands that may be absent."""
    if sign not in _EQUALITY:
        raise refusal(*none, "`none` has no order", "write `== none` or `!= none`")
    if operand.type.is_list:
        raise refusal(*operand.span, f"`{operand.source}` is a list, which is never absent")
    if not operand.type.is_optional:
        advice = "leave this comparison out"
        raise refusal(*operand.span, f"`{operand.source}` is never absent", advice)
    bind = closures.compared_with(sign, operand.bind, None, True)
    return _condition(span, bind, operand)


def comparison(sign: str, left: Checked, right: Checked, span: Span) -> Checked:
    """`left sign right`."""
    for operand in (left, right):
        if operand.type.is_list:
            advice = f"write `... in {operand.source}`"
            raise refusal(*operand.span, f"`{operand.source}` is a list, not one value", advice)
    _refuse_misfit(left, right)
    if sign not in _EQUALITY and left.type.kind not in ORDERED:
        if left.type.kind is Kind.TEXT:
            advice = "write `==`, `in` or `matches`; as text, `1.9` would be over `1.21`"
            raise refusal(*span, "text has no order", advice)
        raise refusal(*span, "true and false have no order", "write `==`, or `and` and `not`")
    _refuse_impossible(left, right)
    may_be_absent = left.type.is_optional or right.type.is_optional
    if right.known is not None:
        bind = closures.compared_with(sign, left.bind, right.known[0], may_be_absent)
    else:
        bind = closures.compared(sign, left.bind, right.bind, may_be_absent)
    return _condition(span, bind, left, right)


def membership(
    item: Checked, choices: Checked | Sequence[Checked], is_negated: bool, span: Span
) -> Checked:
    """`item in choices`, for a list parameter or for the items of a written list."""
    if item.type.is_list:
        raise refusal(*item.span, f"`{item.source}` is a list, not one value")
    if isinstance(choices, Checked):
        if not choices.type.is_list:
            advice = f"write `[{choices.source}]`, or `==`"
            raise refusal(
                *choices.span, f"`{choices.source}` is {choices.type}, not a list", advice
            )
        if choices.known:
            _refuse_misfit(item, choices)
            _refuse_impossible(item, choices)
        choices = (choices,)
    else:
        _refuse_each(item, choices)
    if all(choice.known is not None for choice in choices):
        known = frozenset(value for choice in choices for value in choice.known or ())
        bind = closures.among_known(item.bind, known)
    else:
        bind = closures.among(item.bind, [choice.bind for choice in choices])
    return _condition(span, closures.negation(bind) if is_negated else bind, item, *choices)


def matching(subject: Checked, pattern: Name, span: Span) -> Checked:
    """`subject matches /pattern/`."""
    if subject.type.is_list or subject.type.kind is not Kind.TEXT:
        raise refusal(*subject.span, f"this is {subject.type}; only text can match a pattern")
    bind = closures.matched(subject.bind, compile_pattern(pattern.text, pattern.span.start))
    return _condition(span, bind, subject)


def _condition(span: Span, bind: closures.Bind, *operands: Checked) -> Checked:
    levels = frozenset[int]().union(*(operand.levels for operand in operands))
    return Checked(span, "", Type(Kind.FLAG), bind, levels)


def _refuse_each(item: Checked, choices: Sequence[Checked]) -> None:
    problems: list[Problem] = []
    for choice in choices:
        try:
            if choice.type.is_list:
                raise refusal(*choice.span, f"`{choice.source}` is a list, and lists hold values")
            _refuse_misfit(item, choice)
            _refuse_impossible(item, choice)
        except LangErrors as errors:
            problems += errors.problems
    if problems:
        raise LangErrors(problems)


def _refuse_misfit(left: Checked, right: Checked) -> None:
    if not agree(left.type, right.type):
        blamed, advice = misfit(left, right)
        message = f"cannot compare {left.type.kind} with {right.type.kind}"
        raise refusal(*blamed.span, message, advice)


def _refuse_impossible(left: Checked, right: Checked) -> None:
    """Raises `LangErrors` where a text is compared with one that it can never be."""
    for column, other in ((left, right), (right, left)):
        if column.type.values and other.known is not None:
            for text in other.known:
                if isinstance(text, str) and text not in column.type.values:
                    _refuse_text(column, other, text)
    if left.type.values and right.type.values and not {*left.type.values} & {*right.type.values}:
        message = f"`{left.source}` and `{right.source}` have no value in common"
        raise refusal(left.span.start, right.span.end, message)


def _refuse_text(column: Checked, other: Checked, text: str) -> None:
    near = nearest(text, column.type.values)
    quoted = [f'"{value}"' for value in column.type.values]
    advice = f"its values: {listed(quoted)}" if near is None else f'did you mean `"{near}"`?'
    raise refusal(*other.span, f'`{column.source}` is never `"{text}"`', advice)
