"""What is known of where a module comes from: the compiler, and the tools it went through."""

from msgspec import Struct


class Tool(Struct, frozen=True):
    """A tool that worked on a module; `version` is as recorded, empty where it is not."""

    name: str
    version: str


class Origin(Struct, frozen=True):
    """A toolchain, and what in the module shows it.

    `toolchain` is one of the names in `toolchain.TOOLCHAINS`. `version` is the bare number, such
    as `1.26.5`, and `language` the source language; each is `None` where nothing tells it.
    `evidence` says in one clause where it is seen, such as `import gojs.runtime.wasmExit`.
    """

    toolchain: str
    version: str | None
    language: str | None
    evidence: str
