"""Which fingerprint a module bears."""

from collections.abc import Callable, Iterable, Iterator

from wasmlint.binary.module import FuncType, Module
from wasmlint.provenance.fingerprints import (
    CXX_NAME,
    FINGERPRINTS,
    MINIFIED_COUNT,
    MINIFIED_MODULE,
    MINIFIED_NAME,
    RUST_LIBRARY_PATH,
    Fingerprint,
)
from wasmlint.provenance.origin import Origin


def fingerprint_origin(module: Module) -> Origin | None:
    """The toolchain whose traces the module has; imports, exports, sections, names, in this order.

    The version is never known from these.
    """
    imports = list(typed_imports(module))
    exports = {item.name for item in module.exports}
    sections = {section.name for section in module.sections if section.id == 0}
    for fingerprint in FINGERPRINTS:
        evidence = _evidence(fingerprint, module, imports, exports, sections)
        if evidence is not None:
            language = fingerprint.language
            if fingerprint.toolchain == "emscripten":
                language = _cxx(module)
            return Origin(fingerprint.toolchain, None, language, evidence)
    if _is_minified(module):
        return Origin("emscripten", None, None, "imports and exports renamed as by emscripten")
    return None


def rust_library_origin(module: Module) -> Origin | None:
    """Rust, where a data segment holds a path of its standard library.

    The weakest trace: a C program may be linked with a library written in Rust.
    """
    for section in module.sections:
        if section.name == "data" and section.id != 0:
            found = RUST_LIBRARY_PATH.search(module.data, section.offset, section.end)
            if found:
                return Origin("rust", None, "Rust", f"text {found[0].decode('ascii')} in the data")
    return None


def typed_imports(module: Module) -> Iterator[str]:
    """`module.name` of each import, for a function followed by a space and its type."""
    for item in module.imports:
        name = f"{item.module}.{item.name}"
        index = item.description
        if isinstance(index, int) and 0 <= index < len(module.types):
            composite = module.types[index].composite
            if isinstance(composite, FuncType):
                name = f"{name} {composite}"
        yield name


def _evidence(
    fingerprint: Fingerprint,
    module: Module,
    imports: Iterable[str],
    exports: set[str],
    sections: set[str],
) -> str | None:
    if fingerprint.imports is not None:
        found = _first(fingerprint.imports.fullmatch, imports)
        if found is not None:
            return f"import {found.partition(' ')[0]}"
    for name in sorted(fingerprint.exports & exports):
        return f"export {name}"
    for name in sorted(fingerprint.sections & sections):
        return f"section {name}"
    if fingerprint.names is not None:
        found = _first(fingerprint.names.match, module.names.functions.values())
        if found is not None:
            return f"function {found}"
    return None


def _first(matches: Callable[[str], object], texts: Iterable[str]) -> str | None:
    return next((text for text in texts if matches(text)), None)


def _is_minified(module: Module) -> bool:
    if any(item.module != MINIFIED_MODULE for item in module.imports):
        return False
    names = [item.name for group in (module.imports, module.exports) for item in group]
    # Exports take up the sequence where imports end, so no name occurs twice.
    return (
        bool(module.imports)
        and bool(module.exports)
        and len(names) >= MINIFIED_COUNT
        and len(names) == len(set(names))
        and all(map(MINIFIED_NAME.fullmatch, names))
    )


def _cxx(module: Module) -> str | None:
    names = (item.name for group in (module.imports, module.exports) for item in group)
    return "C++" if any(map(CXX_NAME.match, names)) else None
