"""Where the bytes of a module are: what `size show` says, saves as JSON and compares."""

from msgspec import Struct

SCHEMA_VERSION = 1

UNATTRIBUTED = "unattributed"
"""Kind of the package row that holds what nobody owns."""


class SectionSize(Struct, frozen=True):
    """A section with its header; custom ones carry their name."""

    name: str
    bytes: int


class PackageSize(Struct, frozen=True):
    """What a Go package, Rust crate, C++ namespace or other owner has in the file.

    The `total_bytes` of all rows add up to the file: what nobody owns is a row of kind
    `unattributed`, and what is no code or data (headers, types, names) one of kind `other`.
    `retained_bytes` is what only it keeps in, `saving_bytes` what the program would lose without
    it; `gzip_bytes` and `brotli_bytes` are its share of the compressed file. `None` stands for
    what was not asked for or cannot be known. `path` leads from a root to it.
    """

    name: str
    kind: str
    function_count: int
    code_bytes: int
    data_bytes: int
    total_bytes: int
    retained_bytes: int | None = None
    saving_bytes: int | None = None
    gzip_bytes: int | None = None
    brotli_bytes: int | None = None
    imported_because: str | None = None


class FunctionSize(Struct, frozen=True):
    """The bodies of one name: their number and their bytes, and what the function retains."""

    name: str
    package: str | None
    bytes: int
    count: int = 1
    retained_bytes: int | None = None


class Interface(Struct, frozen=True):
    """An import, named `module.name`, or an export. `signature` is that of a function."""

    name: str
    kind: str
    signature: str | None = None


class SizeReport(Struct, frozen=True):
    """The sizes of one module. All lists are sorted: by size falling, then by name.

    Imports and exports are sorted by name.
    """

    path: str
    bytes: int
    toolchain: str | None
    toolchain_version: str | None
    sections: tuple[SectionSize, ...]
    packages: tuple[PackageSize, ...]
    functions: tuple[FunctionSize, ...]
    imports: tuple[Interface, ...]
    exports: tuple[Interface, ...]
    gzip_bytes: int | None = None
    brotli_bytes: int | None = None
    brotli_quality: int | None = None
    schema_version: int = SCHEMA_VERSION


class Change(Struct, frozen=True):
    """One row of a comparison; 0 bytes stand for what is not there."""

    name: str
    kind: str
    old_bytes: int
    new_bytes: int

    @property
    def growth_bytes(self) -> int:
        """How much larger the new one is; negative where it shrank."""
        return self.new_bytes - self.old_bytes


class SizeDifference(Struct, frozen=True):
    """What changed between two modules.

    `origins` has the rows `program`, `dependencies`, `toolchain` and `unattributed`, which add up
    to the growth of the file, and so do `packages` and `sections`. `packages` and `functions` leave
    out what did not change; they are sorted by the amount of change, the largest first. An import
    added or an export removed or changed breaks the contract with hosts, and `breaks` says how.
    """

    old: SizeReport
    new: SizeReport
    origins: tuple[Change, ...]
    packages: tuple[Change, ...]
    functions: tuple[Change, ...]
    sections: tuple[Change, ...]
    imports_added: tuple[Interface, ...]
    imports_removed: tuple[Interface, ...]
    exports_added: tuple[Interface, ...]
    exports_removed: tuple[Interface, ...]
    breaks: tuple[str, ...]

    @property
    def growth_bytes(self) -> int:
        """How much larger the new file is."""
        return self.new.bytes - self.old.bytes
