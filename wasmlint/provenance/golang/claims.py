"""Who the addresses of an image belong to, and what that takes in the file."""

from array import array
from itertools import pairwise

from msgspec import Struct

from wasmlint.provenance.golang.image import Image

NOBODY = -1
"""What belongs to no one."""


class Stretches(Struct, frozen=True, eq=False):
    """The stretches of an image, and what their owners take in the file.

    Stretch `i` is from `starts[i]` to `starts[i + 1]`. `owners` are nodes, or pieces by their
    number behind that of the last node, or `NOBODY`. `sizes` are bytes of segments, headers
    included, by owner; those of nobody are the last.
    """

    starts: "array[int]"
    owners: "array[int]"
    sizes: "array[int]"


class Claims:
    """Claims of nodes on addresses; each reaches from where it begins to where the next one does.

    Addresses outside of the image take nothing.

    A node has a stretch alone, or shares a piece with others. Where two begin at one address, a
    piece goes before a node, and a later node before an earlier one.
    """

    def __init__(self, node_count: int) -> None:
        self.shares: list[list[int]] = [[] for _ in range(node_count)]
        self._owners: dict[int, int] = {}
        self._pieces: dict[int, int] = {}
        self._piece_count = 0

    def own(self, start: int, node: int) -> None:
        """What begins at `start` belongs to a node alone."""
        self._owners[start] = node

    def share(self, start: int, node: int) -> None:
        """A node uses the piece that begins at `start`."""
        piece = self._pieces.setdefault(start, self._piece_count)
        if piece == self._piece_count:
            self._piece_count += 1
        self.shares[node].append(piece)

    def extend(self, start: int, piece: int) -> None:
        """What begins at `start` is part of the piece that begins at `piece`, unless it is claimed.

        Raises `KeyError` where nobody shares that piece.
        """
        self._pieces.setdefault(start, self._pieces[piece])

    def end(self, address: int) -> None:
        """What begins at `address` belongs to nobody, unless it is claimed."""
        self._owners.setdefault(address, NOBODY)

    def settle(self, image: Image) -> "Stretches":
        """Who has what; from address 0 to the end of the image."""
        end = len(image.data)
        inside = {start for start in (*self._owners, *self._pieces) if 0 <= start < end}
        starts = sorted({0, end, *inside})
        node_count = len(self.shares)
        owners = [
            node_count + self._pieces[start]
            if start in self._pieces
            else self._owners.get(start, NOBODY)
            for start in starts[:-1]
        ]
        sizes = [0] * (node_count + self._piece_count + 1)
        for owner, stretch in zip(owners, pairwise(starts), strict=True):
            sizes[owner] += image.file_bytes(*stretch)
        return Stretches(array("q", starts), array("q", owners), array("q", sizes))
