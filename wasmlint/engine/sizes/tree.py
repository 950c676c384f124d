"""A size report as the tree that the page of `size html` draws: packages, functions, data."""

from collections import defaultdict
from typing import cast

from wasmlint.core.sizes import FunctionSize, PackageSize, SizeReport
from wasmlint.report.treemap import Kind, TreemapNode


def size_tree(report: SizeReport) -> TreemapNode:
    """The file with its packages, largest first; they add up to it.

    A package has its functions, its data as one node, and what goes beyond both (names, tables,
    headers) as its own bytes.
    """
    functions: dict[str | None, list[FunctionSize]] = defaultdict(list)
    for function in report.functions:
        functions[function.package].append(function)
    children = tuple(_package(row, functions[row.name]) for row in report.packages)
    rest = report.bytes - sum(row.total_bytes for row in report.packages)
    return TreemapNode(report.path, "other", rest, children=children)


def _package(row: PackageSize, functions: list[FunctionSize]) -> TreemapNode:
    kind = cast("Kind", row.kind)
    bodies = tuple(
        TreemapNode(function.name, kind, function.bytes, function.retained_bytes)
        for function in functions
    )
    data = (TreemapNode("data", kind, row.data_bytes),) if row.data_bytes else ()
    inside = sum(node.own_bytes for node in bodies + data)
    if inside > row.total_bytes:  # bodies of several packages under one name
        bodies, data, inside = (), (), 0
    return TreemapNode(
        row.name,
        kind,
        row.total_bytes - inside,
        row.retained_bytes,
        row.gzip_bytes,
        bodies + data,
    )
