"""The proposals that types need, by the text of the type.

Source: bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/features.rs; core specification
3.0, appendix "Change History".
"""

import re
from functools import lru_cache

_HEAP_TYPES = re.compile("[a-z0-9]+")

_BY_HEAP_TYPE = {
    **dict.fromkeys(("any", "eq", "i31", "struct", "array"), "gc"),
    **dict.fromkeys(("none", "noextern", "nofunc"), "gc"),
    **dict.fromkeys(("exn", "noexn"), "exception-handling"),
    **dict.fromkeys(("cont", "nocont"), "stack-switching"),
    "exact": "custom-descriptors",
    "shared": "shared-everything-threads",
}

_BY_TYPE = {
    "v128": "simd128",
    "i8": "gc",
    "i16": "gc",
    "funcref": "reference-types",
    "externref": "reference-types",
    **dict.fromkeys(("anyref", "eqref", "i31ref", "structref", "arrayref"), "gc"),
    **dict.fromkeys(("nullref", "nullexternref", "nullfuncref"), "gc"),
    **dict.fromkeys(("exnref", "nullexnref"), "exception-handling"),
    **dict.fromkeys(("contref", "nullcontref"), "stack-switching"),
}


@lru_cache(maxsize=1024)
def type_features(text: str) -> tuple[str, ...]:
    """The proposals that a value or storage type needs, such as `externref` or `(ref null $3)`."""
    if not text.startswith("("):
        return (_BY_TYPE[text],) if text in _BY_TYPE else ()
    words = _HEAP_TYPES.findall(text)
    named = [_BY_HEAP_TYPE[word] for word in words if word in _BY_HEAP_TYPE]
    return tuple(dict.fromkeys(["function-references", *named]))
