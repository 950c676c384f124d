"""How a report is to be written: what the caller knows and a report does not hold."""

from collections.abc import Callable

from msgspec import Struct

from wasmlint import __version__


class ReportOptions(Struct, frozen=True):
    """Choices for all formats; each format reads those that concern it.

    `color` and `width` (columns of the terminal; `None` breaks no line) are for the text formats.
    `prefix` leads from the root of the repository to the working directory (`` or `sub/folder/`)
    and is put before the paths in `sarif` and `github`, which are read at that root.
    `category` tells this run's SARIF from that of other runs over the same commit, and
    `include_suppressed` writes suppressed findings to SARIF too.
    `source_line` gives a line of a text file by path and number from 1, without its line break,
    or `None` where it cannot be read; with it, `full` shows the line and SARIF counts columns in
    UTF-16 code units.
    """

    color: bool = False
    width: int | None = None
    prefix: str = ""
    category: str | None = None
    include_suppressed: bool = False
    version: str = __version__
    source_line: Callable[[str, int], str | None] | None = None
