"""Types of functions, memories, tables, globals and tags as the tables show them."""

from collections.abc import Mapping, Sequence

from wasmlint.analysis.base import Input
from wasmlint.binary.module import FuncType, Global, Limits, Memory, Table, Tag

Signatures = Mapping[str, Sequence[str | None]]


def signatures(given: Input) -> Signatures:
    """The types of all that can be imported and exported, by kind and index, imported ones first.

    `(i32 i64) -> (i32)` of a function, `mut i32` of a global, `1..16 shared` of a memory (pages),
    `10.. funcref` of a table, `(i32) -> ()` of a tag; `None` where the type that a function or tag
    names is not there or none of a function. Use with `Input.once`.
    """
    module = given.module
    texts = [
        str(sub.composite) if isinstance(sub.composite, FuncType) else None for sub in module.types
    ]

    def text(thing: object) -> str | None:
        match thing:
            case Global():
                return f"mut {thing.value_type}" if thing.is_mutable else thing.value_type
            case Memory():
                return _limits(thing.limits)
            case Table():
                return f"{_limits(thing.limits)} {thing.element_type}"
        index = thing.type_index if isinstance(thing, Tag) else thing
        return texts[index] if isinstance(index, int) and 0 <= index < len(texts) else None

    defined: dict[str, Sequence[object]] = {
        "function": module.functions,
        "memory": module.memories,
        "table": module.tables,
        "global": module.globals,
        "tag": module.tags,
    }
    return {
        kind: [text(item.description) for item in module.imported(kind)] + list(map(text, things))
        for kind, things in defined.items()
    }


def signature_of(given: Input, kind: str, index: int) -> str | None:
    """The type of one thing; `None` for an index outside its index space."""
    of_kind = given.once(signatures).get(kind, ())
    return of_kind[index] if 0 <= index < len(of_kind) else None


def _limits(limits: Limits) -> str:
    most = "" if limits.maximum is None else limits.maximum
    width = " i64" if limits.is_64 else ""
    return f"{limits.minimum}..{most}{width}{' shared' if limits.is_shared else ''}"
