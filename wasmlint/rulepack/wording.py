"""Words of the user in messages: quoted, listed, and the nearest known one."""

from collections.abc import Iterable

from wasmlint.core.text import safe

_WORD_CHARS = 60


def quoted(text: str) -> str:
    """`text` between backticks, made safe to show and cut where it is long."""
    return f"`{safe(text, _WORD_CHARS)}`"


def listed(words: Iterable[str], last: str = "and") -> str:
    """Words between backticks as a sentence lists them."""
    shown = [quoted(word) for word in words]
    if len(shown) < 2:
        return "".join(shown)
    return f"{', '.join(shown[:-1])} {last} {shown[-1]}"


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """`; did you mean ...?` with the nearest of `known`, empty where none is near."""
    from wasmlint.core.nearest import nearest

    near = nearest(word, known)
    return "" if near is None else f"; did you mean {quoted(near)}?"
