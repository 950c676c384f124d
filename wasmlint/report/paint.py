"""Colour for terminals, where it is wanted; it never says anything that the words do not."""

from wasmlint.core.finding import Severity

# Select Graphic Rendition codes (ECMA-48, 8.3.117), the ones every terminal's own palette covers.
_CODES = {
    Severity.ERROR.value: "1;31",
    Severity.WARNING.value: "1;33",
    Severity.NOTE.value: "1;36",
    "strong": "1",
    "faint": "2",
}


class Paint:
    """Writes text in a role (`error`, `warning`, `note`, `strong`, `faint`), or just writes it."""

    def __init__(self, *, is_on: bool) -> None:
        self._is_on = is_on

    def __call__(self, role: str, text: str) -> str:
        """`text`, painted where colour is on and there is something to paint."""
        return f"\x1b[{_CODES[role]}m{text}\x1b[0m" if self._is_on and text else text
