"""Standard libraries by the names of their parts, which no prefix marks in names of functions."""

from functools import cache

from wasmlint.reference.datafile import read


@cache
def standard_names(language: str) -> frozenset[str]:
    """Modules or files of the standard library of `assemblyscript`, `swift` or `zig`."""
    return next(
        frozenset(entry["names"])
        for entry in read("standard_libraries")["languages"]
        if entry["id"] == language
    )
