"""The `module` table: one row for the file, or for the module that an analysis looks at."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.compression import brotli_bytes, deflated_bytes, gzip_bytes
from wasmlint.analysis.origins import host_of, made_by
from wasmlint.binary.module import Component, Module
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Bytes, Count, Flag, Text, column, related, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.toolchain import TOOLCHAINS, main_module


class _Module:
    """A file, or a core module or component nested in one."""

    path: Text = column("Path of the file, as given.")
    kind: Text = column("Core module or component.", values=("core", "component"))
    bytes: Bytes = column("Size; of a nested module, its share of the file.")
    gzip_bytes: Bytes = column("Size as gzip at level 9.")
    brotli_bytes: Bytes = column("Size as Brotli, at the quality that the settings name.")
    toolchain: Text | None = column("What made it; none if nothing shows it.", values=TOOLCHAINS)
    toolchain_version: Text | None = column("The toolchain's version: `1.26.5`.")
    language: Text | None = column("Source language; none where it cannot be told.")
    is_stripped: Flag = column(
        "Has functions with bodies and names none of them; of a component, its largest core module."
    )
    host: Text | None = column(
        "The host that the settings name, else the one it was evidently built for: `go-js`, `wasi`,"
        " the id of a host profile; none if nothing tells."
    )
    function_count: Count | None = column(
        "Functions, imported ones included, which are the rows of `function`; none for a component."
    )
    import_count: Count = column("Imports.")
    export_count: Count = column("Exports.")
    body_count: Count | None = column("Functions with a body; none for a component.")
    target_count: Count = column("Engines that the settings name as targets.")
    is_command: Flag = column("Exports `_start`.")
    is_reactor: Flag = column("Exports `_initialize`.")
    has_start: Flag = column("Has a start function.")
    has_debug_info: Flag = column("Carries DWARF sections, those of nested modules not counted.")
    is_nested: Flag = column("Lies in a component.")
    evidence: Text | None = column("What shows the toolchain.")
    processed_by: Text | None = column("The tools on record, in order, with commas between them.")
    debug_bytes: Bytes = column("Size of its DWARF sections, ids and sizes included.")
    debug_gzip_bytes: Bytes = column("About what leaving these out saves of the gzip size.")

    sections = related("section", "Its sections.")
    imports = related("import", "Its imports.")
    exports = related("export", "Its exports.")
    functions = related("function", "Its functions.")
    calls = related("call", "Its calls.")
    memories = related("memory", "Its memories.")
    tables = related("table", "Its tables.")
    globals = related("global", "Its globals.")
    elements = related("element", "Its element segments.")
    segments = related("segment", "Its data segments.")
    texts = related("text", "Notable strings in it.")
    features = related("feature", "Proposals that it uses.")
    generations = related("generation", "Generations of WASI that it imports from.")
    requirements = related("requirement", "What is expected of it.")
    limits = related("limit", "Limits of engines that it is over.")
    toolchain_faults = related("toolchain_fault", "Known faults of what made it.")
    budgets = related("budget", "Limits that the settings put on it.")
    faults = related("fault", "What is wrong with its bytes.")
    validations = related("validation", "Why it is invalid.")
    namespaces = related("namespace", "Modules that it imports from.")
    interfaces = related("interface", "Interfaces that it imports and exports.")
    unprocessed = related("unprocessed", "Build steps that were left out.")


MODULE = table("module")(_Module)


def fill(given: Input) -> Rows:
    """The one row."""
    decoded = given.decoded
    if decoded is None:
        raise TypeError(f"{given.path} does not decode")
    module = decoded if isinstance(decoded, Module) else None
    kind = "component" if isinstance(decoded, Component) else "core"
    exports = {item.name for item in decoded.exports}
    imported = len(module.imported("function")) if module else 0
    debug_spans = _debug_spans(decoded)
    place = Place(kind if kind == "component" else "module", "module", decoded.span)
    return Rows(
        MODULE,
        1,
        lambda _: place,
        {
            "path": (given.path,),
            "kind": (kind,),
            "bytes": (decoded.span.length,),
            "gzip_bytes": lambda: (given.once(gzip_bytes),),
            "brotli_bytes": lambda: (given.once(brotli_bytes),),
            "toolchain": lambda: (given.once(made_by).name,),
            "toolchain_version": lambda: (given.once(made_by).version,),
            "language": lambda: (given.once(made_by).language,),
            "is_stripped": (_is_stripped(main_module(decoded)),),
            "host": lambda: (given.once(host_of),),
            "function_count": (imported + len(module.functions) if module else None,),
            "import_count": (len(decoded.imports),),
            "export_count": (len(decoded.exports),),
            "body_count": (len(module.functions) if module else None,),
            "target_count": (len(given.policy.targets),),
            "is_command": ("_start" in exports,),
            "is_reactor": ("_initialize" in exports,),
            "has_start": (module is not None and module.start is not None,),
            "has_debug_info": (bool(debug_spans),),
            "is_nested": (given.within is not None,),
            "evidence": lambda: (given.once(made_by).evidence or None,),
            "processed_by": lambda: (_tool_names(given),),
            "debug_bytes": (sum(span.length for span in debug_spans),),
            "debug_gzip_bytes": lambda: (_debug_gzip_bytes(given, debug_spans),),
        },
    )


def _is_stripped(module: Module | None) -> bool:
    return module is not None and bool(module.functions) and not module.names.functions


def _debug_spans(decoded: Module | Component) -> list[ByteSpan]:
    return [
        ByteSpan(section.start, section.end)
        for section in decoded.sections
        if section.id == 0 and section.name.startswith(".debug_")
    ]


def _debug_gzip_bytes(given: Input, spans: list[ByteSpan]) -> int:
    sections = b"".join(given.data[span.start : span.end] for span in spans)
    return deflated_bytes(sections) if spans else 0


def _tool_names(given: Input) -> str | None:
    return ", ".join(tool.name for tool in given.once(made_by).processed_by) or None


ANALYSIS = Analysis(MODULE, fill, "decoded")
