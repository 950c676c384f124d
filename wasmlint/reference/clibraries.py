"""C libraries by the names of their functions, which no mangling ties to what they belong to."""

import re
from functools import cache

from msgspec import Struct

from wasmlint.reference.datafile import read


class CLibrary(Struct, frozen=True):
    """A library. `kind` is `runtime` for what a toolchain adds to programs, else `dependency`."""

    name: str
    kind: str
    names: frozenset[str]
    pattern: re.Pattern[str] | None
    source: str


@cache
def c_libraries() -> tuple[CLibrary, ...]:
    """All libraries, by name. Of those that know a name the first one has it."""
    return tuple(
        CLibrary(
            name=entry["name"],
            kind=entry["kind"],
            names=frozenset(" ".join(entry.get("names", ())).split()),
            pattern=re.compile(entry["pattern"]) if "pattern" in entry else None,
            source=entry["source"],
        )
        for entry in read("c_libraries")["libraries"]
    )


@cache
def _by_name() -> dict[str, CLibrary]:
    return {name: library for library in reversed(c_libraries()) for name in library.names}


@cache
def _patterns() -> re.Pattern[str]:
    alternatives = [
        f"(?P<library{place}>{library.pattern.pattern})"
        for place, library in enumerate(c_libraries())
        if library.pattern is not None
    ]
    return re.compile("|".join(alternatives), re.ASCII)


def find_c_library(name: str) -> CLibrary | None:
    """The library that a C function of this name belongs to."""
    known = _by_name().get(name)
    if known is not None:
        return known
    match = _patterns().fullmatch(name)
    # The group around an alternative is the last to close.
    group = match.lastgroup if match is not None else None
    return c_libraries()[int(group.removeprefix("library"))] if group is not None else None
