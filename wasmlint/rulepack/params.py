"""Parameters of a rule: typed by their default, overridden by settings and cases."""

import re
from collections.abc import Mapping

from wasmlint.core.units import Kind
from wasmlint.lang.literal import Typed, parse_literal
from wasmlint.lang.problem import LangErrors
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode, Style
from wasmlint.rulepack.wording import did_you_mean, listed, quoted

_NAME = re.compile(r"[a-z][a-z0-9_]*")
# What is the same literal to every YAML reader and to the expression language.
_SAME_IN_YAML = re.compile(r"true|false|-?(?:0|[1-9][0-9]*)|0x[0-9A-Fa-f]+")
_MIXED = "must be a text, a number, a flag, or a list of values of one kind"
_NEXT_STEP = {
    "a flag": "write `true` or `false`, or quote a text",
    "a number": "write plain digits, or quote a text",
}
# A bare number fits all of these.
_NUMBERS = frozenset({Kind.COUNT, Kind.INDEX, Kind.OFFSET})


def read_params(node: MappingNode | None, complaints: Complaints) -> dict[str, Typed] | None:
    """Parameters with their values; `None` where one of them is wrong."""
    params = {}
    for key, value in node or ():
        if not _NAME.fullmatch(key.text):
            complaints.add(key.span, f"{quoted(key.text)} is no name; write it like `max_size`")
            continue
        typed = _typed(value, complaints)
        if typed is not None:
            params[key.text] = typed
    return params if node is None or len(params) == len(node.entries) else None


def read_overrides(
    node: MappingNode | None, params: Mapping[str, Typed], complaints: Complaints
) -> dict[str, Typed]:
    """Values that a case gives to parameters of its rule; wrong ones are left out."""
    overrides = {}
    given = read_params(node, complaints) or {}
    for key, value in node or ():
        if key.text not in given:
            continue
        if key.text not in params:
            complaints.add(key.span, _unknown(key.text, params))
        elif (problem := _misfit(params[key.text], given[key.text])) is not None:
            complaints.add(value.span, f"`{key.text}` {problem}")
        else:
            overrides[key.text] = given[key.text]
    return overrides


def override(params: Mapping[str, Typed], values: Mapping[str, object]) -> dict[str, Typed]:
    """Values given to some of the parameters `params`, typed.

    They are typed already, or as a settings file has them: texts, numbers, flags, lists; a size or
    a ratio is a text there, such as `"64 KiB"` or `"5%"`.
    Raises `ValueError` for an unknown parameter and for a value of another kind.
    """
    typed = {}
    for name, value in values.items():
        if name not in params:
            raise ValueError(_unknown(name, params))
        given = value if isinstance(value, Typed) else _typed_setting(value, params[name])
        problem = _MIXED if given is None else _misfit(params[name], given)
        if given is None or problem is not None:
            raise ValueError(f"`{name}` {problem}")
        typed[name] = given
    return typed


def literal(typed: Typed) -> str:
    """A parameter's value as a rule file or an expression would state it."""
    if isinstance(typed.value, tuple):
        return f"[{', '.join(literal(Typed(typed.kind, item, False)) for item in typed.value)}]"
    value = typed.value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{value}"'
    if typed.kind is Kind.RATIO and value is not None:
        return f"{value * 100:g}%"
    if typed.kind is Kind.BYTES and value is not None:
        return _size(int(value))
    return str(value)


def _size(size: int) -> str:
    for unit, unit_bytes in (("GiB", 1024**3), ("MiB", 1024**2), ("KiB", 1024)):
        if size and size % unit_bytes == 0:
            return f"{size // unit_bytes} {unit}"
    return f"{size} B"


def _typed(node: Node, complaints: Complaints) -> Typed | None:
    if isinstance(node, ScalarNode):
        return _typed_scalar(node, complaints)
    if isinstance(node, MappingNode):
        complaints.add(node.span, "a parameter is one value or a list of values")
        return None
    items = []
    for item in node.items:
        if not isinstance(item, ScalarNode):
            complaints.add(item.span, "an item of a list of values must be one value")
            return None
        typed = _typed_scalar(item, complaints)
        if typed is None:
            return None
        items.append(typed)
    return _typed_list(items, node, complaints)


def _typed_list(items: list[Typed], node: SequenceNode, complaints: Complaints) -> Typed | None:
    if not items:
        return Typed(Kind.TEXT, (), True)
    kind = items[0].kind
    for item, typed in zip(node.items, items, strict=True):
        if typed.kind is not kind:
            complaints.add(item.span, f"a list of {kind} cannot hold {typed.kind}")
            return None
    return Typed(kind, tuple(_single(item) for item in items), True)


def _single(typed: Typed) -> str | bool | int | float | None:
    if isinstance(typed.value, tuple):
        raise TypeError("a list in a list")
    return typed.value


def _typed_scalar(node: ScalarNode, complaints: Complaints) -> Typed | None:
    if node.style is not Style.PLAIN:
        return Typed(Kind.TEXT, node.text, False)
    if not _SAME_IN_YAML.fullmatch(node.text) and (meaning := node.read_as) is not None:
        step = _NEXT_STEP.get(meaning, "quote a text")
        told = f"{quoted(node.text)} is {meaning} to YAML; {step}"
        complaints.add(node.span, told if node.text else "a value is missing")
        return None
    try:
        return parse_literal(node.text)
    except LangErrors as errors:
        for problem in errors.problems:
            complaints.add_problem(node, problem)
        return None


def _typed_setting(value: object, declared: Typed) -> Typed | None:
    if isinstance(value, list | tuple):
        items = [item for item in (_typed_setting(one, declared) for one in value) if item]
        kinds = {item.kind for item in items}
        if len(items) < len(value) or len(kinds) > 1 or any(item.is_list for item in items):
            return None
        values = tuple(_single(item) for item in items)
        return Typed(kinds.pop() if kinds else declared.kind, values, True)
    if isinstance(value, bool):
        return Typed(Kind.FLAG, value, False)
    if isinstance(value, int):
        kind = declared.kind if declared.kind in _NUMBERS else Kind.COUNT
        return Typed(kind, value, False)
    if not isinstance(value, str):
        return None
    if declared.kind is Kind.TEXT:
        return Typed(Kind.TEXT, value, False)
    try:
        return parse_literal(value)
    except LangErrors:
        return Typed(Kind.TEXT, value, False)


def _unknown(name: str, params: Mapping[str, Typed]) -> str:
    near = did_you_mean(name, params)
    if not near:
        near = f"; it has {listed(params)}" if params else "; it has none"
    return f"the rule has no parameter {quoted(name)}{near}"


def _misfit(declared: Typed, given: Typed) -> str | None:
    """Why `given` cannot stand for `declared`, `None` where it can.

    An empty list stands for lists of all kinds.
    """
    if declared.is_list != given.is_list:
        return "must be a list" if declared.is_list else "must be one value, not a list"
    is_empty = declared.is_list and not (declared.value and given.value)
    both_numbers = {declared.kind, given.kind} <= _NUMBERS
    if is_empty or both_numbers or declared.kind is given.kind:
        return None
    return f"must be {declared.kind}, such as `{literal(declared)}`, not {given.kind}"
