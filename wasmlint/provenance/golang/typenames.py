"""Names in Go's type descriptors: of types, fields, methods and import paths.

Source: golang/go src/internal/abi/type.go (Name) of go1.17 and later.
"""

# Flags before a name; the third is of names in other packages, the fourth of embedded fields.
_EXPORTED, _HAS_TAG, _HAS_PACKAGE, _EMBEDDED = 1, 2, 4, 8
_ALL_FLAGS = _EXPORTED | _HAS_TAG | _HAS_PACKAGE | _EMBEDDED
_PACKAGE_BYTES = 4


def read_name(data: bytes, at: int) -> str | None:
    """The name at an address: a byte of flags, the length as a varint, UTF-8.

    `None` where that is not what lies there.
    """
    text = _text(data, at + 1)
    if data[at] & ~_ALL_FLAGS or text is None:
        return None
    try:
        return data[text[0] : text[1]].decode("utf-8")
    except UnicodeDecodeError:
        return None


def is_exported(data: bytes, at: int) -> bool:
    """Whether a name begins with a capital letter, as it says itself."""
    return bool(data[at] & _EXPORTED)


def name_end(data: bytes, at: int) -> int:
    """The address behind a name, with its tag and the offset of its package if it has them.

    `at` itself where no name lies there.
    """
    text = _text(data, at + 1)
    if text is not None and data[at] & _HAS_TAG:
        text = _text(data, text[1])
    if text is None:
        return at
    return text[1] + (_PACKAGE_BYTES if data[at] & _HAS_PACKAGE else 0)


def _text(data: bytes, at: int) -> tuple[int, int] | None:
    """Where a text begins and ends whose length is at `at`, of at most two bytes."""
    size = int.from_bytes(data[at : at + 2], "little")
    if not size & 0x80:
        start, size = at + 1, size & 0x7F
    elif not size & 0x8000:
        start, size = at + 2, size & 0x7F | (size >> 8) << 7
    else:
        return None
    return (start, start + size) if start + size <= len(data) else None
