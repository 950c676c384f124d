"""What a treemap shows: a tree whose nodes share the bytes of a file between them."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from msgspec import Struct

Kind = Literal["main", "module", "dependency", "std", "runtime", "other", "unattributed"]
"""Whose bytes they are: the kinds of the `package` table, and bytes that are nobody's."""

KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        "main": "main package",
        "module": "this module",
        "dependency": "dependency",
        "std": "standard library",
        "runtime": "runtime",
        "other": "other",
        "unattributed": "unattributed",
    }
)
"""How people read each kind, in the order of the legend."""


class TreemapNode(Struct, frozen=True, eq=False):
    """A part of a file, such as a package, a function or a section.

    `own_bytes` are those of the node and of none of its children, so the sizes of a tree add up
    whatever it holds: a node is as large as its own bytes and its children together.
    `retained_bytes` is what goes when the node goes, `gzip_bytes` the share of the node and all
    within it in the compressed file; both are `None` where nobody computed them.
    """

    name: str
    kind: Kind
    own_bytes: int
    retained_bytes: int | None = None
    gzip_bytes: int | None = None
    children: tuple["TreemapNode", ...] = ()
