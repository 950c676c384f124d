"""A tree as columns of numbers, the compact form in which the page carries it."""

from wasmlint.core.text import safe
from wasmlint.report.json_text import Json
from wasmlint.report.treemap.node import KINDS, TreemapNode

NAME_LIMIT = 200
"""Characters of a name that are kept."""
OWN = "(own bytes)"
"""The name of the child that stands for the own bytes of a node with children."""


def tree_columns(root: TreemapNode) -> dict[str, Json]:
    """The tree as lists of equal length, an entry for each node, breadth first, the root first.

    So the children of a node follow each other, and `child_count` alone says whose they are.
    `name` and `kind` are places in `names` and `kinds`. `bytes` is 0 for a node with children,
    whose size is the sum of theirs. Names are safe to show; each is there once.
    """
    nodes = [root]
    for node in nodes:  # grows while it is read
        nodes += _parts(node)
    place: dict[str, int] = {}
    name = [place.setdefault(node.name, len(place)) for node in nodes]
    kind = {kind: number for number, kind in enumerate(KINDS)}
    return {
        "kinds": [[kind, label] for kind, label in KINDS.items()],
        "names": [safe(name, NAME_LIMIT) for name in place],
        "name": list[Json](name),
        "kind": [kind[node.kind] for node in nodes],
        "child_count": [len(_parts(node)) for node in nodes],
        "bytes": [0 if node.children else node.own_bytes for node in nodes],
        "retained": [node.retained_bytes for node in nodes],
        "gzip": [node.gzip_bytes for node in nodes],
    }


def _parts(node: TreemapNode) -> tuple[TreemapNode, ...]:
    """The children, and one more for bytes that are in none of them."""
    if not node.children or not node.own_bytes:
        return node.children
    return (*node.children, TreemapNode(OWN, node.kind, node.own_bytes))
