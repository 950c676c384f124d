"""A part of an expression that is checked: its type, and the closures it compiles to."""

from msgspec import Struct

from wasmlint.core.units import Value
from wasmlint.lang.closures import Bind
from wasmlint.lang.kinds import Type
from wasmlint.lang.syntax import Span

NO_LEVELS: frozenset[int] = frozenset()


class Checked(Struct, frozen=True):
    """What is known of a part of an expression.

    `source` is how it is written. `levels` are the levels of nesting whose rows it reads.
    `known` are its values where they do not depend on facts: one, or those of a list.
    """

    span: Span
    source: str
    type: Type
    bind: Bind
    levels: frozenset[int] = NO_LEVELS
    known: tuple[Value, ...] | None = None

    @property
    def has_one_known_value(self) -> bool:
        """Whether it is a literal or a parameter, and no list."""
        return self.known is not None and not self.type.is_list
