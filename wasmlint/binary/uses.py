"""Uses of proposals: how many places there are, and where the first one lies."""

from collections.abc import Iterable

from msgspec import Struct


class FeatureUse(Struct, frozen=True):
    """A proposal that a module uses.

    `use_count` is the number of places (instructions or declarations) that need it, `first_offset`
    the smallest file offset of one.
    """

    name: str
    use_count: int
    first_offset: int


EITHER_EXCEPTIONS = "exceptions, legacy or not"
"""What `throw` and tags are counted for until it is known which of the two proposals they serve."""


Use = tuple[Iterable[str], int]
"""One place, by its file offset, and the proposals it needs."""


class Uses:
    """The uses counted so far."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._first_offsets: dict[str, int] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._counts

    def add(self, names: Iterable[str], offset: int, count: int = 1) -> None:
        """Counts for each of `names` so many more uses, the first of them at `offset`.

        A name counts once however often it is in `names`.
        """
        for name in set(names):
            self._counts[name] = self._counts.get(name, 0) + count
            self._first_offsets[name] = min(offset, self._first_offsets.get(name, offset))

    def rename(self, name: str, new_name: str) -> None:
        """Counts the uses of `name` for `new_name`."""
        if name in self:
            self.add([new_name], self._first_offsets.pop(name), self._counts.pop(name))

    def by_name(self) -> tuple[FeatureUse, ...]:
        """All of them, sorted by name."""
        return tuple(
            FeatureUse(name, self._counts[name], self._first_offsets[name])
            for name in sorted(self._counts)
        )
