"""The type checker: names against a schema, kinds against each other, syntax tree to closures.

Whatever can be known to be wrong before there are facts is a problem here. Independent problems
are found together: each operand is checked before any of them is given up.
"""

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from wasmlint.core.units import Kind
from wasmlint.facts.column import Column, Relation
from wasmlint.facts.schema import Schema
from wasmlint.lang import closures, names, rows
from wasmlint.lang.advice import as_condition
from wasmlint.lang.calculation import calculation, negative
from wasmlint.lang.checked import NO_LEVELS, Checked
from wasmlint.lang.comparison import comparison, matching, membership, with_none
from wasmlint.lang.kinds import NUMBERED, Type
from wasmlint.lang.literal import Typed
from wasmlint.lang.problem import LangErrors, Problem, refusal
from wasmlint.lang.scope import Scope, Spot, references
from wasmlint.lang.syntax import (
    Absent,
    Among,
    Calculated,
    Compared,
    Expression,
    Joined,
    Listed,
    Literal,
    Matched,
    Negated,
    Negative,
    Path,
    Quantified,
)

MAX_REFERENCES = 8
_QUANTIFIERS = ("any", "all", "count")


class ColumnUse(Struct, frozen=True):
    """A column that an expression reads outside all quantifiers, as it is written."""

    text: str
    kind: Kind
    bind: closures.Bind


