"""A page with a zoomable treemap of a file: `treemap_page` makes it of a tree of `TreemapNode`s."""

from wasmlint.report.treemap.node import Kind, TreemapNode
from wasmlint.report.treemap.page import treemap_page

__all__ = ["Kind", "TreemapNode", "treemap_page"]
