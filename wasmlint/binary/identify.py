"""What bytes are that are not WebAssembly: the usual things that end up under that name."""

import codecs
import re

from msgspec import Struct

from wasmlint.binary.framing import MAGIC, PREAMBLE_BYTES, Layer

_HEAD_BYTES = 4096
_PREAMBLES = tuple(MAGIC + layer.value for layer in Layer)


class Identity(Struct, frozen=True):
    """What the bytes are.

    `name` is a noun phrase, `problem` one clause without a final period, `hint` the next step. None
    of them quotes the file. `is_damaged` tells a module that lost or garbled its beginning from
    what never was one.
    """

    name: str
    problem: str
    hint: str
    is_damaged: bool = False


def identify(data: bytes) -> Identity | None:
    """What `data` is if it is not WebAssembly; `None` for modules, components and the unknown."""
    if data.startswith(_PREAMBLES):
        return None
    head = data[:_HEAD_BYTES]
    return _by_preamble(head) or _by_text(head) or _by_signature(head) or _brotli(head)


_EMPTY = Identity(
    "an empty file", "the file is empty", "build or download it again", is_damaged=True
)
_SWAPPED = Identity(
    "a module with its bytes reversed",
    "the preamble has its bytes in reversed order",
    "find the step that swaps bytes and leave it out",
    is_damaged=True,
)
_OLD_MODULE = Identity(
    "a module of a format before 1.0",
    "the module has an experimental version that engines no longer read",
    "build it again with a current toolchain",
    is_damaged=True,
)
_OTHER_COMPONENT = Identity(
    "a component of another format version",
    "the component has a version other than 0x0d, which is the one in use",
    "build it again with current component tools",
    is_damaged=True,
)
_UNKNOWN_VERSION = Identity(
    "a binary of an unknown version",
    "the preamble states a version and layer that are not known",
    "check that the file is not damaged",
    is_damaged=True,
)


def _by_preamble(head: bytes) -> Identity | None:
    if not head:
        return _EMPTY
    if any(preamble.startswith(head) for preamble in _PREAMBLES):
        problem = f"the file ends after {len(head)} of the {PREAMBLE_BYTES} bytes of a preamble"
        return Identity("a truncated module", problem, _EMPTY.hint, is_damaged=True)
    if head[:4] == MAGIC[::-1] or head[:PREAMBLE_BYTES] == MAGIC + b"\0\0\0\1":
        return _SWAPPED
    if head[:4] != MAGIC or len(head) < PREAMBLE_BYTES:
        return None
    version, layer = int.from_bytes(head[4:6], "little"), int.from_bytes(head[6:8], "little")
    # Versions counted up to 0x0d before 1.0 was released as 1, in modules as now in components.
    if layer == 0 and version <= 0x0D:
        return _OLD_MODULE
    return _OTHER_COMPONENT if layer == 1 else _UNKNOWN_VERSION


_COMPRESSED = "the file is compressed"
_NATIVE = "the file is machine code for a native platform"
_ARCHIVE = "the file is an archive"
_BUILD_FOR_WASM = "build for a WebAssembly target, such as GOARCH=wasm"
_EXTRACT = "extract the module and check that"

