"""A file to what the analyses look at: read, unwrap, decode; every fault becomes a fact."""

import os
import stat
from collections.abc import Callable, Iterator
from pathlib import Path

from msgspec import structs

from wasmlint.analysis.base import Fault, Input
from wasmlint.analysis.faults import COMPARE
from wasmlint.analysis.policy import Policy
from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode
from wasmlint.binary.identify import identify
from wasmlint.binary.module import Component, Module
from wasmlint.core.errors import DecodeError, InputError
from wasmlint.core.units import format_bytes
from wasmlint.provenance.sources import files_named


def read_file(
    path: Path, limit_bytes: int, advice: str = "raise `max-file-size` to check it"
) -> bytes:
    """The bytes of a file; `advice` says what to do about one that is too large.

    Raises `InputError` where it cannot be read, is larger than `limit_bytes`, or is a device or a
    pipe, which could go on without end or never begin.
    """
    try:
        with open(path, "rb", opener=_open) as stream:
            status = os.fstat(stream.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise InputError("this is no regular file but a device, a pipe or a socket")
            size = status.st_size
            # The file may grow while it is read.
            data = stream.read(limit_bytes + 1) if size <= limit_bytes else b""
    except OSError as error:
        raise InputError(f"the file cannot be read: {error.strerror or error}") from None
    size = max(size, len(data))
    if size > limit_bytes:
        raise InputError(
            f"the file has {format_bytes(size)}, over the limit of "
            f"{format_bytes(limit_bytes)}; {advice}"
        )
    return data


def _open(name: str, flags: int) -> int:
    # To open a pipe that nobody writes to waits for a writer, unless told not to (POSIX open).
    return os.open(name, flags | getattr(os, "O_NONBLOCK", 0))


def inputs(
    path: str,
    raw: bytes,
    policy: Policy,
    limit_bytes: int,
    read_beside: Callable[[str], bytes | None] = lambda _: None,
) -> list[Input]:
    """The module or component in `raw`, then all that is nested in it, depth first.

    `path` is how reports name the file; its suffix says whether it is compressed or text. Bytes
    that do not decode give one input with a fault. `read_beside` gives the bytes of a file in the
    same folder, for the debug data that a module says is there.
    Raises `InputError` where the file is over a limit.
    """
    data = unwrap(path, raw, limit_bytes)
    other = identify(data)
    if other is not None:
        kind = "malformed" if other.is_damaged else "not-wasm"
        fault = Fault(kind, 0, None, other.problem, other.name, other.hint)
        return [Input(path, data, None, (fault,), policy)]
    try:
        decoded = decode(data)
    except DecodeError as error:
        fault = Fault("malformed", error.offset, error.section, error.problem, hint=COMPARE)
        return [Input(path, data, None, (fault,), policy)]
    top = Input(path, data, decoded, (), policy)
    nested = _nested(top, decoded)
    return [_with_files(given, read_beside) for given in (top, *nested)]


def _with_files(given: Input, read_beside: Callable[[str], bytes | None]) -> Input:
    names = files_named(given.decoded) if isinstance(given.decoded, Module) else ()
    found = {name: content for name in names if (content := read_beside(name)) is not None}
    return structs.replace(given, beside=found) if found else given


def _nested(top: Input, decoded: Module | Component, prefix: str = "") -> Iterator[Input]:
    if isinstance(decoded, Module):
        return
    counts = {"module": 0, "component": 0}
    for inner in decoded.nested:
        kind = "module" if isinstance(inner, Module) else "component"
        label = f"{prefix}{kind}[{counts[kind]}]"
        counts[kind] += 1
        # What is asked of a file is asked of the whole, not of each part.
        yield Input(top.path, top.data, inner, within=label)
        yield from _nested(top, inner, f"{label}.")
