"""Which toolchain made a module, by the surest evidence there is."""

from collections.abc import Iterator

from msgspec import Struct

from wasmlint.binary.module import Component, Module
from wasmlint.provenance.debugged import debugged_origin
from wasmlint.provenance.golang.origin import table_origin, with_reported_version
from wasmlint.provenance.goshape import go_origin
from wasmlint.provenance.matching import fingerprint_origin, rust_library_origin
from wasmlint.provenance.origin import Origin, Tool
from wasmlint.provenance.recorded import processed_by, recorded_language, recorded_origin

TOOLCHAINS = (
    "assemblyscript",
    "clang",
    "componentize-py",
    "dart",
    "dotnet",
    "emscripten",
    "ghc",
    "go",
    "grain",
    "javy",
    "kotlin",
    "moonbit",
    "rust",
    "scala-js",
    "swift",
    "tinygo",
    "zig",
)
"""All names a toolchain can have, in order."""

# bytecodealliance/component-init, which componentize-py starts the interpreter with and then
# freezes.
_PYTHON_SNAPSHOT = "component-init-transform"


class Toolchain(Struct, frozen=True):
    """What made a module.

    `name` is one of `TOOLCHAINS`; `None` with no `version` where nothing shows it. `language` is
    the source language, `None` where it cannot be told. `evidence` is one clause, empty where
    nothing is known. `processed_by` names every tool on record, compilers included.
    """

    name: str | None
    version: str | None
    language: str | None
    evidence: str
    processed_by: tuple[Tool, ...]


def toolchain(decoded: Module | Component) -> Toolchain:
    """The toolchain that made a module; of a component, that of its largest core module."""
    tools = processed_by(decoded)
    if isinstance(decoded, Component):
        main = main_module(decoded)
        if main is None:
            return Toolchain(None, None, recorded_language(decoded), "", tools)
        if any(tool.name == _PYTHON_SNAPSHOT for tool in tools):
            evidence = f"producers: {_PYTHON_SNAPSHOT}"
            return Toolchain("componentize-py", None, "Python", evidence, tools)
        made = toolchain(main)
        language = made.language or recorded_language(decoded)
        tools += tuple(tool for tool in made.processed_by if tool not in tools)
        return Toolchain(made.name, made.version, language, made.evidence, tools)
    origin = _origin(decoded)
    if origin is None:
        return Toolchain(None, None, recorded_language(decoded), "", tools)
    return Toolchain(origin.toolchain, origin.version, origin.language, origin.evidence, tools)


def _origin(module: Module) -> Origin | None:
    recorded = recorded_origin(module)
    # Emscripten and others are built on clang and leave its name, so that proves least.
    if recorded is not None and recorded.toolchain != "clang":
        return recorded
    if recorded is not None:
        special = fingerprint_origin(module)
        return special if special is not None and special.toolchain != "rust" else recorded
    return (
        with_reported_version(go_origin(module), module)
        or fingerprint_origin(module)
        or table_origin(module)
        or debugged_origin(module)
        or rust_library_origin(module)
    )


def main_module(decoded: Module | Component) -> Module | None:
    """The core module itself, or the largest one in a component, at any depth.

    The others are adapters and shims that the tools that make components add.
    """
    if isinstance(decoded, Module):
        return decoded
    return max(_core_modules(decoded), key=lambda inner: inner.span.length, default=None)


def _core_modules(component: Component) -> Iterator[Module]:
    for inner in component.nested:
        if isinstance(inner, Module):
            yield inner
        else:
            yield from _core_modules(inner)
