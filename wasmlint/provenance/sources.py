"""Where functions are in their source, by all the debug data that a module has or names."""

from collections.abc import Iterator, Mapping

from wasmlint.binary.customs import external_debug_url, source_map_url
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.core.errors import DecodeError
from wasmlint.provenance.sourcelines import FunctionLines, SourceLine


def files_named(module: Module) -> tuple[str, ...]:
    """Names of the files beside the module where it says that its debug data lies.

    Plain names only: what is elsewhere, or on a network, is not looked at.
    """
    urls = (external_debug_url(module), source_map_url(module))
    return tuple(name for url in urls if url and (name := _plain_name(url)) is not None)


def function_sources(module: Module, beside: Mapping[str, bytes]) -> FunctionLines:
    """The line of source where each function is declared, or the first that is known of it.

    Of the module's own DWARF, that of the file that it names, and its source map; for each function
    the first that knows it. `beside` holds the bytes of the files of `files_named` that there are.
    """
    lines: dict[int, SourceLine] = {}
    notes: list[str] = []
    for found in _all(module, beside):
        lines = {**found.lines, **lines}
        notes += found.notes
    return FunctionLines(lines, tuple(notes))


def _all(module: Module, beside: Mapping[str, bytes]) -> Iterator[FunctionLines]:
    from wasmlint.provenance.dwarf import dwarf_lines
    from wasmlint.provenance.sourcemaps import source_map_lines

    yield dwarf_lines(module, module)
    debug = beside.get(_plain_name(external_debug_url(module) or "") or "")
    if debug is not None:
        yield _external(module, debug)
    text = beside.get(_plain_name(source_map_url(module) or "") or "")
    if text is not None:
        yield source_map_lines(module, text)


def _external(module: Module, debug: bytes) -> FunctionLines:
    from wasmlint.provenance.dwarf import dwarf_lines

    try:
        decoded = decode(debug)
    except DecodeError as error:
        return FunctionLines(notes=(f"the file with the debug data cannot be read: {error}",))
    return dwarf_lines(module, decoded) if isinstance(decoded, Module) else FunctionLines()


def _plain_name(url: str) -> str | None:
    """The file name that a URL relative to the module's is; `None` for any other."""
    from urllib.parse import unquote, urlsplit

    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    name = unquote(parts.path).removeprefix("./")
    is_plain = name not in ("", ".", "..") and not any(mark in name for mark in "/\\:\0")
    return name if is_plain and not parts.scheme and not parts.netloc else None
