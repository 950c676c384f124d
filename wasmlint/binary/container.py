"""A file to the module in it: gzip and brotli are decompressed, the text format is encoded.

Source: RFC 1952 (gzip), RFC 7932 (brotli), core specification 3.0, chapter 6 "Text Format".
"""

import gzip
import io
import re
import zlib
from collections.abc import Callable

from wasmlint.core.errors import InputError
from wasmlint.core.units import format_bytes

_CHUNK_BYTES = 1 << 20
_TEXT_ERROR = re.compile(
    r"(?P<problem>.*?)\s*-->[^\n]*:(?P<line>\d+):(?P<column>\d+)\n.*", re.DOTALL
)


def unwrap(path: str, raw: bytes, limit_bytes: int) -> bytes:
    """The bytes of the module in `raw`, the contents of a file called `path`.

    The suffixes `.gz`, `.br` and `.wat` are undone from the last to the first; any other file is
    taken as it is.
    Raises `InputError` where the contents are not what the suffix says, are cut short, or come to
    more than `limit_bytes`.
    """
    for suffix, undo in _SUFFIXES.items():
        if path.lower().endswith(suffix):
            return unwrap(path[: -len(suffix)], undo(raw, limit_bytes), limit_bytes)
    return raw


def _gunzip(raw: bytes, limit_bytes: int) -> bytes:
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as members:
            data = members.read(limit_bytes + 1)
    except EOFError:
        raise InputError("the gzip data is cut short; write or download the file again") from None
    except (gzip.BadGzipFile, zlib.error):
        raise InputError("the file is named `.gz` and is not valid gzip data") from None
    if len(data) > limit_bytes:
        raise _over(limit_bytes)
    return data


def _unbrotli(raw: bytes, limit_bytes: int) -> bytes:
    import brotli

    stream = brotli.Decompressor()
    parts: list[bytes] = []
    size = 0
    rest = raw
    while not stream.is_finished():
        try:
            part = stream.process(rest, output_buffer_limit=_CHUNK_BYTES)
        except brotli.error:
            raise InputError("the file is named `.br` and is not valid brotli data") from None
        rest = b""
        if not part and not stream.is_finished() and stream.can_accept_more_data():
            raise InputError("the brotli data is cut short; write or download the file again")
        parts.append(part)
        size += len(part)
        if size > limit_bytes:
            raise _over(limit_bytes)
    return b"".join(parts)


def _encode_text(raw: bytes, limit_bytes: int) -> bytes:
    from wasmtime import WasmtimeError, wat2wasm

    try:
        data = bytes(wat2wasm(raw))
    except WasmtimeError as error:
        match = _TEXT_ERROR.fullmatch(str(error))
        if match is None:
            raise InputError(f"the text does not parse: {error}") from None
        problem, line, column = match["problem"], match["line"], match["column"]
        raise InputError(f"the text does not parse: {problem}, at {line}:{column}") from None
    if len(data) > limit_bytes:
        raise _over(limit_bytes)
    return data


def _over(limit_bytes: int) -> InputError:
    return InputError(
        f"the file unpacks to more than the limit of {format_bytes(limit_bytes)}; "
        "raise `max-file-size` to check it"
    )


_SUFFIXES: dict[str, Callable[[bytes, int], bytes]] = {
    ".gz": _gunzip,
    ".br": _unbrotli,
    ".wat": _encode_text,
}
