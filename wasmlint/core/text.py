"""Text from modules and files made safe to show: the one sanitiser of all human-readable output.

Names in a module are chosen by whoever made it. Control and format characters could move the
cursor, hide text (CWE-150) or begin a line that a CI system takes for a command.
"""

import unicodedata

_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp", "Co", "Cn"})
_LIMIT = 200


def safe(text: str, limit: int = _LIMIT) -> str:
    r"""`text` with every control, format or unassigned character as `\u{1b}`, cut at `limit`.

    The result has no line break, so whatever is printed with it stays on one line.
    """
    shown = text if len(text) <= limit else text[: limit - 1] + "…"
    if shown.isascii() and shown.isprintable():
        return shown
    return "".join(
        f"\\u{{{ord(char):x}}}" if unicodedata.category(char) in _UNSAFE else char for char in shown
    )
