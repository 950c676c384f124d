"""Where something is: spans of bytes, spans of text, and the subject that lies there."""

from msgspec import Struct


class ByteSpan(Struct, frozen=True, order=True):
    """Bytes `start` to `end` of a file, half open, as file offsets."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Number of bytes."""
        return self.end - self.start


class TextSpan(Struct, frozen=True, order=True):
    """Characters of a text file; lines and columns count from 1, the end column is exclusive."""

    line: int
    column: int = 1
    end_line: int = 0
    end_column: int = 0


class Place(Struct, frozen=True):
    """What a fact is about, and where that lies in its file.

    `subject` names it for people and for fingerprints: `import env.memory`, `section .debug_info`,
    `function main.run`. It must not change from one build to the next, so it holds no offset and,
    where there is a name, no index.
    `kind` is the subject's logical kind: `module`, `section`, `import`, `export`, `function`,
    `memory`, `table`, `global`, `data`, `feature`, `text`.
    `span` is `None` for what has no bytes of its own, such as a missing export.
    `identity` is hashed instead of the subject where the subject has no stable name.
    """

    subject: str
    kind: str
    span: ByteSpan | TextSpan | None = None
    identity: str | None = None
