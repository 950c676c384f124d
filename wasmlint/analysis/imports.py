"""The `import` table: what a module imports, who provides it, and whether that can work."""

from collections import Counter
from collections.abc import Callable, Sequence

from wasmlint.analysis.addresstaken import held_functions
from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.judged_imports import (
    FORMS,
    JudgedImport,
    expected_signature,
    import_signature,
    is_provided,
    is_standard,
    judged_imports,
    policy_reason,
    signature_form,
    support,
)
from wasmlint.analysis.scanning import scanned
from wasmlint.core.places import Place
from wasmlint.facts.column import Count, Flag, Text, column, table
from wasmlint.facts.rows import Column, Rows
from wasmlint.reference.hosts import host
from wasmlint.reference.namespaces import FUNCTION, kinds
from wasmlint.reference.wasi import (
    SUPPORT,
    generation_of,
    generations,
    interface_capabilities,
    specified,
)

KINDS = ("function", "table", "memory", "global", "tag")


class _Import:
    """One import. Go and others import a function twice; each is a row."""

    module: Text = column("Module name: `wasi_snapshot_preview1`.")
    name: Text = column("Name in that module.")
    kind: Text = column("What is imported.", values=KINDS)
    signature: Text | None = column(
        "Its type: `(i32 i64) -> (i32)` for a function, else with its kind: `memory 1..16 shared`"
        " (pages), `table 10.. funcref`, `global mut i32`, `tag (i32) -> ()`; none where its type"
        " is not what it should be."
    )
    call_count: Count | None = column(
        "Direct calls of it in the module's own functions; none for anything but a function."
    )
    generation: Text | None = column(
        "Generation of WASI that the module name belongs to; none outside WASI.",
        values=tuple(generations()),
    )
    capability: Text | None = column(
        "What it gives access to, sorted, with commas between: `fs-read, fs-write`; none where it"
        " is not part of WASI or gives access to nothing."
    )
    replacement: Text | None = column(
        "What replaces it in the next generation of WASI; none where nothing does."
    )
    namespace: Text | None = column(
        "Who is meant to provide it, judged by all imports together: `wasi-preview1`, `go-js`,"
        " `emscripten`; none where it is not known."
    )
    namespace_kind: Text | None = column(
        "What sort of namespace that is; `undetermined` for symbols that any program around the"
        " module may provide.",
        values=tuple(kinds()),
    )
    support: Text | None = column(
        "How well hosts implement it, or the host of the settings where it is known of it; none"
        " for what WASI does not specify.",
        values=SUPPORT,
    )
    support_note: Text | None = column("What which host does; none where there is nothing to say.")
    expected_signature: Text | None = column(
        "The signature it should have; none where it has that, or where none is known."
    )
    signature_form: Text | None = column(
        "How its signature relates to the specified one; none where none is known.", values=FORMS
    )
    is_standard: Flag = column("False for a name in a module of WASI that WASI does not specify.")
    is_allowed: Flag = column("False where the settings forbid it.")
    policy_reason: Text | None = column("Why the settings forbid it; none where they do not.")
    is_provided_by_host: Flag | None = column(
        "Whether the host of the settings provides it; none without one, and where the program"
        " around the host may."
    )
    replacement_0_3: Text | None = column("What replaces it in WASI 0.3; none where nothing does.")
    is_used: Flag | None = column(
        "Whether a function of the module calls it, refers to it, or the module exports it again;"
        " none for anything but a function."
    )


IMPORT = table("import")(_Import)


def fill(given: Input) -> Rows:
    """One row for each import, in order.

    The count of calls raises `DecodeError` where a function body does not decode.
    """
    items = given.module.imports
    policy = given.policy
    chosen = host(policy.host) if policy.host is not None else None

    def each(value: Callable[[JudgedImport], str | bool | None]) -> Callable[[], Column]:
        return lambda: [value(judged) for judged in given.once(judged_imports)]

    def place(row: int) -> Place:
        item = items[row]
        return Place(f"import {item.module}.{item.name}", "import", item.span)

    return Rows(
        IMPORT,
        len(items),
        place,
        {
            "module": [item.module for item in items],
            "name": [item.name for item in items],
            "kind": [item.kind for item in items],
            "signature": lambda: [import_signature(given, item) for item in items],
            "call_count": lambda: _call_counts(given),
            "generation": lambda: [_generation(item.module) for item in items],
            "capability": each(lambda it: _joined(capabilities(it.item.module, it.item.name))),
            "replacement": each(
                lambda it: _joined(it.function.replacement) if it.function else None
            ),
            "namespace": each(lambda it: it.namespace.id if it.namespace else None),
            "namespace_kind": each(lambda it: it.namespace.kind if it.namespace else None),
            "support": each(lambda it: support(it, policy.host)[0]),
            "support_note": each(lambda it: support(it, policy.host)[1]),
            "expected_signature": each(lambda it: expected_signature(it, chosen)),
            "signature_form": each(signature_form),
            "is_standard": each(is_standard),
            "is_allowed": each(lambda it: policy_reason(it.item, given) is None),
            "policy_reason": each(lambda it: policy_reason(it.item, given)),
            "is_provided_by_host": each(lambda it: is_provided(it, chosen, given.within)),
            "replacement_0_3": each(
                lambda it: _joined(it.function.replacement_0_3) if it.function else None
            ),
            "is_used": lambda: _are_used(given),
        },
    )


def capabilities(module: str, name: str) -> tuple[str, ...]:
    """What an import gives access to, sorted; empty where that is nothing, or not known."""
    function = specified(module, name)
    found = function.capabilities if function else interface_capabilities(module)
    return tuple(sorted(found))


def _generation(module: str) -> str | None:
    generation = generation_of(module)
    return generation.id if generation else None


def _joined(names: Sequence[str]) -> str | None:
    return ", ".join(names) or None


def _call_counts(given: Input) -> Column:
    """Direct calls of each import; `None` for what is no function."""
    calls = scanned(given).calls
    counts: Counter[int] = Counter()
    for callee, count in zip(calls.targets, calls.counts, strict=True):
        counts[callee] += count
    return [counts[item.index] if item.kind == FUNCTION else None for item in given.module.imports]


def _are_used(given: Input) -> Column:
    """Whether each function can run at all; `None` for what is no function."""
    module = given.module
    exported = {item.index for item in module.exports if item.kind == FUNCTION}
    used = {*scanned(given).calls.targets, *given.once(held_functions), *exported, module.start}
    return [item.index in used if item.kind == FUNCTION else None for item in module.imports]


ANALYSIS = Analysis(IMPORT, fill)
