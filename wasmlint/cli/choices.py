"""Options that take one of a few words."""

from collections.abc import Sequence

from wasmlint.core.errors import UsageError
from wasmlint.core.nearest import suggest
from wasmlint.core.text import safe


def check_choice(option: str, value: str, known: Sequence[str]) -> None:
    """Raises `UsageError` with the words that `option` knows where `value` is none of them."""
    if value not in known:
        near = suggest(value, known)
        question = f" ({near})" if near else ""
        raise UsageError(
            f"{option} `{safe(value)}` is unknown; use one of {', '.join(known)}{question}"
        )
