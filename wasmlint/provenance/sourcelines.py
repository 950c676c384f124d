"""Where functions are in their source: what every kind of debug data is read into."""

from collections.abc import Mapping

from msgspec import Struct, field


class SourceLine(Struct, frozen=True):
    """A line of a source file, as debug data names it; a relative path is to where it was compiled.

    Lines count from 1.
    """

    file: str
    line: int


class FunctionLines(Struct, frozen=True):
    """Lines of source by function index; `notes` says what was left out, and why."""

    lines: Mapping[int, SourceLine] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
