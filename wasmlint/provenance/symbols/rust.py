"""The crate that a readable Rust name belongs to.

What an `impl` block holds belongs to the crate of its type, unless that is the standard library or
a type parameter: then to that of the trait. Drop glue, which has no source of its own, belongs to
the crate of the type that it drops.
Source: Rust RFC 2603; library/ of rust-lang/rust for the crates that come with the compiler.
"""

import re

from wasmlint.provenance.symbols.owner import DEPENDENCY, RUNTIME, STD, Owner

_STD = frozenset({"alloc", "core", "proc_macro", "std", "test"})
# dlmalloc is the allocator of wasm32-unknown-unknown.
_RUNTIME = frozenset(
    {"__rustc", "compiler_builtins", "dlmalloc", "panic_abort", "panic_unwind", "unwind"}
)
_PATH = re.compile(r"([A-Za-z_]\w*)::", re.ASCII)
_GLUE = re.compile(r"core::ptr::drop_(?:in_place|glue)(?:::)?<")
# What may stand before the path of a type.
_BEFORE_PATH = re.compile(r"(?:&|\*const |\*mut |mut |dyn |impl |for<[^<>]*> |'\w+ |\(|\[)+")
_BRACKET = re.compile(r"->|[<>]| as ")
_DEEPEST = 16


def rust_owner(name: str) -> Owner | None:
    """The crate; `None` where the name is no path, as that of a `#[no_mangle]` function."""
    crate = _crate(name, _DEEPEST)
    return None if crate is None else Owner(crate, kind_of_crate(crate))


def kind_of_crate(crate: str) -> str:
    """Whether a crate came with the compiler; if not, it is a dependency for all its name says."""
    if crate in _STD:
        return STD
    return RUNTIME if crate in _RUNTIME else DEPENDENCY


def _crate(path: str, depth: int) -> str | None:
    if depth == 0:
        return None
    glue = _GLUE.match(path)
    if glue is not None:
        inner = _crate(_type_at(path, glue.end())[0], depth - 1)
        return inner if inner is not None and inner not in _STD else "core"
    before = _BEFORE_PATH.match(path)
    if before is not None:
        path = path[before.end() :]
    if not path.startswith("<"):
        found = _PATH.match(path)
        return found[1] if found is not None else None
    subject, trait = _type_at(path, 1)
    crate = _crate(subject, depth - 1)
    if trait is not None and (crate is None or crate in _STD):
        return _crate(trait, depth - 1) or crate
    # An inherent method of a type without a path, such as `<str>::len` or `<[u8]>::sort`.
    return crate or "core"


def _type_at(path: str, start: int) -> tuple[str, str | None]:
    """What the bracket opened before `start` holds: a type, and the trait after ` as `, if any."""
    level, split = 0, None
    for found in _BRACKET.finditer(path, start):
        match found[0]:
            case "<":
                level += 1
            case ">" if level == 0:
                end = found.start()
                if split is None:
                    return path[start:end], None
                return path[start:split], path[split + 4 : end]
            case ">":
                level -= 1
            case " as " if level == 0 and split is None:
                split = found.start()
    return path[start:], None
