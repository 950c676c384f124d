"""Compressed sizes: what a file weighs on the wire.

`gzip_bytes` and `brotli_bytes` over an input are costly; use them with `Input.once`.
"""

import zlib

from wasmlint.analysis.base import Input

GZIP_LEVEL = 9
_ESTIMATE_LEVEL = 6
"""A few per cent larger than at level 9, in a third of the time."""
_GZIP_FORMAT = zlib.MAX_WBITS | 16
_RAW_DEFLATE = -zlib.MAX_WBITS


def input_bytes(given: Input) -> bytes:
    """The bytes of the module or component itself, which may lie inside a file."""
    if given.decoded is None:
        return given.data
    span = given.decoded.span
    return given.data[span.start : span.end]


def gzip_bytes(given: Input) -> int:
    """Size as a gzip file at level 9, without a file name or time in its header."""
    squeeze = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, _GZIP_FORMAT)
    return len(squeeze.compress(input_bytes(given))) + len(squeeze.flush())


def brotli_bytes(given: Input) -> int:
    """Size as a Brotli stream at the quality that the policy names."""
    import brotli

    return len(brotli.compress(input_bytes(given), quality=given.policy.brotli_quality))


def deflated_bytes(data: bytes) -> int:
    """About the share that `data` has of a gzip file: its size as a bare deflate stream."""
    squeeze = zlib.compressobj(_ESTIMATE_LEVEL, zlib.DEFLATED, _RAW_DEFLATE)
    return len(squeeze.compress(data)) + len(squeeze.flush())
