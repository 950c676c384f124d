"""A rule from the text of its file."""

from wasmlint.facts.schema import Schema
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.fields import Fields
from wasmlint.rulepack.identity import Claims, RuleFile
from wasmlint.rulepack.nodes import MappingNode
from wasmlint.rulepack.params import read_params
from wasmlint.rulepack.read_case import check_both_kinds, read_cases
from wasmlint.rulepack.read_expressions import check_params, read_expressions
from wasmlint.rulepack.read_info import read_info
from wasmlint.rulepack.rule import Rule, RuleSource
from wasmlint.rulepack.yaml import parse_yaml

REQUIRED = (
    "id",
    "name",
    "table",
    "severity",
    "confidence",
    "since",
    "summary",
    "why",
    "fix",
    "when",
    "message",
    "cases",
)
OPTIONAL = ("aliases", "hint", "params", "references", "security-severity")


def read_rule(
    text: str, file: RuleFile, schema: Schema, claims: Claims, complaints: Complaints
) -> Rule | None:
    """The rule that `text` states, `None` where it has problems; they all go to `complaints`.

    The expressions of a built-in rule are not compiled.
    """
    node = parse_yaml(text, complaints)
    if node is None:
        return None
    if not isinstance(node, MappingNode):
        complaints.add(node.span, "a rule file holds keys and values, such as `id: ACME001`")
        return None
    fields = Fields(node, complaints, "a rule", REQUIRED, OPTIONAL)
    info = read_info(fields, file, claims, complaints)
    given = fields.mapping("params")
    params = read_params(given, complaints) if given or "params" not in fields else None
    expressions = read_expressions(fields, schema, params or {})
    if expressions is not None and params is not None:
        check_params(given, expressions, complaints)
        if not file.is_builtin:
            for source, problem in expressions.problems():
                complaints.add_problem(source, problem)
    items = fields.items("cases")
    cases = read_cases(items or (), file, params, complaints)
    if items is not None and len(cases) == len(items):
        check_both_kinds(cases, fields)
    if complaints or info is None or expressions is None:
        return None
    return Rule(info, expressions, cases, RuleSource(file.path, node.span.line))
