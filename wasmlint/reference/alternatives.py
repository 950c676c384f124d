"""What does the work of heavy packages of Go's standard library for less."""

from functools import cache

from msgspec import Struct

from wasmlint.reference.datafile import read


class Alternative(Struct, frozen=True):
    """What to do instead of importing `package`, as an order: `use math/rand/v2`.

    `saving_bytes` is the difference between two small programs that do one thing with the package
    and in the other way, `None` where it was not measured.
    """

    package: str
    instead: str
    saving_bytes: int | None
    source: str


def alternative(package: str, goos: str | None) -> Alternative | None:
    """What replaces a package in programs built for `goos`, `js` or `wasip1`, if it is known."""
    found = _alternatives()
    return found.get((package, goos or "any")) or found.get((package, "any"))


@cache
def _alternatives() -> dict[tuple[str, str], Alternative]:
    found = {}
    for entry in read("go_alternatives")["alternatives"]:
        measured = entry.get("measured")
        saving = measured["with_bytes"] - measured["instead_bytes"] if measured else None
        found[entry["package"], entry["goos"]] = Alternative(
            entry["package"], entry["instead"], saving, entry["source"]
        )
    return found
