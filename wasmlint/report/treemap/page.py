"""The page itself: template, style, scripts and data put together into one text."""

import hashlib
import html
from base64 import b64encode
from collections.abc import Sequence
from importlib.resources import files
from string import Template

from wasmlint.core.text import safe
from wasmlint.report.json_text import json_text
from wasmlint.report.treemap.columns import tree_columns
from wasmlint.report.treemap.node import TreemapNode

_ASSETS = files("wasmlint.report.treemap") / "assets"
_LIBRARY = "d3-hierarchy"
_STYLES = ("page", "map", "list")
_SCRIPTS = ("dom", "tree", "words", "layout", "search", "tip", "list", "map", "frame", "app")
"""In the order in which they build on each other."""


def treemap_page(root: TreemapNode, title: str, facts: Sequence[tuple[str, str]]) -> str:
    """An HTML page, complete in itself, that shows `root` as a treemap and as a list.

    `facts` are labels and values for its head, in their order. The page loads nothing: its own
    policy lets the browser run this script and this style and fetch nothing at all. It is ASCII,
    so it reads the same in whatever encoding it is written.
    """
    style = "\n".join(_asset(f"{name}.css") for name in _STYLES)
    script = "\n".join(['"use strict";', *(_asset(f"{name}.js") for name in _SCRIPTS)])
    library = _library()
    page = Template(_asset("page.html")).substitute(
        policy=_policy((library, script), style),
        title=_shown(title),
        facts="".join(
            f"<div><dt>{_shown(label)}</dt><dd>{_shown(value)}</dd></div>" for label, value in facts
        ),
        style=style,
        data=_data(root),
        library=library,
        script=script,
    )
    return page.encode("ascii", "xmlcharrefreplace").decode("ascii")


def _data(root: TreemapNode) -> str:
    # Without `<` nothing in it can end the element (HTML standard, "Restrictions for contents of
    # script elements"); JSON has it in strings only.
    return json_text(tree_columns(root)).replace("<", r"\u003c")


def _policy(scripts: Sequence[str], style: str) -> str:
    """What the browser may do for this page (Content Security Policy level 3, Trusted Types)."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {' '.join(map(_digest, scripts))}",
            f"style-src {_digest(style)}",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",  # so no text can become markup
            "trusted-types 'none'",
        )
    )


def _digest(text: str) -> str:
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _library() -> str:
    """The library behind its licence, which asks to be in all copies."""
    return f"/*!\n{_asset(f'{_LIBRARY}/LICENSE')}*/\n{_asset(f'{_LIBRARY}/{_LIBRARY}.min.js')}"


def _asset(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")


def _shown(text: str) -> str:
    return html.escape(safe(text))
