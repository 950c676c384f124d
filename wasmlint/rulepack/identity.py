"""What a rule is called: ids, names, families and file names, and that they agree."""

import re
from pathlib import Path

from msgspec import Struct, field

from wasmlint.core.places import TextSpan
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.wording import did_you_mean, listed, quoted

FAMILIES = {
    "module": "0",
    "wasi": "1",
    "contract": "2",
    "size": "3",
    "jsleak": "4",
    "jsruntime": "5",
    "portability": "6",
    "security": "7",
    "build": "8",
    "meta": "9",
}
"""Families of the built-in rules, with the first digit of their ids."""

ALL = "ALL"
"""The selector of every rule."""

BUILTIN_PREFIX = "WL"
BUILTIN_ID = r"WL[0-9]{3}"
PACK_ID = r"(?!WL[0-9])[A-Z][A-Z0-9]{1,7}[0-9]{3,4}"
NAME = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*"

BUILTIN_ID_SHAPE = "`WL` and three digits, such as `WL301`"
PACK_ID_SHAPE = (
    "two to eight capitals or digits of your own and three or four digits, such as `ACME001` "
    "(`WL` belongs to wasmlint)"
)
NAME_SHAPE = "words in small letters with `-` between them, such as `oversized-function`"


class RuleFile(Struct, frozen=True):
    """Where a rule is read from.

    `path` is the file as messages name it, `location` the file itself, `family` the folder that
    holds it.
    """

    path: str
    location: Path
    family: str
    is_builtin: bool

    @property
    def fixtures(self) -> Path:
        """The folder beside the file that may hold the modules of its cases."""
        return self.location.with_suffix("")


class Claims(Struct):
    """Ids, names and aliases that the rules read so far have taken; all select rules alike."""

    _taken: dict[str, str] = field(default_factory=dict)

    def claim(self, word: str, span: TextSpan, complaints: Complaints) -> None:
        """Takes `word` for the file of `complaints`, or complains of who has it."""
        if word in FAMILIES:
            complaints.add(span, f"{quoted(word)} selects a whole family; choose another name")
        elif word in self._taken:
            complaints.add(span, f"{quoted(word)} is taken by {self._taken[word]}")
        else:
            self._taken[word] = f"{complaints.path}:{span.line}"


def check_family(file: RuleFile, rule_id: str, span: TextSpan, complaints: Complaints) -> None:
    """Complains where the folder of a built-in rule is no family or not that of its id."""
    if not file.is_builtin:
        return
    digit = FAMILIES.get(file.family)
    if digit is None:
        near = did_you_mean(file.family, FAMILIES) or f"; families are {listed(FAMILIES)}"
        complaints.add(span, f"the folder {quoted(file.family)} is no family of rules{near}")
    elif re.fullmatch(BUILTIN_ID, rule_id) and rule_id[2] != digit:
        wanted = f"{BUILTIN_PREFIX}{digit}"
        problem = f"rules in {quoted(file.family)} have ids from `{wanted}00` to `{wanted}99`"
        complaints.add(span, f"{problem}, not {quoted(rule_id)}")


def check_file_name(
    file: RuleFile, rule_id: str, name: str, span: TextSpan, complaints: Complaints
) -> None:
    """Complains where the file is not called `<id>-<name>.yaml`."""
    wanted = f"{rule_id}-{name}.yaml"
    if file.location.name != wanted:
        complaints.add(span, f"this rule's file must be called {quoted(wanted)}")
