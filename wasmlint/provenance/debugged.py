"""The toolchain as DWARF strings name it, where debug data is left but the producers are gone.

Source: DWARF 5, section 3.1.1 (DW_AT_producer); the strings as the compilers write them.
"""

import re

from wasmlint.binary.module import Module
from wasmlint.provenance.origin import Origin
from wasmlint.provenance.recorded import bare_version

_STRINGS = ".debug_str"
_PRODUCERS: tuple[tuple[str, str | None, re.Pattern[bytes]], ...] = (
    ("zig", "Zig", re.compile(rb"\0zig (\d[^\0]{0,80})\0")),
    ("swift", "Swift", re.compile(rb"\0(?:Apple )?Swift version (\d[^\0]{0,200})\0")),
    ("tinygo", "Go", re.compile(rb"\0TinyGo()\0")),
    ("rust", "Rust", re.compile(rb"\0clang LLVM \(rustc version (\d[^\0]{0,80})\)\0")),
    # Emscripten's own LLVM is built from a checkout whose address has lost a slash.
    (
        "emscripten",
        None,
        re.compile(rb"\0clang version [^\0(]{1,40}\(https:/github\.com/llvm/()[^\0]{0,80}\0"),
    ),
    ("clang", None, re.compile(rb"\0clang version (\d[^\0]{0,200})\0")),
)


def debugged_origin(module: Module) -> Origin | None:
    """The first compiler of the list above that a `.debug_str` section names."""
    for section in module.custom_sections(_STRINGS):
        # A string may be the first of the section, with no end of another before it.
        strings = b"\0" + module.payload(section) + b"\0"
        for toolchain, language, pattern in _PRODUCERS:
            found = pattern.search(strings)
            if found:
                text = found[0].strip(b"\0").decode("utf-8", "replace")
                version = bare_version(found[1].decode("ascii", "replace"))
                return Origin(toolchain, version, language, f"{_STRINGS}: {text}")
    return None
