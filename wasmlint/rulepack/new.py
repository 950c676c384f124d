"""The file a new rule starts from: complete, loadable, and failing its own first case."""

import re
import textwrap
from collections.abc import Sequence
from pathlib import Path

from wasmlint.core.errors import UsageError
from wasmlint.facts.schema import Schema
from wasmlint.rulepack.identity import BUILTIN_PREFIX, FAMILIES, NAME, NAME_SHAPE, PACK_ID
from wasmlint.rulepack.load import builtin_folder
from wasmlint.rulepack.wording import did_you_mean, listed, quoted

_TABLE = "import"
_TEXT = """\
id: {id}
name: {name}
{tables}
table: {table}
severity: warning
confidence: high
since: "0.1"
summary: Say in one sentence what is wrong with the module.
why: |
  Say what happens to people who ship such a module, and how often, with numbers if there are any.
fix: |
  Say in the first sentence what to do. Then say how, with the command where there is one.
references: []
{columns}
when: |
  module == "replace" and name == "me"
message: "`{{module}}.{{name}}` is wrong because of what its columns say"
cases:
  - name: the smallest module that has the problem
    wat: |
      (module)
    finds: ["import replace.me"]
  - name: a module that is close to it and fine
    wat: |
      (module)
    finds: []
"""
_PREFIX_CHARS = 8
_OWN_ID = re.compile(r"(?P<stem>.*?)(?P<number>[0-9]{3,4})")
_RULE_FILE = re.compile(r"(?P<id>[A-Z][A-Z0-9]+[0-9])-(?P<name>[a-z0-9-]+)\.yaml")


def skeleton(family: str, name: str, folder: Path, schema: Schema) -> tuple[Path, str]:
    """The path and the text of a new rule in a folder of rules, with the next free id.

    Among the built-in rules the family says where ids begin. In another folder they go on from the
    rules that lie there, or begin with the name of the family: `ACME001` for `acme`.
    Raises `UsageError` for a name of the wrong form or taken, and where no id can be found.
    """
    if not re.fullmatch(NAME, name):
        raise UsageError(f"{quoted(name)} is no name of a rule; write {NAME_SHAPE}")
    if not re.fullmatch(NAME, family):
        raise UsageError(f"{quoted(family)} is no name of a family; write {NAME_SHAPE}")
    found = [_RULE_FILE.fullmatch(file.name) for file in sorted(folder.rglob("*.yaml"))]
    names = {match["id"]: match["name"] for match in found if match}
    if name in FAMILIES or name in names.values():
        raise UsageError(f"the name {quoted(name)} is taken; choose another one")
    if folder.resolve() == builtin_folder().resolve():
        rule_id = _next_builtin_id(family, list(names))
    else:
        rule_id = _next_pack_id(family, list(names))
    text = _TEXT.format(
        id=rule_id,
        name=name,
        table=_TABLE,
        tables=_comment("Tables", schema.names),
        columns=_comment("Columns", [column.name for column in schema[_TABLE].columns]),
    )
    return folder / family / f"{rule_id}-{name}.yaml", text


def _comment(title: str, names: Sequence[str]) -> str:
    return textwrap.fill(f"# {title}: {', '.join(names)}.", 100, subsequent_indent="#   ")


def _next_builtin_id(family: str, ids: list[str]) -> str:
    if family not in FAMILIES:
        near = did_you_mean(family, FAMILIES) or f"; families are {listed(FAMILIES)}"
        raise UsageError(f"{quoted(family)} is no family of rules{near}")
    return _next(BUILTIN_PREFIX + FAMILIES[family], 2, ids)


def _next_pack_id(family: str, ids: list[str]) -> str:
    own = [match for match in map(_OWN_ID.fullmatch, ids) if match and match[0][:2] != "WL"]
    if own:
        return _next(own[0]["stem"], len(own[0]["number"]), ids)
    stem = family.replace("-", "").upper()[:_PREFIX_CHARS]
    if not re.fullmatch(PACK_ID, f"{stem}001"):
        raise UsageError(f"ids cannot begin with {quoted(stem)}; name the family otherwise")
    return _next(stem, 3, ids)


def _next(stem: str, digit_count: int, ids: list[str]) -> str:
    """The id after the last one that begins with `stem`; numbers of removed rules stay free."""
    numbers = re.compile(f"{stem}([0-9]{{{digit_count}}})")
    found = [numbers.fullmatch(rule_id) for rule_id in ids]
    number = max((int(match[1]) for match in found if match), default=0) + 1
    if number >= 10**digit_count:
        raise UsageError(f"no id is free after {quoted(stem + '9' * digit_count)}")
    return f"{stem}{number:0{digit_count}}"
