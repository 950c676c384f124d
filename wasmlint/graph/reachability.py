"""What can be reached from some nodes of a graph."""

from collections.abc import Collection, Container, Iterable

from wasmlint.graph.digraph import Digraph


def reachable(
    graph: Digraph,
    roots: Iterable[int],
    without: Iterable[int] = (),
    cut: tuple[Collection[int], Container[int]] = ((), ()),
) -> bytearray:
    """For each node, 1 if it is one of `roots` or a path leads to it from one, else 0.

    The graph is taken without the nodes of `without`, which are not reached, and without the edges
    from a node in the first part of `cut` to one in the second.
    """
    reached = bytearray(graph.node_count)
    missing = list(without)
    for node in missing:
        reached[node] = 1
    successors = graph.successors
    sources, targets = cut
    if sources:
        successors = successors.copy()
        for node in sources:
            successors[node] = [target for target in successors[node] if target not in targets]
    waiting = []
    for root in roots:
        if not reached[root]:
            reached[root] = 1
            waiting.append(root)
    while waiting:
        for target in successors[waiting.pop()]:
            if not reached[target]:
                reached[target] = 1
                waiting.append(target)
    for node in missing:
        reached[node] = 0
    return reached
