"""Names of component imports and exports taken apart.

Source: WebAssembly/component-model@6d28164 design/mvp/Explainer.md, "Import and Export
Definitions" (interfacename, depname, urlname, hashname).
"""

import re

from msgspec import Struct

_INTERFACE = re.compile(
    r"(?P<package>[a-zA-Z][a-zA-Z0-9-]*(?::[a-zA-Z][a-zA-Z0-9-]*)+)"
    r"(?:/(?P<interface>[a-zA-Z][a-zA-Z0-9/-]*))?"
    r"(?:@(?P<version>.+))?"
)
_DEPENDENCY_PREFIXES = ("unlocked-dep=<", "locked-dep=<")
_RANGE = re.compile(r"\{?>?=?\s*(\d[^\s{}<>]*).*")


class WitName(Struct, frozen=True):
    """`wasi:cli/environment@0.2.0` in parts.

    `package` is `wasi:cli`, `None` for a plain name, which then is `interface`. `version` is
    `None` where none is stated.
    """

    package: str | None
    interface: str | None
    version: str | None

    @property
    def is_prerelease(self) -> bool:
        """Whether the version is one that no release satisfies: `0.2.0-rc-2023-11-10`."""
        # Build metadata, after `+`, may hold hyphens and orders nothing (semver 2.0.0, item 10).
        return self.version is not None and "-" in self.version.partition("+")[0]


def split_wit_name(name: str) -> WitName:
    """The parts of an extern name; any text has some."""
    for prefix in _DEPENDENCY_PREFIXES:
        if name.startswith(prefix):
            name = name.removeprefix(prefix).partition(">,integrity=<")[0].removesuffix(">")
    match = _INTERFACE.fullmatch(name)
    if match is None:
        return WitName(None, name, None)
    version = match["version"]
    if version is not None:
        bound = _RANGE.fullmatch(version)
        version = bound[1] if bound else version
    return WitName(match["package"], match["interface"], version)
