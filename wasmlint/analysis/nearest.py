"""The nearest of the words that are known, for "did you mean"."""

from collections.abc import Iterable
from difflib import get_close_matches

_COMPARED_CHARS = 60
_COMPARED_WORDS = 10_000


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` may have been meant to be; `None` where none is near.

    Looks at the start of long words, and at so many words, since a module names its exports.
    """
    words = sorted({name[:_COMPARED_CHARS]: name for name in known}.items())[:_COMPARED_WORDS]
    starts = dict(words)
    near = get_close_matches(word[:_COMPARED_CHARS], starts, n=1)
    return starts[near[0]] if near else None
