"""The expressions of a rule from the YAML of its file."""

import re
from collections.abc import Mapping

from wasmlint.facts.schema import Schema
from wasmlint.lang.literal import Typed
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.expressions import Expressions
from wasmlint.rulepack.fields import Fields
from wasmlint.rulepack.nodes import MappingNode, ScalarNode, Style
from wasmlint.rulepack.wording import did_you_mean, listed, quoted


def read_expressions(
    fields: Fields, schema: Schema, params: Mapping[str, Typed]
) -> Expressions | None:
    """The expressions of a rule, not compiled; `None` where one of them is missing or unfit."""
    table = _table(fields, schema)
    when = _expression(fields, "when")
    message = _template(fields, "message")
    hint = _template(fields, "hint")
    if table is None or when is None or message is None or (hint is None and "hint" in fields):
        return None
    return Expressions(table, schema, params, when, message, hint)


def check_params(
    node: MappingNode | None, expressions: Expressions, complaints: Complaints
) -> None:
    """Complains of parameters that no expression can read or none reads."""
    texts = [expressions.when_text.text, expressions.message_text.text]
    if expressions.hint_text is not None:
        texts.append(expressions.hint_text.text)
    words = set(re.findall(r"\w+", " ".join(texts)))
    table = expressions.schema[expressions.table]
    for key, _ in node or ():
        if table.column(key.text) is not None:
            problem = f"a column of `{table.name}` hides the parameter {quoted(key.text)}"
            complaints.add(key.span, problem)
        elif key.text not in words:
            complaints.add(key.span, f"no expression reads the parameter {quoted(key.text)}")


def _table(fields: Fields, schema: Schema) -> str | None:
    table = fields.line("table")
    if table is not None and table not in schema:
        near = did_you_mean(table, schema.names) or f"; tables are {listed(schema.names)}"
        fields.complain("table", f"names no table: {quoted(table)}{near}")
        return None
    return table


def _expression(fields: Fields, key: str) -> ScalarNode | None:
    """The text of an expression, if each of its characters has one place in the file."""
    node = fields.scalar(key)
    if node is None:
        return None
    if node.style is Style.FOLDED:
        fields.complain(key, "is folded by `>`, which loses its lines; use `|`")
    elif node.is_joined or (not node.is_block and "\n" in node.text):
        fields.complain(key, "has several lines; put it after `|`, on lines of its own")
    elif "\t" in node.text:
        fields.complain_at(node.place(node.text.index("\t")), f"`{key}` has a tab; write spaces")
    else:
        return node
    return None


def _template(fields: Fields, key: str) -> ScalarNode | None:
    node = _expression(fields, key)
    if node is None:
        return None
    text = node.text.rstrip("\n")
    if "\n" in text:
        fields.complain(key, "must be one line")
        return None
    if text.endswith("."):
        fields.complain(key, "must not end in a period; what shows it may go on")
    return node
