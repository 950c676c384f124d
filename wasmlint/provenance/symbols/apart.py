"""Demangling in a process of its own: what is sent there, and what comes back when it dies."""

import json
from collections.abc import Sequence
from time import monotonic

from wasmlint.provenance.apart import answers_of
from wasmlint.provenance.symbols.library import library

_CHILD = "wasmlint.provenance.symbols.child"
_CHUNK = 512
_SECONDS = 20.0
_MOST_STARTS = 6


def demangled_apart(language: str, names: Sequence[str]) -> list[str]:
    """The readable form of each of `names`, mangled as `language` (`cpp`, `swift`) does it.

    A name at which the process dies stays as it is. The list is shorter than `names` where the
    process died `_MOST_STARTS` times, all took more than `_SECONDS`, or it wrote as much as it may.
    """
    tool = library()
    if tool is None or not names:
        return []
    chunks = [list(names[start : start + _CHUNK]) for start in range(0, len(names), _CHUNK)]
    found: list[str] = []
    deadline = monotonic() + _SECONDS
    for _ in range(_MOST_STARTS):
        request = "\n".join(json.dumps(item) for item in (language, *chunks)).encode("ascii")
        lines, is_done = answers_of(_CHILD, [tool], request, deadline - monotonic())
        found += [name for line in lines for name in json.loads(line)]
        chunks = chunks[len(lines) :]
        if is_done or not chunks or monotonic() >= deadline:
            break
        # It died at the first chunk that is left: one name at a time shows at which name.
        if len(chunks[0]) == 1:
            found += chunks.pop(0)
        else:
            chunks[:1] = [[name] for name in chunks[0]]
    return found
