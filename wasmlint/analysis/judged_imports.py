"""What is known of each import: who provides it, and whether it is declared as it must be."""

from collections.abc import Sequence
from fnmatch import fnmatchcase

from msgspec import Struct

from wasmlint.analysis.base import Input
from wasmlint.analysis.signatures import signature_of
from wasmlint.binary.module import Import
from wasmlint.reference.hosts import Host
from wasmlint.reference.namespaces import FUNCTION, ImportedName, Namespace, classify
from wasmlint.reference.wasi import WasiFunction, generation_of, specified

FORMS = ("specified", "legalised-i64", "wasmedge", "other")
_WASMEDGE = "wasmedge-sockets"


class JudgedImport(Struct, frozen=True):
    """An import, its namespace, and the function that WASI or an extension of it specifies."""

    item: Import
    signature: str | None
    namespace: Namespace | None
    function: WasiFunction | None


def judged_imports(given: Input) -> Sequence[JudgedImport]:
    """All imports, in order; their namespaces are judged together. Use with `Input.once`."""
    module = given.module
    items = module.imports
    wanted = [
        ImportedName(
            item.module,
            item.name,
            item.kind,
            import_signature(given, item) if item.kind == FUNCTION else None,
        )
        for item in items
    ]
    customs = (section.name for section in module.sections if section.id == 0)
    found = classify(wanted, customs)
    return [
        JudgedImport(item, name.signature, namespace, specified(item.module, item.name))
        for item, name, namespace in zip(items, wanted, found, strict=True)
    ]


def import_signature(given: Input, item: Import) -> str | None:
    """The type of an import as the table shows it."""
    signature = signature_of(given, item.kind, item.index)
    return signature if item.kind == FUNCTION or signature is None else f"{item.kind} {signature}"


def support(judged: JudgedImport, chosen: str | None) -> tuple[str | None, str | None]:
    """How well hosts implement it, or the chosen one if that is known, and who does what."""
    function = judged.function
    if function is None or function.support is None:
        return None, None
    on_host = function.on_host(chosen)
    if on_host is not None:
        return on_host.support, f"{chosen}: {on_host.note}"
    notes = [f"{name}: {said.note}" for name, said in function.hosts]
    if function.difference is not None:
        notes.append(function.difference)
    return function.support, "; ".join(notes) or None


def _known_signature(judged: JudgedImport) -> str | None:
    """The signature that WASI, or the provider's own interface, gives the import."""
    if judged.function is not None:
        return judged.function.signature
    return judged.namespace.functions.get(judged.item.name) if judged.namespace else None


def expected_signature(judged: JudgedImport, chosen: Host | None) -> str | None:
    """The signature it should have where it has another; `None` where none is known."""
    known = _known_signature(judged)
    if known is None:
        return None
    if chosen is not None:
        known = chosen.signatures.get(f"{judged.item.module}.{judged.item.name}", known)
    accepted = {known}
    # JavaScript without BigInt takes an i64 as two i32s, and only JavaScript does.
    if judged.function is not None and (chosen is None or chosen.uses_javascript):
        accepted.add(judged.function.legalised)
    return None if judged.signature in accepted else known


def signature_form(judged: JudgedImport) -> str | None:
    """One of `FORMS`; `None` where no signature is known."""
    known = _known_signature(judged)
    if known is None:
        return None
    if judged.signature == known:
        return "specified"
    if judged.function is not None and judged.signature == judged.function.legalised:
        return "legalised-i64"
    is_wasmedge = judged.namespace is not None and judged.namespace.id == _WASMEDGE
    return "wasmedge" if is_wasmedge else "other"


def is_standard(judged: JudgedImport) -> bool:
    """False for a name in a module of WASI that WASI does not specify."""
    generation = generation_of(judged.item.module)
    is_core = generation is not None and generation.module is not None
    # The adapter that takes preview 1 into a component has functions of its own there.
    is_adapters = judged.namespace is not None and judged.namespace.kind == "component"
    return judged.function is not None or not is_core or is_adapters


def policy_reason(item: Import, given: Input) -> str | None:
    """Why the settings forbid it; `None` where they do not."""
    # What the modules of a component import from each other is not the user's choice.
    if given.within is not None:
        return None
    name = f"{item.module}.{item.name}"
    for glob in given.policy.denied_imports:
        if fnmatchcase(name, glob):
            return f"matches `{glob}` of imports.deny"
    allowed = given.policy.allowed_imports
    if allowed is None or any(fnmatchcase(name, glob) for glob in allowed):
        return None
    return "matches nothing in imports.allow"


def is_provided(judged: JudgedImport, chosen: Host | None, within: str | None) -> bool | None:
    """Whether the chosen host provides it; `None` where the program around the host may."""
    if chosen is None or within is not None:
        return None
    provides = chosen.provides_import(judged.item.module, judged.item.name)
    if provides:
        return True
    kind = judged.namespace.kind if judged.namespace else None
    is_anyones = kind in (None, "undetermined")
    if chosen.is_embeddable and (is_anyones or (chosen.uses_javascript and provides is None)):
        return None
    return False
