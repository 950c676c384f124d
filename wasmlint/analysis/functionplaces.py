"""Where a function lies, and what it is known by from build to build."""

import hashlib
from collections.abc import Mapping

from wasmlint.analysis.base import Input
from wasmlint.analysis.symbols import function_subject, function_symbols, occurrences
from wasmlint.core.places import ByteSpan, Place


def function_place(given: Input, index: int) -> Place:
    """Its body; of an imported one the entry of the import section."""
    module = given.module
    subject = function_subject(given, index)
    imports = module.imported("function")
    if index < len(imports):
        return Place(subject, "function", imports[index].span)
    body = index - len(imports)
    start = module.bodies.offsets[body]
    span = ByteSpan(start, start + module.bodies.sizes[body])
    return Place(subject, "function", span, _identity(given, index, span))


def _identity(given: Input, index: int, span: ByteSpan) -> str | None:
    """What stays the same from build to build where the subject does not, or is not unique."""
    symbol = given.once(function_symbols)[index]
    if symbol is None:
        digest = hashlib.sha256(given.data[span.start : span.end]).hexdigest()
        return f"function {digest[:16]}"
    number = given.once(_repeated_symbols).get(index)
    return None if number is None else f"function {symbol} #{number + 1}"


def _repeated_symbols(given: Input) -> Mapping[int, int]:
    return occurrences(given.once(function_symbols))
