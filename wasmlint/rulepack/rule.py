"""A rule, and the cases that prove it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from wasmlint.binary.container import unwrap
from wasmlint.core.finding import RuleInfo, Severity
from wasmlint.lang.literal import Typed
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.expressions import Expressions
from wasmlint.rulepack.params import override

if TYPE_CHECKING:
    from wasmlint.lang.condition import Condition
    from wasmlint.lang.template import Template

Setting: TypeAlias = "str | int | bool | list[Setting] | dict[str, Setting]"
"""A value as a settings file would hold it."""


_WAT_LIMIT_BYTES = 64 * 1024**2


@dataclass(frozen=True, slots=True)
class RuleSource:
    """Where a rule comes from: its file as messages name it, and the line where it begins."""

    path: str
    line: int


@dataclass(frozen=True, slots=True)
class Case:
    """An example of what a rule finds, or does not find.

    `module` is WebAssembly text, the bytes of a module, or the file that holds it. `finds` has one
    item for each finding, a subject or `subject: message`, in any order. `path` is the name the
    module's file pretends to have; its suffix says what the file holds. `settings` has the keys of
    `wasmlint.toml`. `is_todo` marks a known miss: what `finds` says is right, and the rule does not
    do it yet.
    """

    name: str
    module: str | bytes | Path
    finds: tuple[str, ...]
    path: str
    params: Mapping[str, Typed]
    settings: Mapping[str, Setting]
    is_todo: bool
    line: int

    @property
    def input(self) -> bytes:
        """The contents of the file called `path`.

        WebAssembly text is encoded, unless the name ends in `.wat`.
        Raises `InputError` where the text is wrong.
        """
        if isinstance(self.module, bytes):
            return self.module
        if isinstance(self.module, Path):
            return self.module.read_bytes()
        text = self.module.encode()
        return text if self.path.endswith(".wat") else unwrap("module.wat", text, _WAT_LIMIT_BYTES)


@dataclass(frozen=True, eq=False)
class Rule:
    """One rule file.

    Its expressions compile when they are first needed, and then raise `RuleErrors` if they are
    wrong; loading a pack has made sure for all but the built-in rules, which their tests prove.
    """

    info: RuleInfo
    expressions: Expressions
    cases: tuple[Case, ...]
    source: RuleSource

    @property
    def titles(self) -> tuple[str, ...]:
        """Everything that it is called: id, name and aliases."""
        return (self.info.id, self.info.name, *self.info.aliases)

    @property
    def table(self) -> str:
        """The table whose rows it judges."""
        return self.expressions.table

    @property
    def params(self) -> Mapping[str, Typed]:
        """Parameters by name, in the order of the file."""
        return self.expressions.params

    @property
    def condition(self) -> "Condition":
        """Which rows it finds."""
        return self._sound.condition

    @property
    def message(self) -> "Template":
        """What it says of a row it found, without a final period."""
        return self._sound.message

    @property
    def hint(self) -> "Template | None":
        """What to do about such a row; `None` where the first sentence of `info.fix` says it."""
        return self._sound.hint

    @property
    def tables(self) -> tuple[str, ...]:
        """Every table it may read, its own first."""
        return self._sound.tables

    def with_params(self, values: Mapping[str, object]) -> "Rule":
        """The rule with other values for some of its parameters.

        They are typed already, or texts, numbers, flags and lists as a settings file has them.
        Raises `ValueError` for an unknown parameter, and for a value the rule can do nothing with.
        """
        params = {**self.params, **override(self.params, values)}
        changed = replace(self, expressions=replace(self.expressions, params=params))
        problems = changed.expressions.problems()
        if problems:
            raise ValueError("; ".join(problem.message for _, problem in problems))
        return changed

    def with_severity(self, severity: Severity) -> "Rule":
        """The rule with the severity that the settings give it."""
        return replace(self, info=replace(self.info, severity=severity))

    @cached_property
    def _sound(self) -> Expressions:
        complaints = Complaints(self.source.path)
        for source, problem in self.expressions.problems():
            complaints.add_problem(source, problem)
        complaints.raise_if_any()
        return self.expressions
