"""Arithmetic on values that may be absent. It raises nothing and overflows nothing.

An absent operand gives an absent result, and so does a division by zero.
"""

import operator
from collections.abc import Callable

from wasmlint.facts.rows import Facts
from wasmlint.lang.closures import Bind, Evaluate, Frame

Number = int | float

# Far over all that files can hold, and small enough for `float` to hold the product of two such.
LIMIT = 2**200


def _within_limits(number: Number) -> Number:
    return max(-LIMIT, min(number, LIMIT))


def _product(left: Number, right: Number) -> Number:
    return _within_limits(left * right)


def _quotient(left: Number, right: Number) -> Number | None:
    return None if right == 0 else _within_limits(left / right)


CALCULATE: dict[str, Callable[[Number, Number], Number | None]] = {
    "+": operator.add,
    "-": operator.sub,
    "*": _product,
    "/": _quotient,
}


def calculated(sign: str, left: Bind, right: Bind) -> Bind:
    """`left sign right`, absent where an operand is."""
    calculate = CALCULATE[sign]

    def bind_calculated(facts: Facts, frame: Frame) -> Evaluate:
        one, other = left(facts, frame), right(facts, frame)

        def evaluate(row: int) -> Number | None:
            first, second = one(row), other(row)
            return None if first is None or second is None else calculate(first, second)

        return evaluate

    return bind_calculated


def negative(operand: Bind) -> Bind:
    """`-operand`, absent where the operand is."""

    def bind_negative(facts: Facts, frame: Frame) -> Evaluate:
        value = operand(facts, frame)
        return lambda row: None if (number := value(row)) is None else -number

    return bind_negative
