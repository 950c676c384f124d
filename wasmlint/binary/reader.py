"""A cursor over bytes: the integers, names and vector counts that every section is made of."""

from wasmlint.binary import leb128
from wasmlint.core.errors import DecodeError

VECTOR_LIMIT = 1_000_000
"""Most entries of a vector.

No engine takes more types, functions, imports, exports or globals, and a record of each must be
made. Source: WebAssembly JavaScript Interface 3.0, "Implementation-defined Limits".
"""


class Reader:
    """A cursor at file offset `at`, bounded by `end`; `section` is named in errors.

    Every method reads from `at` and moves it behind what was read; where the bytes are not what
    they should be it raises `DecodeError`, in whose message `what` stands for the thing read.
    """

    __slots__ = ("at", "data", "end", "section")

    def __init__(
        self, data: bytes, at: int = 0, end: int | None = None, section: str | None = None
    ) -> None:
        self.data = data
        self.at = at
        self.end = len(data) if end is None else end
        self.section = section

    @property
    def remaining(self) -> int:
        """Number of bytes left."""
        return self.end - self.at

    def fail(self, problem: str, at: int | None = None) -> DecodeError:
        """An error at `at`, by default the cursor; the caller raises it."""
        return DecodeError(self.at if at is None else at, problem, self.section)

    def u8(self, what: str = "byte") -> int:
        """One byte."""
        if self.at >= self.end:
            raise self.fail(f"{what} is missing")
        byte = self.data[self.at]
        self.at += 1
        return byte

    def peek(self) -> int | None:
        """The next byte without moving, `None` at the end."""
        return self.data[self.at] if self.at < self.end else None

    def u32(self, what: str = "integer") -> int:
        """An unsigned LEB128 integer of 32 bits."""
        at = self.at
        if at < self.end and (value := self.data[at]) < 0x80:
            self.at = at + 1
            return value
        value, self.at = leb128.unsigned(self.data, self.at, self.end, 32, self.section, what)
        return value

    def u64(self, what: str = "integer") -> int:
        """An unsigned LEB128 integer of 64 bits."""
        value, self.at = leb128.unsigned(self.data, self.at, self.end, 64, self.section, what)
        return value

    def s32(self, what: str = "integer") -> int:
        """A signed LEB128 integer of 32 bits."""
        value, self.at = leb128.signed(self.data, self.at, self.end, 32, self.section, what)
        return value

    def s33(self, what: str = "integer") -> int:
        """A signed LEB128 integer of 33 bits, as heap types and block types have."""
        value, self.at = leb128.signed(self.data, self.at, self.end, 33, self.section, what)
        return value

    def s64(self, what: str = "integer") -> int:
        """A signed LEB128 integer of 64 bits."""
        value, self.at = leb128.signed(self.data, self.at, self.end, 64, self.section, what)
        return value

    def skip(self, count: int, what: str = "content") -> int:
        """The offset of `count` bytes that are passed over unread."""
        if count > self.remaining:
            raise self.fail(f"{what} states a size of {count} and reaches beyond the end")
        at = self.at
        self.at = at + count
        return at

    def take(self, count: int, what: str = "content") -> bytes:
        """The next `count` bytes."""
        at = self.skip(count, what)
        return self.data[at : self.at]

    def name(self, what: str = "name") -> str:
        """A length and so many bytes of UTF-8, strictly (no surrogates, nothing over-long)."""
        length = self.u32(f"length of {what}")
        at = self.at
        raw = self.take(length, what)
        try:
            return raw.decode("utf-8")
        except UnicodeDecodeError as error:
            raise self.fail(f"{what} is not UTF-8", at + error.start) from None

    def count(
        self, what: str = "entries", minimum_bytes: int = 1, limit: int = VECTOR_LIMIT
    ) -> int:
        """The count of a vector whose entries take `minimum_bytes` or more each.

        A count that the bytes left cannot hold, or one over `limit`, is refused before anything is
        allocated for it.
        """
        at = self.at
        value = self.u32(f"number of {what}")
        if value * minimum_bytes > self.remaining:
            problem = f"there is no room for {value} {what}"
            raise self.fail(problem, at)
        if value > limit:
            raise self.fail(f"{value} {what} are more than the {limit} that engines take", at)
        return value

    def done(self, what: str = "section") -> None:
        """Raises where bytes are left over."""
        if self.at != self.end:
            raise self.fail(f"{what} does not end with its content")
