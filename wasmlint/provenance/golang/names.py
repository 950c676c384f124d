"""What the name of a Go function says of it.

Source: golang/go src/cmd/internal/objabi/path.go (PathToPrefix),
src/cmd/compile/internal/reflectdata/alg.go (functions made for a type),
src/cmd/link/internal/wasm/asm.go (nameRegexp).
"""

import re

# Comparison and hashing of a type; before go1.20 with dots.
_OF_TYPE = re.compile(r"type[.:]\.(?:eq|hash|eqfunc\d*|hashfunc\d*)\.")
_ARRAY_OR_POINTER = re.compile(r"(?:\*|\[(?:\d+|\.\.\.)\])+")
# Names that are not exported are qualified in types that have no name of their own.
_FIELD = re.compile(r"(?:go\.shape\.)?struct \{.*?(?<=[{;]) ([\w./%-]+)\.[^\W\dA-Z]\w* ")
_NOT_IN_PATHS = re.compile(r"[\s{}()*;,\"']")
_ESCAPED = re.compile(r"%([0-9a-f]{2})")
_NOT_IN_NAME_SECTION = re.compile(r"[^\w.]", re.ASCII)


def package_of(name: str) -> str | None:
    """The import path of the package that a function belongs to.

    A generic function belongs to the package that declares it, comparison and hashing of a type to
    that of the type. `None` where the name has no package: assembly (`memeqbody`), types of no
    package (`[2]string`), what the linker makes (`go:buildid`).
    """
    of_type = _OF_TYPE.match(name)
    if of_type is not None:
        name = _ARRAY_OR_POINTER.sub("", name[of_type.end() :], count=1)
        field = _FIELD.match(name)
        if field is not None:
            return _unescaped(field[1])
    elif name.startswith(("go:", "go.", "type:", "type..", "_.")):
        return None
    name = name.partition("[")[0]
    path = name[: name.find(".", name.rfind("/") + 1) + 1][:-1]
    return None if not path or _NOT_IN_PATHS.search(path) else _unescaped(path)


def _unescaped(path: str) -> str:
    """An import path without the escapes that keep its dots apart from that of the name."""
    return _ESCAPED.sub(lambda match: chr(int(match[1], 16)), path) if "%" in path else path


def sanitised(name: str) -> str:
    """A function's name as the linker writes it into the name section, where it writes one."""
    return _NOT_IN_NAME_SECTION.sub("_", name)
