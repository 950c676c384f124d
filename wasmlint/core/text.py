"""Text from modules and files made safe to show: the one sanitiser of all human-readable output.

Names in a module are chosen by whoever made it. Control and format characters could move the
cursor, hide text (CWE-150) or begin a line that a CI system takes for a command.
"""

import re
import unicodedata

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"})
_LIMIT = 200
# GitHub Actions obeys `::command::` where a line starts, after any blanks, and `##[command]`
# anywhere in it (actions/runner, src/Runner.Common/ActionCommand.cs); Azure Pipelines obeys
# `##vso[`, TeamCity `##teamcity[`.
_COMMAND = re.compile(r"(?<!\S):(?=:)|#(?=#\w*\[)")


def safe(text: str, limit: int = _LIMIT) -> str:
    r"""`text` with every control, format or unassigned character as `\u{1b}`, cut at `limit`.

    The result has no line break, so whatever is printed with it stays on one line, and it holds
    nothing that a CI system obeys when it finds it in a log.
    """
    is_cut = len(text) > limit
    shown = text[: limit - 1] if is_cut else text
    if not (shown.isascii() and shown.isprintable()):
        shown = "".join(
            _escape(char) if unicodedata.category(char) in _UNSAFE else char for char in shown
        )
    if is_cut:
        shown += "…"
    if "::" in shown or "##" in shown:
        shown = _COMMAND.sub(lambda match: _escape(match[0]), shown)
    return shown


def _escape(char: str) -> str:
    return f"\\u{{{ord(char):x}}}"
