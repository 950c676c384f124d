"""The build information of a Go program: its module, what it was built from, and with which flags.

The go command writes it, and the linker keeps it in a string that no flag removes. (It is not the
block that `go version -m` reads; WebAssembly modules have none.)
Source: golang/go src/cmd/go/internal/modload/build.go (infoStart, infoEnd) and
src/runtime/debug/mod.go (ParseBuildInfo).
"""

import re
import struct
from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct, structs

_START = bytes.fromhex("3077af0c9274080241e1c107e6d618e6")
_END = bytes.fromhex("f932433186182072008242104116d8f2")
_LONGEST = 1 << 24
_CANDIDATE_LIMIT = 100
_SETTING = re.compile(r'("(?:[^"\\]|\\.)*"|`[^`]*`|[^=]*)=(.*)', re.DOTALL)
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))")
_CONTROLS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}


class GoModule(Struct, frozen=True):
    """A module that went into a program.

    `version` is `None` where none is on record, as for a local folder that replaces a module; `sum`
    is the `h1:` hash of its files, `None` where there is none. `replacement` was used in its place.
    `address` is where its line lies in memory, of `size` bytes.
    """

    path: str
    version: str | None
    sum: str | None
    address: int
    size: int
    replacement: "GoModule | None" = None


class Setting(NamedTuple):
    """A flag (`-ldflags`), a variable (`GOOS`), or what version control says (`vcs.revision`)."""

    key: str
    value: str
    address: int
    size: int


class BuildInfo(Struct, frozen=True):
    """What the go command put on record; each in its order there.

    `path` is the main package (`command-line-arguments` where files were named), `main` the module
    that it belongs to.
    """

    path: str | None
    main: GoModule | None
    dependencies: tuple[GoModule, ...]
    settings: tuple[Setting, ...]


def find_build_info(data: bytes, variables: tuple[int, int] = (0, 0)) -> BuildInfo | None:
    """The build information in an image; `None` where there is none: built outside of a module.

    Of several, as where other Go programs are embedded, it is the one that a string variable holds;
    `variables` is where these lie, from address to address. Else it is the first.
    """
    found = list(_blocks(data))
    held = [
        info
        for start, end, info in found
        if data.find(struct.pack("<QQ", start, end - start), *variables) >= 0
    ]
    return next(iter(held or [info for _, _, info in found]), None)


def _blocks(data: bytes) -> Iterator[tuple[int, int, BuildInfo]]:
    """All build information, with the addresses from its first mark to behind its second."""
    start = -1
    for _ in range(_CANDIDATE_LIMIT):
        start = data.find(_START, start + 1)
        if start < 0:
            return
        text = start + len(_START)
        end = data.find(_END, text, text + _LONGEST)
        if end >= 0 and (found := _parse(data[text:end], text)) is not None:
            yield start, end + len(_END), found


def _parse(data: bytes, address: int) -> BuildInfo | None:
    path: str | None = None
    modules: list[tuple[str, GoModule]] = []
    settings: list[Setting] = []
    for line in data.split(b"\n"):
        kind, _, rest = line.decode("utf-8", "replace").partition("\t")
        match kind:
            case "path":
                path = rest
            case "mod" | "dep":
                modules.append((kind, _module(rest, address, len(line))))
            case "=>" if modules:
                kind, replaced = modules[-1]
                replacement = _module(rest, address, len(line))
                modules[-1] = kind, structs.replace(replaced, replacement=replacement)
            case "build" if (setting := _setting(rest)) is not None:
                settings.append(Setting(*setting, address, len(line)))
        address += len(line) + 1
    if path is None and not modules:
        return None
    return BuildInfo(
        path=path,
        main=next((module for kind, module in modules if kind == "mod"), None),
        dependencies=tuple([module for kind, module in modules if kind == "dep"]),
        settings=tuple(settings),
    )


def _module(line: str, address: int, size: int) -> GoModule:
    path, version, checksum, *_ = [*line.split("\t"), "", "", ""]
    return GoModule(path, version or None, checksum or None, address, size)


def _setting(line: str) -> tuple[str, str] | None:
    """Key and value, either of which may be quoted; `None` where the line is broken."""
    match = _SETTING.fullmatch(line)
    return (_unquoted(match[1]), _unquoted(match[2])) if match is not None else None


def _unquoted(text: str) -> str:
    """What a Go string literal says; other text is itself."""
    if len(text) < 2 or text[0] != text[-1] or text[0] not in '"`':
        return text
    return text[1:-1] if text[0] == "`" else _ESCAPE.sub(_character, text[1:-1])


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2] or escape[3]
    if code is None:
        return _CONTROLS.get(escape[4], escape[4])
    return chr(int(code, 16)) if int(code, 16) <= 0x10FFFF else "\ufffd"