_SIGNATURES: tuple[tuple[bytes, Identity], ...] = (
    (
        b"\x1f\x8b",
        Identity("gzip data", _COMPRESSED, "name it `.wasm.gz`, or decompress it"),
    ),
    (b"\x28\xb5\x2f\xfd", Identity("zstd data", _COMPRESSED, "decompress it with `zstd -d`")),
    (b"\xfd7zXZ\0", Identity("xz data", _COMPRESSED, "decompress it with `xz -d`")),
    (b"BZh", Identity("bzip2 data", _COMPRESSED, "decompress it with `bzip2 -d`")),
    (b"PK\x03\x04", Identity("a zip archive", _ARCHIVE, _EXTRACT)),
    (b"PK\x05\x06", Identity("an empty zip archive", _ARCHIVE, _EXTRACT)),
    (b"!<arch>\n", Identity("a library archive", _ARCHIVE, "link it and check the result")),
    (b"BC\xc0\xde", Identity("LLVM bitcode", "the file is LLVM bitcode", "link it to a module")),
    (b"\x7fELF", Identity("an ELF binary", _NATIVE, _BUILD_FOR_WASM)),
    (b"MZ", Identity("a Windows binary", _NATIVE, _BUILD_FOR_WASM)),
    (b"\xfe\xed\xfa\xce", Identity("a Mach-O binary", _NATIVE, _BUILD_FOR_WASM)),
    (b"\xfe\xed\xfa\xcf", Identity("a Mach-O binary", _NATIVE, _BUILD_FOR_WASM)),
    (b"\xce\xfa\xed\xfe", Identity("a Mach-O binary", _NATIVE, _BUILD_FOR_WASM)),
    (b"\xcf\xfa\xed\xfe", Identity("a Mach-O binary", _NATIVE, _BUILD_FOR_WASM)),
    (b"\xca\xfe\xba\xbe", Identity("a Mach-O or Java binary", _NATIVE, _BUILD_FOR_WASM)),
)


def _by_signature(head: bytes) -> Identity | None:
    for signature, identity in _SIGNATURES:
        if head.startswith(signature):
            return identity
    return None


_TEXTS: tuple[tuple[re.Pattern[str], Identity], ...] = (
    (
        re.compile("version https://git-lfs"),
        Identity(
            "a Git LFS pointer",
            "the file stands for one that Git LFS has not fetched",
            "run `git lfs pull`",
        ),
    ),
    (
        re.compile(r"(?:data:application/wasm;base64,)?\s*AGFzb"),
        Identity("Base64 text", "the file is Base64 text of a module", "decode it"),
    ),
    (
        re.compile(r"(?:\s|;;[^\n]*\n|\(;(?:[^;]|;(?!\)))*;\))*+\((?:module|component)\b"),
        Identity(
            "the text format of WebAssembly",
            "the file is text, not binary",
            "name it `.wat`, or convert it with `wat2wasm`",
        ),
    ),
    (
        re.compile(r"\s*(?:<!--|<!doctype html|<html|<head|<\?xml|<Error>)", re.IGNORECASE),
        Identity(
            "an HTML or XML page",
            "the file is a web page, often an error page of a server",
            "download it again and look at the address",
        ),
    ),
    (
        re.compile(r'\s*(?:\{\s*["}]|\[\s*["{\[\]\d])'),
        Identity(
            "JSON",
            "the file is JSON text, often an error of a server",
            "download it again and look at the address",
        ),
    ),
    (
        re.compile(
            r"\s*(?:(?://[^\n]*\n|/\*(?:[^*]|\*(?!/))*\*/)\s*)*+"
            r"(?:[\"']use strict[\"']|import\b|export\b|(?:async\s+)?function\b|const\b|let\b|var\b"
            r"|module\.exports|[!;]?\((?:async\s*)?(?:function\b|\()|#!/usr/bin/env node)"
        ),
        Identity(
            "JavaScript",
            "the file is JavaScript text",
            "check the `.wasm` file that it loads",
        ),
    ),
)
_PLAIN_TEXT = Identity(
    "plain text", "the file is text, not binary", "check that it is the file you mean"
)
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")


def _by_text(head: bytes) -> Identity | None:
    if head.startswith(_UTF16_MARKS):
        return _PLAIN_TEXT
    try:
        # Not final, for the head may end within a character.
        text = codecs.getincrementaldecoder("utf-8-sig")().decode(head)
    except UnicodeDecodeError:
        return None
    if not all(char.isprintable() or char in "\t\r\n\f" for char in text):
        return None
    for pattern, identity in _TEXTS:
        if pattern.match(text):
            return identity
    return _PLAIN_TEXT


def _brotli(head: bytes) -> Identity | None:
    """Brotli has no signature, so its beginning is decompressed and compared."""
    import brotli

    try:
        start = brotli.Decompressor().process(head, output_buffer_limit=_HEAD_BYTES)
    except brotli.error:
        return None
    if not start.startswith(MAGIC):
        return None
    return Identity(
        "brotli data", _COMPRESSED, "name it `.wasm.br`, or decompress it with `brotli -d`"
    )
