"""The expressions of a rule: their texts, and what they compile to when they are first needed.

Compiling takes the parser of the language, which a run that lists rules never needs.
"""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from wasmlint.facts.schema import Schema
from wasmlint.lang.literal import Typed
from wasmlint.lang.problem import LangErrors, Problem
from wasmlint.rulepack.nodes import ScalarNode

if TYPE_CHECKING:
    from wasmlint.lang.condition import Condition
    from wasmlint.lang.template import Template


class Expressions(Struct, frozen=True, dict=True, eq=False):
    """What a rule says about the rows of its table; its compiled forms raise `LangErrors`."""

    table: str
    schema: Schema
    params: Mapping[str, Typed]
    when_text: ScalarNode
    message_text: ScalarNode
    hint_text: ScalarNode | None

    @cached_property
    def condition(self) -> "Condition":
        """Which rows the rule is about."""
        from wasmlint.lang.condition import compile_condition

        return compile_condition(self.when_text.text, self.table, self.schema, self.params)

    @cached_property
    def message(self) -> "Template":
        """What it says of such a row."""
        return self._template(self.message_text)

    @cached_property
    def hint(self) -> "Template | None":
        """What to do about it, where the rule has words for the row at hand."""
        return None if self.hint_text is None else self._template(self.hint_text)

    def problems(self) -> list[tuple[ScalarNode, Problem]]:
        """All that is wrong, each with the text it is in. Compiles everything."""
        found: list[tuple[ScalarNode, Problem]] = []
        forms = {"condition": self.when_text, "message": self.message_text, "hint": self.hint_text}
        for form, source in forms.items():
            try:
                getattr(self, form)
            except LangErrors as errors:
                found += [(source or self.when_text, problem) for problem in errors.problems]
        return found

    def _template(self, source: ScalarNode) -> "Template":
        from wasmlint.lang.template import compile_template

        # A template in a block ends in the block's line break, which is no part of the sentence.
        text = source.text.rstrip("\n")
        return compile_template(text, self.table, self.schema, self.params)
