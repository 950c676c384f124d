"""The Go version that a program reports of itself, which no flag and no optimiser removes.

It is what `runtime.Version()` returns: the linker sets the string `runtime.buildVersion`, and the
scheduler of every program looks at it when it starts. Source: golang/go
src/cmd/link/internal/ld/main.go (addstrdata1 of runtime.buildVersion), src/runtime/proc.go
(schedinit).
"""

import re
import struct
from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

from wasmlint.provenance.golang.image import Image
from wasmlint.provenance.golang.moduledata import ModuleData

# `go1.27.4`, `go1.28rc1`, `devel go1.27-0f3c1a2b Mon May 4 ...`; before go1.17 `devel +0f3c1a2b`.
_BEGINNING = re.compile(rb"go1\.\d|devel (?:go1\.\d|\+)")
_VERSION = re.compile(
    r"go(?P<release>1\.\d{1,3}(?:\.\d{1,3})?(?:(?:rc|beta)\d{1,2})?)(?:[ +-][ -~]*)?"
    r"|devel (?:go(?P<next>1\.\d{1,3})-|\+)[ -~]*"
)
_LONGEST = 256
_WORD = 8


class VersionVariable(NamedTuple):
    """A string variable that holds a version; `address` is that of the variable."""

    text: str
    address: int


def find_versions(image: Image, moduledata: ModuleData) -> tuple[VersionVariable, ...]:
    """Every string variable whose text reads as a version, such as `go1.27.4`, by address.

    Nearly always one; a program may have more of its own. Experiments and a distribution's name may
    stand behind the number.
    """
    return tuple(_versions(image.data, moduledata.data, moduledata.edata))


def release_of(version: str) -> str | None:
    """The number in a version: `1.27.4` of `go1.27.4 X:simd`, `1.28` of a checkout before it.

    `None` of a checkout that names none.
    """
    match = _VERSION.fullmatch(version)
    return match["release"] or match["next"] if match is not None else None


def used_in(body: bytes, versions: tuple[VersionVariable, ...]) -> VersionVariable | None:
    """The first variable of which the code of a body names the address or, as it may, the length's.

    The instructions are not told apart: three bytes that are an address by chance are rare enough
    to choose between a few variables.
    """
    for version in versions:
        for address in (version.address, version.address + _WORD):
            if _leb128(address) in body:
                return version
    return None


def _versions(data: bytes, start: int, end: int) -> Iterator[VersionVariable]:
    texts = {match.start() for match in _BEGINNING.finditer(data)}
    count = max(min(end, len(data)) - start, 0) // _WORD
    words = struct.unpack_from(f"<{count}Q", data, start) if count else ()
    for place, (address, length) in enumerate(pairwise(words)):
        # A string variable is the address of its bytes and their number.
        if address in texts and length <= _LONGEST:
            text = data[address : address + length].decode("latin-1")
            if _VERSION.fullmatch(text):
                yield VersionVariable(text, start + _WORD * place)


def _leb128(value: int) -> bytes:
    """The signed encoding, which constants have."""
    encoded = bytearray()
    while value > 0x3F:
        encoded.append(value & 0x7F | 0x80)
        value >>= 7
    encoded.append(value)
    return bytes(encoded)
