"""Paths as GitHub reads them: from the root of the repository, and as URI references."""

import posixpath
from urllib.parse import quote


def from_root(path: str, prefix: str) -> str:
    """`path` from the root of the repository: no `.` or `..` part, no leading `/`.

    What lies outside of the repository loses the parts that lead out of it, because an address
    that leads out makes GitHub refuse the whole file.
    """
    parts = posixpath.normpath(posixpath.join(prefix, path)).split("/")
    return "/".join(part for part in parts if part not in ("", ".", ".."))


def uri(path: str) -> str:
    """`path` as a relative URI reference; every byte with a meaning of its own is escaped.

    Source: RFC 3986, section 4.2; a colon in the first part would read as a scheme.
    """
    return quote(path.encode("utf-8", "surrogateescape"), safe="/@+=,")
