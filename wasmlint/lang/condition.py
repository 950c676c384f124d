"""The condition of a rule: an expression that is true or false for each row of a table."""

from collections.abc import Callable, Mapping

from msgspec import Struct

from wasmlint.core.finding import Evidence
from wasmlint.core.units import Kind, Value, format_value
from wasmlint.facts.rows import Facts
from wasmlint.facts.schema import Schema
from wasmlint.lang.check import Checker
from wasmlint.lang.closures import Bind
from wasmlint.lang.literal import Typed
from wasmlint.lang.parse import parse
from wasmlint.lang.syntax import Expression, Joined


class Use(Struct, frozen=True):
    """A column that a condition reads of the row itself, named as the condition names it.

    `value` fetches what it needs from the facts and gives the value for a row.
    """

    text: str
    kind: Kind
    value: Callable[[Facts], Callable[[int], Value]]


class Condition(Struct, frozen=True):
    """A checked condition.

    `tables` are all tables it may read, the rule's own first; `evidence` the columns it reads
    outside quantifiers, in order of first appearance.
    """

    tables: tuple[str, ...]
    evidence: tuple[Use, ...]
    _bind: Bind
    _level_count: int
    _gates: tuple[Bind, ...]

    def may_match(self, facts: Facts) -> bool:
        """False where a part that is the same for every row fails, so that no row can match.

        Does not look at the rule's own table, which may be costly to fill.
        """
        return all(gate(facts, [0] * self._level_count)(0) for gate in self._gates)

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
    tree = parse(text)
    checked = checker.condition(tree, checker.scope)
    uses = tuple(Use(use.text, use.kind, _standalone(use.bind)) for use in checker.uses.values())
    gates = _gates(tree, checker)
    return Condition(tuple(checker.tables), uses, checked.bind, checker.level_count, gates)


def _gates(tree: Expression, checker: Checker) -> tuple[Bind, ...]:
    """Of the conditions that `and` joins, those that read nothing of the row itself."""
    parts = tree.operands if isinstance(tree, Joined) and tree.word == "and" else (tree,)
    checked = [checker.condition(part, checker.scope) for part in parts]
    return tuple(part.bind for part in checked if not part.levels)


def _standalone(bind: Bind) -> Callable[[Facts], Callable[[int], Value]]:
    return lambda facts: bind(facts, [0])
