"""Which type each function of a module has, and which types are the same type.

Source: core specification 3.0, sections 3.1.3 "Recursive Types" (rolling) and 4.2.1 "Type
Instantiation": recursion groups are equal if they are when their own types are named by place.
"""

import re
from collections.abc import Callable, Iterator, Sequence

from wasmlint.binary.module import ContType, Module, SubType

_REFERENCE = re.compile(r"\$(\d+)")


def function_types(module: Module) -> list[int]:
    """The type index of each function, imported ones first, as the module states it."""
    imported = [item.description for item in module.imported("function")]
    return [index for index in imported if isinstance(index, int)] + list(module.functions)


def canonical_types(types: Sequence[SubType]) -> list[int]:
    """For each type the index of the first one that is equal to it, often its own."""
    canonical: list[int] = []
    first_of: dict[tuple[str, ...], int] = {}
    for start, end in _groups(types):

        def name(index: int, start: int = start, end: int = end) -> str:
            if start <= index < end:
                return f"rec.{index - start}"
            # An index from behind the group is not valid, and equal to itself only.
            return f"${canonical[index]}" if 0 <= index < start else f"?{index}"

        first = first_of.setdefault(tuple(_shape(sub, name) for sub in types[start:end]), start)
        canonical.extend(range(first, first + end - start))
    return canonical


def _groups(types: Sequence[SubType]) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(types) + 1):
        if index == len(types) or types[index].group != types[start].group:
            yield start, index
            start = index


def _shape(sub: SubType, name: Callable[[int], str]) -> str:
    """All that tells the type from another, with types named by `name`."""
    composite = sub.composite
    if isinstance(composite, ContType):
        text = f"cont {name(composite.type_index)}"
    else:
        text = _REFERENCE.sub(lambda match: name(int(match[1])), repr(composite))
    linked = (*sub.supertypes, sub.describes, sub.descriptor)
    names = ["-" if index is None else name(index) for index in linked]
    return f"{text} {sub.is_final} {sub.is_shared} {' '.join(names)}"
