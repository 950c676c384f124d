"""A rule as people read it, in Markdown and in plain text, from its one file."""

import re
from pathlib import Path

from msgspec import Struct

from wasmlint.core.finding import RuleInfo
from wasmlint.core.text import safe
from wasmlint.rulepack.params import literal
from wasmlint.rulepack.rule import Case, Rule

_LINE_CHARS = 2000
_FENCE = re.compile(r"`{3,}")


class _Prose(Struct, frozen=True):
    """Paragraphs of Markdown."""

    text: str


class _Code(Struct, frozen=True):
    """Text to be shown as it stands; `language` is what Markdown calls it."""

    text: str
    language: str


class _Items(Struct, frozen=True):
    """Short texts in order, each shown as it stands."""

    items: tuple[str, ...]


class _Section(Struct, frozen=True):
    title: str
    blocks: tuple[_Prose | _Code | _Items, ...]


def help_markdown(info: RuleInfo) -> str:
    """Why the rule is, how to mend what it finds, and where to read on, under level 2 headings."""
    return "\n".join([info.summary, *_markdown(_help(info))]) + "\n"


def help_text(info: RuleInfo) -> str:
    """The same in plain text, safe to show."""
    return _shown([info.summary, *_plain(_help(info))])


def markdown(rule: Rule) -> str:
    """The whole page of a rule, under a level 1 heading, as the reference has it."""
    info = rule.info
    rows = [f"| {name} | {text} |" for name, text in _standing(rule)]
    head = [f"# {info.id} {info.name}", "", info.summary, "", "| | |", "|---|---|", *rows]
    return "\n".join([*head, *_markdown(_help(info) + _page(rule))]) + "\n"


def plain(rule: Rule) -> str:
    """The whole page of a rule in plain text, safe to show."""
    info = rule.info
    rows = [f"  {name + ':':<12}{text}" for name, text in _standing(rule)]
    head = [f"{info.id} {info.name}", "", info.summary, "", *rows]
    return _shown([*head, *_plain(_help(info) + _page(rule))])


def _standing(rule: Rule) -> list[tuple[str, str]]:
    info = rule.info
    rows = [
        ("severity", str(info.severity)),
        ("confidence", str(info.confidence)),
        ("family", info.family),
        ("since", info.since),
    ]
    if info.security_severity is not None:
        rows.append(("security", f"{info.security_severity:.1f} of 10"))
    if info.aliases:
        rows.append(("formerly", ", ".join(info.aliases)))
    return rows


def _help(info: RuleInfo) -> list[_Section]:
    sections = [
        _Section("Why it matters", (_Prose(info.why),)),
        _Section("What to do", (_Prose(info.fix),)),
    ]
    if info.references:
        links = "\n".join(f"- <{url}>" for url in info.references)
        sections.append(_Section("References", (_Prose(links),)))
    return sections


def _page(rule: Rule) -> list[_Section]:
    condition = _Code(rule.expressions.when_text.text.rstrip("\n"), "text")
    sections = [_Section(f"Rows of `{rule.table}` it finds", (condition,))]
    if rule.params:
        values = tuple(f"{name} = {literal(typed)}" for name, typed in rule.params.items())
        sections.append(_Section("Parameters and their defaults", (_Items(values),)))
    return sections + [_case(case) for case in rule.cases]


def _case(case: Case) -> _Section:
    blocks: list[_Prose | _Code | _Items] = []
    if case.params:
        values = tuple(f"{name} = {literal(typed)}" for name, typed in case.params.items())
        blocks += [_Prose("With the parameters"), _Items(values)]
    if isinstance(case.module, str):
        blocks.append(_Code(case.module, "wat"))
    elif isinstance(case.module, Path):
        blocks.append(_Prose(f"The module `{case.module.name}` beside the rule."))
    else:
        blocks.append(_Prose(f"A module of {len(case.module):,} bytes, in the rule's file."))
    if not case.finds:
        blocks.append(_Prose("Finds nothing."))
    else:
        does = "Should find, and does not yet:" if case.is_todo else "Finds:"
        blocks += [_Prose(does), _Items(case.finds)]
    return _Section(f"Example: {case.name}", tuple(blocks))


def _markdown(sections: list[_Section]) -> list[str]:
    lines = []
    for section in sections:
        lines += ["", f"## {section.title}"]
        for block in section.blocks:
            lines.append("")
            match block:
                case _Prose(text):
                    lines.append(text)
                case _Code(text, language):
                    fence = "`" * max((len(run) + 1 for run in _FENCE.findall(text)), default=3)
                    lines += [f"{fence}{language}", text, fence]
                case _Items(items):
                    lines += [f"- {_code_span(item)}" for item in items]
    return lines


def _code_span(text: str) -> str:
    # CommonMark 0.31, section 6.1: the fence is longer than any run of backticks inside, and one
    # space next to it is not part of the code.
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if text.startswith("`") or text.endswith("`") else ""
    return f"{fence}{space}{text}{space}{fence}"


def _plain(sections: list[_Section]) -> list[str]:
    lines = []
    for section in sections:
        lines += ["", section.title]
        for block in section.blocks:
            items = block.items if isinstance(block, _Items) else block.text.split("\n")
            indent = "  " if isinstance(block, _Prose) else "    "
            lines += [indent + item if item else "" for item in items]
    return lines


def _shown(lines: list[str]) -> str:
    whole = "\n".join(lines).split("\n")
    return "\n".join(safe(line, _LINE_CHARS).rstrip() for line in whole) + "\n"
