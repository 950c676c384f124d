"""A rule, and the cases that prove it."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from msgspec import Struct
from msgspec.structs import replace

from wasmlint.binary.container import unwrap
from wasmlint.core.errors import RuleErrors
from wasmlint.core.finding import RuleInfo, Severity
from wasmlint.lang.literal import Typed
from wasmlint.lang.problem import LangErrors
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.expressions import Expressions
from wasmlint.rulepack.nodes import ScalarNode
from wasmlint.rulepack.params import override

if TYPE_CHECKING:
    from wasmlint.lang.condition import Condition
    from wasmlint.lang.template import Template

Setting: TypeAlias = "str | int | bool | list[Setting] | dict[str, Setting]"
"""A value as a settings file would hold it."""


_WAT_LIMIT_BYTES = 64 * 1024**2


class RuleSource(Struct, frozen=True):
    """Where a rule comes from: its file as messages name it, and the line where it begins."""

    path: str
    line: int


class Case(Struct, frozen=True):
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


class Rule(Struct, frozen=True, eq=False):
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
        with self._placed(self.expressions.when_text):
            return self.expressions.condition

    @property
    def message(self) -> "Template":
        """What it says of a row it found, without a final period."""
        with self._placed(self.expressions.message_text):
            return self.expressions.message

    @property
    def hint(self) -> "Template | None":
        """What to do about such a row; `None` where the first sentence of `info.fix` says it."""
        text = self.expressions.hint_text
        if text is None:
            return None
        with self._placed(text):
            return self.expressions.hint

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

    @contextmanager
    def _placed(self, source: ScalarNode) -> Iterator[None]:
        """Makes errors of the expression that `source` holds name its file and lines."""
        try:
            yield
        except LangErrors as errors:
            complaints = Complaints(self.source.path)
            for problem in errors.problems:
                complaints.add_problem(source, problem)
            raise RuleErrors(complaints.messages) from None