class Checker:
    """Checks the expressions of one text, and keeps account of what they read.

    `tables` are those that may be read, in the order in which they were met; `uses` the columns
    read outside quantifiers; `level_count` the number of rows that can be in sight at once.
    """

    def __init__(self, text: str, table: str, schema: Schema, params: Mapping[str, Typed]) -> None:
        self.tables: dict[str, None] = {table: None}
        self.uses: dict[str, ColumnUse] = {}
        self.level_count = 1
        self.scope = Scope(schema, (schema[table],))
        self._text = text
        self._params = params

    def condition(self, node: Expression, scope: Scope) -> Checked:
        """An expression that must be true or false."""
        checked = self.value(node, scope)
        if checked.type.is_list or checked.type.kind is not Kind.FLAG:
            message = f"this is {checked.type}, a condition must be true or false"
            raise refusal(*checked.span, message, as_condition(checked))
        if not checked.type.is_optional:
            return checked
        bind = closures.truth(checked.bind)
        return Checked(checked.span, checked.source, Type(Kind.FLAG), bind, checked.levels)

    def value(self, node: Expression, scope: Scope) -> Checked:
        """An expression of any kind. Raises `LangErrors` with all its problems."""
        match node:
            case Literal():
                return self._literal(node)
            case Absent():
                advice = "it can only be compared, as in `x == none`"
                raise refusal(*node.span, "`none` cannot be used so", advice)
            case Path():
                return self._path(node, scope)
            case Quantified():
                return self._quantified(node, scope)
            case Joined() | Negated():
                return self._logical(node, scope)
            case Compared():
                return self._compared(node, scope)
            case Among():
                return self._among(node, scope)
            case Matched():
                return matching(self.value(node.subject, scope), node.pattern, node.span)
            case Negative() | Calculated():
                return self._arithmetic(node, scope)

    def _all(
        self,
        check: Callable[[Expression, Scope], Checked],
        nodes: Iterable[Expression],
        scope: Scope,
    ) -> list[Checked]:
        """All of `nodes`, checked; the problems of all of them are raised together."""
        checked = []
        problems: list[Problem] = []
        for node in nodes:
            try:
                checked.append(check(node, scope))
            except LangErrors as errors:
                problems += errors.problems
        if problems:
            raise LangErrors(problems)
        return checked

    def _source(self, node: Expression) -> str:
        return " ".join(self._text[slice(*node.span)].split())

    def _literal(self, node: Literal) -> Checked:
        type_ = Type(node.kind, is_number=node.kind is Kind.COUNT)
        bind = closures.constant(node.value)
        return Checked(node.span, self._source(node), type_, bind, known=(node.value,))

    def _logical(self, node: Joined | Negated, scope: Scope) -> Checked:
        if isinstance(node, Negated):
            conditions = [self.condition(node.operand, scope)]
            bind = closures.negation(conditions[0].bind)
        else:
            conditions = self._all(self.condition, node.operands, scope)
            bind = closures.joined([one.bind for one in conditions], node.word == "or")
        levels = NO_LEVELS.union(*(one.levels for one in conditions))
        return Checked(node.span, self._source(node), Type(Kind.FLAG), bind, levels)

    def _compared(self, node: Compared, scope: Scope) -> Checked:
        if isinstance(node.right, Absent):
            operand = self.value(node.left, scope)
            return with_none(node.operator, node.right.span, operand, node.span)
        if isinstance(node.left, Absent):
            operand = self.value(node.right, scope)
            return with_none(node.operator, node.left.span, operand, node.span)
        left, right = self._all(self.value, (node.left, node.right), scope)
        return comparison(node.operator, left, right, node.span)

    def _among(self, node: Among, scope: Scope) -> Checked:
        if isinstance(node.choices, Listed):
            item, *choices = self._all(self.value, (node.item, *node.choices.items), scope)
            return membership(item, choices, node.is_negated, node.span)

        def check(one: Expression, scope: Scope) -> Checked:
            return (
                self._list(node.choices, scope) if one is node.choices else self.value(one, scope)
            )

        item, choice = self._all(check, (node.item, node.choices), scope)
        return membership(item, choice, node.is_negated, node.span)

    def _list(self, path: Path, scope: Scope) -> Checked:
        """What follows `in` and is not written out, so that it must be a parameter."""
        name = path.names[0]
        if len(path.names) == 1 and scope.column(name.text) is None:
            if name.text not in self._params:
                raise names.unusable_list(name, self._params)
            return self._param(path, self._params[name.text])
        return self.value(path, scope)

    def _arithmetic(self, node: Negative | Calculated, scope: Scope) -> Checked:
        source = self._source(node)
        if isinstance(node, Negative):
            return negative(self.value(node.operand, scope), node.span, source)
        left, right = self._all(self.value, (node.left, node.right), scope)
        return calculation(node.operator, left, right, node.span, source)

    def _path(self, path: Path, scope: Scope) -> Checked:
        first, *_ = path.names
        if len(path.names) > 1:
            spot = self._row(path, scope)
            column = spot.table.column(path.names[-1].text)
            if column is None:
                raise names.unusable_column(path.names[-1], spot.table)
            return self._read(path, spot, column, scope)
        found = scope.column(first.text)
        if found is not None:
            return self._read(path, *found, scope)
        if first.text in self._params:
            return self._param(path, self._params[first.text])
        raise names.unusable_value(first, scope, self._params)

    def _param(self, path: Path, typed: Typed) -> Checked:
        is_number = typed.kind in NUMBERED
        kind = Kind.COUNT if is_number else typed.kind
        type_ = Type(kind, is_number=is_number, is_list=typed.is_list)
        known = typed.value if isinstance(typed.value, tuple) else (typed.value,)
        # A list is only ever asked for what it is known to hold.
        bind = closures.constant(None if typed.is_list else known[0])
        return Checked(path.span, str(path), type_, bind, known=known)

    def _row(self, path: Path, scope: Scope) -> Spot:
        """The row that all names of a path but the last stand for."""
        first, *others = path.names[:-1]
        if len(others) >= MAX_REFERENCES:
            raise refusal(*path.span, f"the path has more than {MAX_REFERENCES} references")
        spot = scope.row(first.text)
        if spot is None:
            raise names.unusable_first(first, scope)
        for name in others:
            target = scope.follow(spot, name.text)
            if target is None:
                raise names.unusable_reference(name, spot.table, references(spot.table))
            spot = target
        return spot

    def _read(self, path: Path, spot: Spot, column: Column, scope: Scope) -> Checked:
        self.tables.update(dict.fromkeys(spot.passed))
        is_optional = column.is_optional or spot.may_be_absent
        type_ = Type(column.kind, is_optional, values=column.values)
        bind = rows.read(spot.row_at, spot.table.name, column.name)
        bind = closures.once_if_same(bind, spot.levels)
        if scope.level == 0:
            self.uses.setdefault(str(path), ColumnUse(str(path), column.kind, bind))
        return Checked(path.span, str(path), type_, bind, spot.levels)

    def _quantified(self, node: Quantified, scope: Scope) -> Checked:
        if node.word.text not in _QUANTIFIERS:
            raise names.unusable_word(node.word, node.subject)
        spot, relation = self._relation(node.subject, scope)
        self.tables.update(dict.fromkeys((*spot.passed, relation.table)))
        level = scope.level
        levels = spot.levels
        condition = None
        if node.condition is not None:
            inside = scope.inside(scope.schema[relation.table])
            self.level_count = max(self.level_count, inside.level + 1)
            condition = self.condition(node.condition, inside)
            levels |= condition.levels - {inside.level}
        elif node.word.text != "count":
            asked = f"{node.word.text}({node.subject}"
            advice = f"write `{asked}: ...)`, or `count({node.subject}) > 0`"
            raise refusal(*node.span, f"`{node.word.text}` needs a condition", advice)
        found = rows.related(spot.row_at, spot.table.name, relation)
        bind = rows.quantified(
            node.word.text, found, None if condition is None else condition.bind, level
        )
        kind = Kind.COUNT if node.word.text == "count" else Kind.FLAG
        bind = closures.once_if_same(bind, levels)
        return Checked(node.span, self._source(node), Type(kind), bind, levels)

    def _relation(self, path: Path, scope: Scope) -> tuple[Spot, Relation]:
        """The row whose related rows a quantifier asks, and the relation."""
        name = path.names[-1].text
        if len(path.names) == 1:
            found = scope.relation(name)
            if found is None:
                raise names.unusable_relation(path, scope.table, scope)
            return found
        spot = self._row(path, scope)
        relation = spot.table.relation(name)
        if relation is None:
            raise names.unusable_relation(path, spot.table, None)
        return spot, relation
