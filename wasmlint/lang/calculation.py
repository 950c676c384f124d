"""Arithmetic on operands that are checked: which kinds go together, and what they compile to."""

from wasmlint.core.units import Kind, Value
from wasmlint.lang import arithmetic
from wasmlint.lang.advice import misfit
from wasmlint.lang.checked import Checked
from wasmlint.lang.closures import once_if_same
from wasmlint.lang.kinds import QUANTITIES, Type, calculated_kind
from wasmlint.lang.problem import LangErrors, refusal
from wasmlint.lang.syntax import Span

_REFUSALS = {
    "+": "cannot add {left} and {right}",
    "-": "cannot subtract {right} from {left}",
    "*": "cannot multiply {left} by {right}",
    "/": "cannot divide {left} by {right}",
}


def calculation(sign: str, left: Checked, right: Checked, span: Span, source: str) -> Checked:
    """`left sign right`."""
    for operand in (left, right):
        if operand.type.is_list or operand.type.kind in (Kind.TEXT, Kind.FLAG):
            raise refusal(*operand.span, f"this is {operand.type}, which has no arithmetic")
    kind = calculated_kind(sign, left.type, right.type)
    if kind is None:
        raise _refusal(sign, left, right, span)
    divides = sign == "/"
    if divides and right.known is not None and right.known[0] == 0:
        raise refusal(*right.span, "this divides by zero")
    type_ = Type(
        kind,
        is_optional=left.type.is_optional
        or right.type.is_optional
        or (divides and right.known is None),
        is_number=left.type.is_number and right.type.is_number and not divides,
    )
    levels = left.levels | right.levels
    bind = once_if_same(arithmetic.calculated(sign, left.bind, right.bind), levels)
    known = None
    if left.known is not None and right.known is not None:
        known = (_calculated(sign, left.known[0], right.known[0]),)
    return Checked(span, source, type_, bind, levels, known)


def negative(operand: Checked, span: Span, source: str) -> Checked:
    """`-operand`."""
    if operand.type.is_list or operand.type.kind not in QUANTITIES:
        advice = "write `not`" if operand.type.kind is Kind.FLAG else None
        raise refusal(*span, f"there is no negative {operand.type.kind}", advice)
    known = None
    if operand.known is not None:
        known = (_calculated("-", 0, operand.known[0]),)
    bind = arithmetic.negative(operand.bind)
    return Checked(span, source, operand.type, bind, operand.levels, known)


def _calculated(sign: str, left: Value, right: Value) -> Value:
    if isinstance(left, int | float) and isinstance(right, int | float):
        return arithmetic.CALCULATE[sign](left, right)
    raise TypeError(f"{left} {sign} {right} passed the check of kinds")


def _refusal(sign: str, left: Checked, right: Checked, span: Span) -> LangErrors:
    message = _REFUSALS[sign].format(left=left.type.kind, right=right.type.kind)
    if left.type.kind is right.type.kind:
        return refusal(*span, message)
    if sign in ("+", "-"):
        blamed, advice = misfit(left, right)
        if advice is not None:
            return refusal(*blamed.span, message, advice)
    return refusal(*span, message)
