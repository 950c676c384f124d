"""`rules.md`: every built-in rule as `wasmlint rule show` has it, after a list of them all."""

from itertools import groupby

from pages.markdown import anchor, lowered, table
from wasmlint.analysis.catalog import schema
from wasmlint.rulepack.load import builtin_folder, load_pack
from wasmlint.rulepack.rule import Rule
from wasmlint.rulepack.show import markdown

_HEAD = """\
# Rules

Each rule judges the rows of one [table of facts](facts.md) by an [expression](expressions.md).
Below is what `wasmlint rule show` says of each built-in rule: why it matters, what to do, how it
decides, and the cases that it is tested with. Ids, names and families select rules in
[settings](settings.md) and on the [command line](commands.md).
"""


def page() -> str:
    """The page."""
    rules = load_pack([builtin_folder()], schema()).rules
    lines = [_HEAD]
    for family, members in groupby(rules, lambda rule: rule.info.family):
        lines += [f"**{family}**", ""]
        lines += table(("rule", "severity", "what it says"), (_entry(rule) for rule in members))
    pages = (lowered(markdown(rule)).rstrip() for rule in rules)
    return "\n".join(lines) + "\n" + "\n\n".join(pages) + "\n"


def _entry(rule: Rule) -> tuple[str, str, str]:
    info = rule.info
    title = f"{info.id} {info.name}"
    return f"[{title}](#{anchor(title)})", str(info.severity), info.summary
