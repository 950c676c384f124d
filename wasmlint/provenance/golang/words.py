"""A memory image as arrays of words, for the analyses that look at all of it."""

import sys
from array import array
from typing import NamedTuple


class Words(NamedTuple):
    """The bytes of an image, and the same as unsigned little-endian words of 8 and of 4 bytes.

    `quads[a >> 3]` is the word of 8 bytes at an address that is a multiple of 8. All words that
    begin in the image are there; bytes behind its end read as zero.
    """

    data: bytes
    quads: "array[int]"
    longs: "array[int]"


def words_of(data: bytes) -> Words:
    """The words of an image that begins at address 0."""
    padded = data + bytes(-len(data) % 8)
    return Words(data, _words("Q", padded), _words("I", padded))


def _words(code: str, data: bytes) -> "array[int]":
    words = array(code)
    words.frombytes(data)
    if sys.byteorder == "big":
        words.byteswap()
    return words
