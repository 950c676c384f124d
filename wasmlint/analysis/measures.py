"""How much a module has of everything that an engine or a host limits."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial

from wasmlint.analysis.base import Input
from wasmlint.analysis.scanning import scanned
from wasmlint.binary.counts import count_locals
from wasmlint.binary.instructions import decode_instruction
from wasmlint.binary.module import FuncType, Limits, Memory, Module, StructType, Table


def _one(count: Callable[[Module], int], given: Input) -> Sequence[int]:
    return (count(given.module),)


def _body_bytes(given: Input) -> Sequence[int]:
    return given.module.bodies.sizes


def _local_counts(given: Input) -> Sequence[int]:
    """Locals of each function, parameters among them."""
    module = given.module
    composites = [sub.composite for sub in module.types]
    params = [len(kind.params) if isinstance(kind, FuncType) else 0 for kind in composites]
    declared = zip(module.functions, count_locals(module), strict=True)
    return [count + (params[kind] if kind < len(params) else 0) for kind, count in declared]


def _branch_targets(given: Input) -> Sequence[int]:
    """Targets of all large branch tables, the default one not among them.

    The scan stops at every vector that is longer than its patterns spell out.
    """
    stops = scanned(given).stops
    counts = []
    for at, end in zip(stops.offsets, stops.ends, strict=True):
        instruction = decode_instruction(given.module.data, at, end)
        labels = instruction.immediates[0]
        if instruction.opcode.name == "br_table" and isinstance(labels, tuple):
            counts.append(len(labels) - 1)
    return counts


def _params(given: Input) -> Sequence[int]:
    return [len(kind.params) for kind in _function_types(given.module)]


def _results(given: Input) -> Sequence[int]:
    return [len(kind.results) for kind in _function_types(given.module)]


def _struct_fields(given: Input) -> Sequence[int]:
    composites = [sub.composite for sub in given.module.types]
    return [len(kind.fields) for kind in composites if isinstance(kind, StructType)]


def _group_sizes(given: Input) -> Sequence[int]:
    return list(Counter(sub.group for sub in given.module.types).values())


def _subtype_depths(given: Input) -> Sequence[int]:
    """How many supertypes are above each type; those of an invalid module may be anything."""
    depths: list[int] = []
    for index, sub in enumerate(given.module.types):
        above = [depths[parent] for parent in sub.supertypes if 0 <= parent < index]
        depths.append(1 + max(above) if above else 0)
    return depths


def _table_entries(given: Input) -> Sequence[int]:
    return [limits.minimum for limits in _limits_of(given.module, Table)]


def _memory_pages(is_64: bool, given: Input) -> Sequence[int]:
    found = _limits_of(given.module, Memory)
    return [limits.minimum for limits in found if limits.is_64 == is_64]


def _memory_bytes(given: Input) -> Sequence[int]:
    return [limits.minimum * limits.page_bytes for limits in _limits_of(given.module, Memory)]


def _segment_entries(given: Input) -> Sequence[int]:
    return [len(segment.functions) for segment in given.module.elements]


def _name_bytes(given: Input) -> Sequence[int]:
    module = given.module
    names = [name for item in module.imports for name in (item.module, item.name)]
    names += [item.name for item in module.exports]
    return [len(name.encode("utf-8", "surrogatepass")) for name in names]


def _function_types(module: Module) -> Iterator[FuncType]:
    return (sub.composite for sub in module.types if isinstance(sub.composite, FuncType))


def _limits_of(module: Module, kind: type[Table] | type[Memory]) -> list[Limits]:
    defined = module.tables if kind is Table else module.memories
    imported = [item.description for item in module.imports]
    return [
        thing.limits
        for thing in (*imported, *defined)
        if isinstance(thing, (Table, Memory)) and isinstance(thing, kind)
    ]


MEASURES: Mapping[str, Callable[[Input], Sequence[int]]] = {
    "body-bytes": _body_bytes,
    "br-table-targets": _branch_targets,
    "data-segments": partial(_one, lambda module: len(module.segments)),
    "element-segment-entries": _segment_entries,
    "element-segments": partial(_one, lambda module: len(module.elements)),
    "exports": partial(_one, lambda module: len(module.exports)),
    "functions": partial(_one, lambda module: len(module.functions)),
    "globals": partial(_one, lambda module: len(module.globals)),
    "imports": partial(_one, lambda module: len(module.imports)),
    "locals": _local_counts,
    "memories": partial(_one, lambda module: len(_limits_of(module, Memory))),
    "memory-bytes": _memory_bytes,
    "memory-pages": partial(_memory_pages, False),
    "memory64-pages": partial(_memory_pages, True),
    "module-bytes": partial(_one, lambda module: module.span.length),
    "name-bytes": _name_bytes,
    "params": _params,
    "recursion-group-types": _group_sizes,
    "recursion-groups": lambda given: (len(_group_sizes(given)),),
    "results": _results,
    "struct-fields": _struct_fields,
    "subtype-depth": _subtype_depths,
    "synchronous-compile": partial(_one, lambda module: module.span.length),
    "table-entries": _table_entries,
    "tables": partial(_one, lambda module: len(_limits_of(module, Table))),
    "tags": partial(_one, lambda module: len(module.tags)),
    "types": partial(_one, lambda module: len(module.types)),
}
"""How each thing that is limited is counted: a number for each of them."""
