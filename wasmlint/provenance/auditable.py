"""The crates a Rust program was built from, as `cargo auditable` records them.

Source: rust-secure-code/cargo-auditable PARSING.md and auditable-serde (section `.dep-v0`: JSON,
compressed by zlib).
"""

import zlib

import msgspec
from msgspec import Struct, field

from wasmlint.binary.module import Module

_SECTION = ".dep-v0"
_MOST_BYTES = 8 * 1024 * 1024
"""Of the JSON; auditable-info allows as much."""


class RustDependency(Struct, frozen=True):
    """A crate, by the name of its package.

    `source` is where it came from (`crates.io`, `git`, `registry`, `local`). `is_root` marks the
    program itself, `is_build` what only its build scripts and macros use.
    """

    name: str
    version: str
    source: str
    is_root: bool = False
    is_build: bool = False

    @property
    def crate(self) -> str:
        """What the code calls it, unless it was renamed."""
        return self.name.replace("-", "_")


class _Package(Struct, frozen=True):
    name: str
    version: str
    source: str
    kind: str = "runtime"
    root: bool = False


class _Record(Struct, frozen=True):
    packages: tuple[_Package, ...] = field(default_factory=tuple)


def rust_dependencies(module: Module) -> tuple[RustDependency, ...]:
    """All crates, the program's own among them, by name and version, as they are on record.

    None where there is no such section or it does not hold what it should.
    """
    for section in module.custom_sections(_SECTION)[:1]:
        stream = zlib.decompressobj()
        try:
            text = stream.decompress(module.payload(section), _MOST_BYTES)
            record = msgspec.json.decode(text, type=_Record)
        except (zlib.error, msgspec.MsgspecError, RecursionError):
            return ()
        return tuple(
            RustDependency(
                name=package.name,
                version=package.version,
                source=package.source,
                is_root=package.root,
                is_build=package.kind == "build",
            )
            for package in record.packages
        )
    return ()
