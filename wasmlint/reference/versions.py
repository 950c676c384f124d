"""Versions compared as numbers: 15.2 is below 15.10, and a release candidate below its release."""

import re

from msgspec import Struct

_VERSION = re.compile(
    r"v?(?P<numbers>[0-9]{1,9}(?:\.[0-9]{1,9}){0,7})(?![0-9])(?P<rest>.*)", re.DOTALL
)
_PRERELEASE = re.compile(r"[-.]?(rc|beta|alpha|dev|pre|nightly)")


class Version(Struct, frozen=True, order=True):
    """`numbers` have no zeros at their end, so that 15 equals 15.0."""

    numbers: tuple[int, ...]
    is_release: bool = True


def parse_version(text: str) -> Version:
    """The version that `text` begins with: `1.26rc2`, `15.0.7-wasi-sdk`, `0.41.1`.

    Raises `ValueError`, with a message fit for users, where it begins with none.
    """
    match = _VERSION.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"`{text[:40]}` is not a version; write numbers, such as `17.4`")
    numbers = [int(number) for number in match["numbers"].split(".")]
    while len(numbers) > 1 and numbers[-1] == 0:
        numbers.pop()
    return Version(tuple(numbers), _PRERELEASE.match(match["rest"]) is None)
