"""The program that demangles apart: a language, then lists of names, to one answer for each list.

`wasmlint.provenance.apart` runs it, with no more on its path than it imports here.
"""

import json
import sys

from wasmlint.provenance.apart import answer, bound_memory
from wasmlint.provenance.symbols.limits import LONGEST_DEMANGLED, MOST_DEMANGLED

_MOST_BYTES = 512 * 1024 * 1024


def main() -> None:
    """Answers every line, until the answers are too long together."""
    bound_memory(_MOST_BYTES)
    from multi_demangle import demangle_symbols

    lines = sys.stdin.buffer
    language = json.loads(lines.readline())
    total = 0
    for line in lines:
        names = json.loads(line)
        found = [
            whole if len(whole) <= LONGEST_DEMANGLED else name
            for name, whole in zip(names, demangle_symbols(names, language=language), strict=True)
        ]
        total += sum(map(len, found))
        if total > MOST_DEMANGLED:
            return
        answer(json.dumps(found).encode("ascii"))
