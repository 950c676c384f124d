"""Feature proposals: what each is called, whether it is standard, and which engines have it."""

from collections.abc import Mapping
from functools import cache

from msgspec import Struct

from wasmlint.reference.datafile import read
from wasmlint.reference.versions import Version, parse_version

FLAG = "flag"


class Feature(Struct, frozen=True):
    """A proposal. `standard` is the version of the specification that has it.

    `since` tells for each engine of which it is known: a version, true (supported, version not
    known), `FLAG` (off by default) or false. `is_refused` says whether an engine without the
    feature refuses a core module that uses it; what lies in a custom section it ignores.
    """

    name: str
    title: str
    standard: str | None
    phase: str | None
    is_refused: bool
    since: Mapping[str, str | bool]

    def is_on(self, engine: str, minimum: Version | None) -> bool | None:
        """Whether every version of `engine` from `minimum` has it on by default.

        With no minimum the newest version counts. `None` where it is not known.
        """
        since = self.since.get(engine)
        if since is None or isinstance(since, bool):
            return since
        if since == FLAG:
            return False
        return minimum is None or parse_version(since) <= minimum


@cache
def engines() -> Mapping[str, str]:
    """Names of the engines, by id, in order."""
    return {entry["id"]: entry["name"] for entry in read("features")["engines"]}


@cache
def features() -> Mapping[str, Feature]:
    """All features by name, in order."""
    return {
        entry["name"]: Feature(
            entry["name"],
            entry["title"],
            entry["standard"],
            entry["phase"],
            entry["is_refused"],
            entry["since"],
        )
        for entry in read("features")["features"]
    }
