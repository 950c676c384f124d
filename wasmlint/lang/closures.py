"""What an expression compiles to: closures over columns.

Two stages. A *binder* is made when a rule is loaded; with the facts of one file it fetches columns
and gives an *evaluator*, which is called for each row. Kinds are checked before anything is made
here, so evaluators check none.

A *frame* holds, for each level of nesting but the innermost, the row that is being looked at. It
belongs to one bound expression, which is therefore for one thread.
"""

import operator
from collections.abc import Callable, Sequence
from typing import Any

from wasmlint.core.units import Value
from wasmlint.facts.rows import Facts

Frame = list[int]
Evaluate = Callable[[int], Any]
Bind = Callable[[Facts, Frame], Evaluate]

COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "==": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def constant(value: Value) -> Bind:
    """The same value for every row."""
    return lambda _facts, _frame: lambda _row: value


def once_if_same(bind: Bind, levels: frozenset[int]) -> Bind:
    """`bind`, but found only once where it reads the rows of no level and so is the same for all.

    What is wanted of the artifact as a whole is then not looked for again with each row.
    """
    if levels:
        return bind

    def bind_once(facts: Facts, frame: Frame) -> Evaluate:
        evaluate = bind(facts, frame)
        found: list[Any] = []

        def recall(row: int) -> Any:
            if not found:
                found.append(evaluate(row))
            return found[0]

        return recall

    return bind_once


def truth(bind: Bind) -> Bind:
    """Whether a flag is set; an absent one is not."""

    def bind_truth(facts: Facts, frame: Frame) -> Evaluate:
        evaluate = bind(facts, frame)
        return lambda row: bool(evaluate(row))

    return bind_truth


def negation(condition: Bind) -> Bind:
    """Whether the condition does not hold."""

    def bind_negation(facts: Facts, frame: Frame) -> Evaluate:
        holds = condition(facts, frame)
        return lambda row: not holds(row)

    return bind_negation


def joined(conditions: Sequence[Bind], stop: bool) -> Bind:
    """`or` where `stop` is true, `and` where it is false: up to the first such condition."""

    def bind_joined(facts: Facts, frame: Frame) -> Evaluate:
        holds = [condition(facts, frame) for condition in conditions]
        if len(holds) == 2:
            first, second = holds
            if stop:
                return lambda row: first(row) or second(row)
            return lambda row: first(row) and second(row)

        def evaluate(row: int) -> bool:
            for one in holds:
                if one(row) == stop:
                    return stop
            return not stop

        return evaluate

    return bind_joined


def compared(sign: str, left: Bind, right: Bind, may_be_absent: bool) -> Bind:
    """Whether `left sign right`. What is absent equals only what is absent, and has no order."""
    holds = COMPARE[sign]

    def bind_compared(facts: Facts, frame: Frame) -> Evaluate:
        one, other = left(facts, frame), right(facts, frame)
        if not may_be_absent or sign in ("==", "!="):
            return lambda row: holds(one(row), other(row))

        def evaluate(row: int) -> bool:
            first, second = one(row), other(row)
            return first is not None and second is not None and holds(first, second)

        return evaluate

    return bind_compared


def compared_with(sign: str, left: Bind, limit: Value, may_be_absent: bool) -> Bind:
    """`compared` for the most frequent case: the right side is known when the rule is loaded."""
    holds = COMPARE[sign]

    def bind_compared(facts: Facts, frame: Frame) -> Evaluate:
        one = left(facts, frame)
        if not may_be_absent or sign in ("==", "!="):
            return lambda row: holds(one(row), limit)
        return lambda row: (value := one(row)) is not None and holds(value, limit)

    return bind_compared


def among_known(item: Bind, known: frozenset[Value]) -> Bind:
    """Whether the item is one of values known when the rule is loaded; none of them is absent."""

    def bind_among(facts: Facts, frame: Frame) -> Evaluate:
        value = item(facts, frame)
        return lambda row: value(row) in known

    return bind_among


def among(item: Bind, choices: Sequence[Bind]) -> Bind:
    """Whether the item is present and equals one of the choices."""

    def bind_among(facts: Facts, frame: Frame) -> Evaluate:
        value = item(facts, frame)
        others = [choice(facts, frame) for choice in choices]

        def evaluate(row: int) -> bool:
            found = value(row)
            return found is not None and any(found == other(row) for other in others)

        return evaluate

    return bind_among


def matched(subject: Bind, is_found: Callable[[str], bool]) -> Bind:
    """Whether the text is present and has a match."""

    def bind_matched(facts: Facts, frame: Frame) -> Evaluate:
        text = subject(facts, frame)
        return lambda row: (found := text(row)) is not None and is_found(found)

    return bind_matched
