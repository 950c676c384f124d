"""The meaning of expressions as slow and plain as can be: the oracle of the compiled closures.

Walks the syntax tree for each row, resolves each name when it comes to it, and finds rows by
looking at all of them. Shares nothing with the compiler but the syntax tree and the facts.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import re2

from wasmlint.facts.column import TableSchema
from wasmlint.facts.rows import Facts
from wasmlint.lang import syntax
from wasmlint.lang.literal import Typed

Row = tuple[TableSchema, int]


class Oracle:
    """Values of expressions over `facts`; rows in sight are given outermost first."""

    def __init__(self, facts: Facts, params: Mapping[str, Typed]) -> None:
        self.facts = facts
        self.params = params

    def matches(self, node: syntax.Expression, table: str, row: int) -> bool:
        return self.value(node, ((self.facts.schema[table], row),)) is True

    def value(self, node: syntax.Expression, rows: Sequence[Row]) -> Any:
        return getattr(self, type(node).__name__.lower())(node, rows)

    def literal(self, node: syntax.Literal, rows: Sequence[Row]) -> Any:
        return node.value

    def absent(self, node: syntax.Absent, rows: Sequence[Row]) -> Any:
        return None

    def path(self, node: syntax.Path, rows: Sequence[Row]) -> Any:
        names = [name.text for name in node.names]
        if len(names) > 1:
            row = self.row(names[:-1], rows)
            return None if row is None else self.cell(row, names[-1])
        for row in reversed(rows):
            if row[0].column(names[0]) is not None:
                return self.cell(row, names[0])
        return self.params[names[0]].value

    def joined(self, node: syntax.Joined, rows: Sequence[Row]) -> bool:
        answers = [self.value(one, rows) is True for one in node.operands]
        return False not in answers if node.word == "and" else True in answers

    def negated(self, node: syntax.Negated, rows: Sequence[Row]) -> bool:
        return self.value(node.operand, rows) is not True

    def matched(self, node: syntax.Matched, rows: Sequence[Row]) -> bool:
        text = self.value(node.subject, rows)
        return text is not None and re2.search(node.pattern.text, text) is not None

    def negative(self, node: syntax.Negative, rows: Sequence[Row]) -> Any:
        number = self.value(node.operand, rows)
        return None if number is None else -number

    def compared(self, node: syntax.Compared, rows: Sequence[Row]) -> bool:
        left, right = self.value(node.left, rows), self.value(node.right, rows)
        if node.operator == "==":
            return bool(left == right)
        if node.operator == "!=":
            return bool(left != right)
        if left is None or right is None:
            return False
        if node.operator in ("<", "<="):
            return bool(left < right) or (node.operator == "<=" and left == right)
        return bool(left > right) or (node.operator == ">=" and left == right)

    def among(self, node: syntax.Among, rows: Sequence[Row]) -> bool:
        item = self.value(node.item, rows)
        if isinstance(node.choices, syntax.Listed):
            choices = [self.value(one, rows) for one in node.choices.items]
        else:
            choices = list(self.params[str(node.choices)].value)
        return (item is not None and item in choices) is not node.is_negated

    def calculated(self, node: syntax.Calculated, rows: Sequence[Row]) -> Any:
        left, right = self.value(node.left, rows), self.value(node.right, rows)
        if left is None or right is None:
            return None
        match node.operator:
            case "+":
                return left + right
            case "-":
                return left - right
            case "*":
                return left * right
        return None if right == 0 else left / right

    def quantified(self, node: syntax.Quantified, rows: Sequence[Row]) -> Any:
        found = self.related([name.text for name in node.subject.names], rows)
        if node.condition is not None:
            answers = [self.value(node.condition, (*rows, row)) is True for row in found]
        else:
            answers = [True] * len(found)
        if node.word.text == "count":
            return answers.count(True)
        return (False not in answers) if node.word.text == "all" else (True in answers)

    def row(self, names: Sequence[str], rows: Sequence[Row]) -> Row | None:
        row = self.first(names[0], rows)
        for name in names[1:]:
            row = None if row is None else self.followed(row, name)
        return row

    def first(self, name: str, rows: Sequence[Row]) -> Row | None:
        for row in reversed(rows):
            column = row[0].column(name)
            if column is not None and column.refers_to is not None:
                return self.followed(row, name)
        if name == "artifact":
            return (self.facts.schema["module"], 0)
        named = [row for row in rows if row[0].name == name]
        around = [row for row in rows[:-1] if row[0].name == name]
        return (around or named)[-1]

    def followed(self, row: Row, name: str) -> Row | None:
        column = row[0].column(name)
        assert column is not None
        target = self.facts.schema[str(column.refers_to)]
        key = self.cell(row, name)
        for number in range(len(self.facts.rows(target.name))):
            if key is not None and self.cell((target, number), str(target.key)) == key:
                return (target, number)
        return None

    def related(self, names: Sequence[str], rows: Sequence[Row]) -> list[Row]:
        if len(names) > 1:
            start = self.row(names[:-1], rows)
        else:
            start = next(row for row in reversed(rows) if row[0].relation(names[0]) is not None)
        if start is None:
            return []
        relation = start[0].relation(names[-1])
        assert relation is not None
        table = self.facts.schema[relation.table]
        every = [(table, number) for number in range(len(self.facts.rows(table.name)))]
        if relation.theirs is None:
            return every
        ours = self.cell(start, str(relation.ours))
        return [row for row in every if self.cell(row, relation.theirs) == ours]

    def cell(self, row: Row, column: str) -> Any:
        return self.facts.rows(row[0].name).value(column, row[1])
