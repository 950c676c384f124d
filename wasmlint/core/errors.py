"""Every exception that wasmlint raises on purpose.

    WasmlintError
    ├── UsageError        the call itself is wrong: an argument, a path, a selector
    ├── SettingsError     a settings file is wrong
    ├── RuleErrors        rule files are wrong; all their problems together
    ├── InputError        an input cannot be judged: unreadable, over a limit
    └── DecodeError       bytes are not what the WebAssembly specification says they should be

Each message gives place, fact and next step, and stands alone on one line.
"""

from collections.abc import Sequence


class WasmlintError(Exception):
    """Base of all errors a user can cause or mend."""


class UsageError(WasmlintError):
    """The command line, or a call of the library, asks for something that cannot be."""


class SettingsError(WasmlintError):
    """A settings file cannot be used as it stands."""


class RuleErrors(WasmlintError):  # noqa: N818  several errors at once, and the name says so
    """All problems found in one or more rule files.

    `problems` holds one complete message each, in file and line order.
    """

    def __init__(self, problems: Sequence[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


class InputError(WasmlintError):
    """An input that exists but cannot be judged, so the run is incomplete."""


class DecodeError(WasmlintError):
    """Bytes that do not decode.

    `offset` is a file offset, `section` the name of the section being read (`none` before the
    first), `problem` one clause without a final period.
    """

    def __init__(self, offset: int, problem: str, section: str | None = None) -> None:
        self.offset = offset
        self.problem = problem
        self.section = section
        where = f" in the {section} section" if section else ""
        super().__init__(f"{problem}{where}, at byte {offset:#x}")
