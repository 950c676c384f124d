"""Lists of words in messages."""

from collections.abc import Sequence

_SHOWN_WORDS = 8


def listed(words: Sequence[str]) -> str:
    """Words between backticks, the first few where they are many."""
    shown = ", ".join(f"`{word}`" for word in words[:_SHOWN_WORDS])
    return f"{shown}, …" if len(words) > _SHOWN_WORDS else shown
