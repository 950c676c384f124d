"""Steps of a build that were left out: what shows each, and the command that does it."""

import re
from collections.abc import Callable, Iterator

from msgspec import Struct

from wasmlint.binary.module import Export, Import, Module, Section
from wasmlint.provenance.recorded import processed_by

TOOLS = (
    "wasm-ld",
    "wasm-bindgen",
    "asyncify",
    "weval",
    "wizer",
    "wasm-tools",
    "wit-component adapter",
    "wit-bindgen",
)
"""All tools that may be found not to have been run."""

Trace = Import | Export | Section
"""What in the module shows that a step is missing."""


class Unprocessed(Struct, frozen=True):
    """A tool that has not been run. `next_step` is a command, or what to do where there is none."""

    tool: str
    trace: Trace
    evidence: str
    next_step: str


def unprocessed(module: Module, is_nested: bool) -> tuple[Unprocessed, ...]:
    """The steps that were left out, at most one for each tool.

    In a component (`is_nested`) core modules keep the import names of their interfaces, and what
    belongs to building a component is done.
    """
    found = [_relocatable, _bindgen, _asyncify, _weval, _wizer]
    if not is_nested:
        found.append(_component)
    return tuple(step for find in found for step in find(module))


def _relocatable(module: Module) -> Iterator[Unprocessed]:
    # WebAssembly/tool-conventions@8e3191e Linking.md: only object files have these sections.
    for section in module.sections:
        if section.id == 0 and (section.name == "linking" or section.name.startswith("reloc.")):
            step = "wasm-ld FILE -o OUT.wasm, or link with clang or rustc"
            yield Unprocessed("wasm-ld", section, f"section {section.name}", step)
            return


# wasm-bindgen@c35cc936 crates/cli-support: the CLI removes these. The placeholder module itself
# stays in what it makes for Node.js, so that alone proves nothing.
_DESCRIPTION = re.compile(r"__wbindgen_describe(_cast)?|__wbindgen_describe_closure")
_BINDGEN_STEP = "wasm-bindgen --target web --out-dir pkg FILE, or wasm-pack build"


def _bindgen(module: Module) -> Iterator[Unprocessed]:
    if any(tool.name == "wasm-bindgen" for tool in processed_by(module)):
        return
    for section in module.custom_sections("__wasm_bindgen_unstable"):
        yield Unprocessed("wasm-bindgen", section, f"section {section.name}", _BINDGEN_STEP)
        return
    yield from _import_step(
        module,
        "wasm-bindgen",
        _BINDGEN_STEP,
        lambda item: (
            item.module == "__wbindgen_externref_xform__"
            or (
                item.module == "__wbindgen_placeholder__"
                and _DESCRIPTION.fullmatch(item.name) is not None
            )
        ),
    )


def _asyncify(module: Module) -> Iterator[Unprocessed]:
    # WebAssembly/binaryen@bb0caa3f src/passes/Asyncify.cpp: the pass makes exports of them.
    step = "wasm-opt --asyncify FILE -o OUT.wasm"
    return _import_step(module, "asyncify", step, lambda item: item.module == "asyncify")


def _weval(module: Module) -> Iterator[Unprocessed]:
    # bytecodealliance/weval README.md
    step = "weval weval -w -i FILE -o OUT.wasm"
    return _import_step(module, "weval", step, lambda item: item.module == "weval")


def _wizer(module: Module) -> Iterator[Unprocessed]:
    # bytecodealliance/wizer src/lib.rs: the export is removed unless told to be kept.
    for item in module.exports:
        if item.name in ("wizer.initialize", "wizer-initialize"):
            step = f"wizer FILE -o OUT.wasm --init-func {item.name}"
            yield Unprocessed("wizer", item, f"export {item.name}", step)
            return


# bytecodealliance/wasm-tools@a7ef4778 crates/wit-component/src/validation.rs
_INTERFACE = re.compile(
    r"(cm32p2\|)?[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*)+(/[a-z][a-z0-9-]*)+"
    r"(@\d+(\.\d+(\.\d+(-[0-9A-Za-z.-]+)?)?)?)?|\[export\].*|\$root"
)
# WebAssembly/wasi-logging's name is also that of a core module that WasmEdge provides, and Extism's
# and Kubewarden's interfaces are named alike without being components.
_CORE_INTERFACES = frozenset({"wasi:logging/logging"})
_CORE_NAMESPACES = ("extism:", "kubewarden:", "moonbit:", "wasm:")


def _component(module: Module) -> Iterator[Unprocessed]:
    for item in module.imports:
        if item.module == "__main_module__":
            step = "wasm-tools component new MAIN.wasm --adapt FILE -o OUT.wasm"
            evidence = f"import {item.module}.{item.name}"
            yield Unprocessed("wit-component adapter", item, evidence, step)
            return
    for section in module.sections:
        if section.id == 0 and section.name.startswith("component-type"):
            step = "wasm-tools component new FILE -o OUT.wasm"
            if any(item.module == "wasi_snapshot_preview1" for item in module.imports):
                step += " --adapt wasi_snapshot_preview1.wasm"
            yield Unprocessed("wasm-tools", section, f"section {section.name}", step)
            return
    step = (
        "build again with the component-type section kept, then wasm-tools component new; "
        "nothing where JavaScript made by jco instantiates it"
    )
    yield from _import_step(module, "wit-bindgen", step, _is_interface)


def _is_interface(item: Import) -> bool:
    return (
        _INTERFACE.fullmatch(item.module) is not None
        and item.module not in _CORE_INTERFACES
        and not item.module.startswith(_CORE_NAMESPACES)
    )


def _import_step(
    module: Module, tool: str, next_step: str, is_trace: Callable[[Import], bool]
) -> Iterator[Unprocessed]:
    """One step, shown by the first import that is a trace of it."""
    for item in module.imports:
        if is_trace(item):
            yield Unprocessed(tool, item, f"import {item.module}.{item.name}", next_step)
            return
