"""`expressions.md`: the language by its grammar, its tables of kinds and units, and its manual."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations_with_replacement

from pages.markdown import anchor, code, listed, span, table
from wasmlint.core.units import UNITS, Kind, format_value
from wasmlint.lang import check, manual, parse, pattern
from wasmlint.lang.kinds import ORDERED, Type, calculated_kind
from wasmlint.lang.literal import parse_literal
from wasmlint.lang.manual import Example, Form

_HEAD = """\
# Expressions

The `when` of a [rule](../rules-format.md) is an expression: the rule finds the rows of its
[table](facts.md) for which it holds. The holes of `message` and `hint` are expressions too.

An expression cannot run code, assign or take long. All that can be wrong with it is found when the
rule is loaded, also that a column does not exist or that two kinds do not go together, and the
message points at the place.

The examples are about this module, and say which rows of which table they find in it:
"""
_PRECEDENCE = """\
From what binds loosest to what binds tightest; parentheses group.
"""
_KINDS = """\
Every column and every value has a kind. Sizes and the like are shown as people read them, in
messages and in the evidence of a finding.
"""
_TERMS = ("a + b", "a - b", "b - a", "a * b", "a / b", "b / a")
_NUMBER = "bare number"
_ARITHMETIC = """\
What comes of `a` and `b`, in either order; where there is nothing, it is an error. A bare number,
also as a parameter, goes where a count does, except where the last lines say otherwise.
"""
_PARAMETERS = """\
The kind of a [parameter](../rules-format.md#parameters) is that of its default, a literal or a list
of literals of one kind. [Settings](settings.md#params) may give it another value of that kind. The
examples use these:
"""
_MESSAGES = """\
In a text with holes, `{` and `}` enclose an expression of any kind, and `{{` and `}}` stand for
braces. This is what they say of the first row of a table:
"""
_GRAMMAR = """\
In the notation of [Lark](https://lark-parser.readthedocs.io).
"""


def page() -> str:
    """The page."""
    lines = [_HEAD, *code(manual.SAMPLE, "wat")]
    lines += ["## Precedence", "", _PRECEDENCE, *table(("level", "forms"), _levels())]
    for section in manual.SECTIONS:
        lines += [f"## {section.title}", "", section.intro, ""]
        lines += table(("form", "meaning", "example", "finds"), map(_form, section.forms))
    lines += ["## Absent values", "", manual.ABSENT, ""]
    lines += table(("example", "finds"), map(_example, manual.ABSENT_EXAMPLES))
    lines += ["## Kinds", "", _KINDS]
    lines += table(
        ("kind", "is", "written", "the first is shown as", "has an order"), map(_kind, Kind)
    )
    lines += ["## Kinds in arithmetic", "", _ARITHMETIC]
    lines += table(("`a`", "`b`", *(f"`{term}`" for term in _TERMS)), _arithmetic())
    lines += ["## Units", "", *table(("unit", "bytes"), _units())]
    lines += ["## Parameters", "", _PARAMETERS, *code(_params(), "yaml")]
    lines += ["## Messages", "", _MESSAGES, *table(("table", "text", "says"), _messages())]
    lines += ["## Limits", "", *_limits(), ""]
    lines += ["## Grammar", "", _GRAMMAR, *code(parse.grammar(), "text")]
    return "\n".join(lines).rstrip("\n") + "\n"


def _levels() -> Iterator[tuple[str, str]]:
    """The forms of each rule of the grammar that has operators, in its order."""
    forms = [form for section in manual.SECTIONS for form in section.forms]
    rules = re.findall(r"^\??(\w+):(.*(?:\n[ \t].*)*)", parse.grammar(), re.MULTILINE)
    number = 0
    for rule, body in rules:
        branches = re.findall(r"->\s*(\w+)", body)
        written = [one for form in forms if form.branch in branches for one in form.written]
        if rule == "atom":
            return
        if written and rule not in (*parse.lark_options()["start"], "choices"):
            number += 1
            yield str(number), listed(written)


def _form(form: Form) -> tuple[str, ...]:
    return (listed(form.written), form.doc, *_example(form.example))


def _example(example: Example) -> tuple[str, str]:
    where = f"[{example.table}](facts.md#{anchor(example.table)})"
    return f"{where}: {span(example.text)}", listed(example.finds)


def _kind(kind: Kind) -> tuple[str, ...]:
    about = manual.KINDS[kind]
    value = parse_literal(about.literals[0]).value
    if isinstance(value, tuple):
        raise TypeError(about.literals[0])
    order = "yes" if kind in ORDERED else "no"
    return str(kind), about.doc, listed(about.literals), f"`{format_value(kind, value)}`", order


def _arithmetic() -> Iterator[tuple[str, ...]]:
    for one, other in combinations_with_replacement(Kind, 2):
        results = _results(Type(one), Type(other))
        if any(results):
            yield str(one), str(other), *results
    number = Type(Kind.COUNT, is_number=True)
    for kind in Kind:
        results = _results(number, Type(kind))
        if results != _results(Type(Kind.COUNT), Type(kind)):
            yield _NUMBER, str(kind), *results


def _results(one: Type, other: Type) -> tuple[str, ...]:
    """The kinds that `_TERMS` have."""
    operands = {"a": one, "b": other}
    terms = (term.split() for term in _TERMS)
    kinds = (calculated_kind(sign, operands[a], operands[b]) for a, sign, b in terms)
    return tuple(str(kind or "") for kind in kinds)


def _units() -> Iterator[tuple[str, str]]:
    for unit, size in UNITS.items():
        yield f"`{unit}`", f"{size:,}"


def _params() -> str:
    items = (f"{name}: {_yaml(value)}" for name, value in manual.PARAMS.items())
    return f"params: {{{', '.join(items)}}}"


def _yaml(value: str | Sequence[str]) -> str:
    if isinstance(value, str):
        return value
    return "[" + ", ".join(f'"{item}"' for item in value) + "]"


def _messages() -> Iterable[tuple[str, ...]]:
    for message in manual.MESSAGES:
        yield message.table, span(message.text), span(message.says)


def _limits() -> Iterator[str]:
    yield f"- An expression has at most {parse.MAX_CHARS:,} characters,"
    yield f"  and is nested at most {parse.MAX_DEPTH} deep."
    yield f"- A pattern has at most {pattern.MAX_CHARS:,} characters."
    yield f"- A path follows at most {check.MAX_REFERENCES} references."
