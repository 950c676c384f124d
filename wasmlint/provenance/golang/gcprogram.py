"""GC programs: the run-length code in which Go's linker says which words of a section are pointers.

Source: golang/go src/runtime/mbitmap.go (runGCProg), the same from go1.5 to go1.27.
"""

_REPEAT = 0x80
_COUNT = 0x7F


def expand_gc_program(data: bytes, at: int, word_count: int) -> bytes | None:
    """A byte for each of the first `word_count` words: 1 where it is a pointer, else 0.

    Words behind the last that the program speaks of are no pointers. `None` where what lies at `at`
    is no program: cut short, or repeating what is not there.
    """
    mask = bytearray()
    try:
        while len(mask) < word_count and (instruction := data[at]):
            at += 1
            count = instruction & _COUNT
            if not instruction & _REPEAT:
                size = -(-count // 8)
                literal = int.from_bytes(data[at : at + size], "little")
                at += size
                mask += bytes([literal >> bit & 1 for bit in range(count)])
            else:
                if not count:
                    count, at = _varint(data, at)
                times, at = _varint(data, at)
                if not 0 < count <= len(mask):
                    return None
                mask += mask[-count:] * min(times, 1 + (word_count - len(mask)) // count)
    except (IndexError, ValueError):
        return None
    return bytes(mask[:word_count].ljust(word_count, b"\0"))


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 64, 7):
        byte = data[at]
        at += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value, at
    raise ValueError("longer than 64 bits")
