"""The nearest of the words that are known, for "did you mean"."""

from collections.abc import Iterable
from difflib import get_close_matches

# Comparing is quadratic in the length of a word, and a module may name a million exports.
_COMPARED_CHARS = 60
_COMPARED_WORDS = 10_000


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` may have been meant to be; `None` where none is near.

    Case does not count. Looks at the start of long words, and at the first 10,000 in order.
    """
    words = sorted({name[:_COMPARED_CHARS].lower(): name for name in known}.items())
    starts = dict(words[:_COMPARED_WORDS])
    near = get_close_matches(word[:_COMPARED_CHARS].lower(), starts, n=1)
    return starts[near[0]] if near else None


def suggest(word: str, known: Iterable[str]) -> str | None:
    """The question after the nearest known word, `did you mean ...?`; `None` where none is near."""
    near = nearest(word, known)
    return None if near is None else f"did you mean `{near}`?"
