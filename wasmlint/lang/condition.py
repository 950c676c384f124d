"""The condition of a rule: an expression that is true or false for each row of a table."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wasmlint.core.finding import Evidence
from wasmlint.core.units import Kind, Value, format_value
from wasmlint.facts.rows import Facts
from wasmlint.facts.schema import Schema
from wasmlint.lang.check import Checker
from wasmlint.lang.closures import Bind
from wasmlint.lang.literal import Typed
from wasmlint.lang.parse import parse


@dataclass(frozen=True, slots=True)
class Use:
    """A column that a condition reads of the row itself, named as the condition names it.

    `value` fetches what it needs from the facts and gives the value for a row.
    """

    text: str
    kind: Kind
    value: Callable[[Facts], Callable[[int], Value]]


@dataclass(frozen=True, slots=True)
class Condition:
    """A checked condition.

    `tables` are all tables it may read, the rule's own first; `evidence` the columns it reads
    outside quantifiers, in order of first appearance.
    """

    tables: tuple[str, ...]
    evidence: tuple[Use, ...]
    _bind: Bind
    _level_count: int

    def bind(self, facts: Facts) -> Callable[[int], bool]:
        """Whether a row matches, by its number; columns are fetched now, not for each row.

        The result is for one thread at a time. Raises `KeyError` where `facts` lacks a table.
        """
        return self._bind(facts, [0] * self._level_count)

    def evidence_for(self, facts: Facts, row: int) -> tuple[Evidence, ...]:
        """The values that a row was judged by, as people read them."""
        return tuple(
            Evidence(use.text, format_value(use.kind, use.value(facts)(row)))
            for use in self.evidence
        )


def compile_condition(
    text: str, table: str, schema: Schema, params: Mapping[str, Typed]
) -> Condition:
    """The condition that `text` states about the rows of `table`.

    Raises `LangErrors` with all problems found.
    """
    checker = Checker(text, table, schema, params)
    checked = checker.condition(parse(text), checker.scope)
    uses = tuple(Use(use.text, use.kind, _standalone(use.bind)) for use in checker.uses.values())
    return Condition(tuple(checker.tables), uses, checked.bind, checker.level_count)


def _standalone(bind: Bind) -> Callable[[Facts], Callable[[int], Value]]:
    return lambda facts: bind(facts, [0])
