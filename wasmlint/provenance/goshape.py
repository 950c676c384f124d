"""Modules of the Go compiler by their shape, which survives `strip` and `wasm-opt`.

Source: golang/go src/cmd/link/internal/wasm/asm.go (writeGlobalSec, writeElementSec, writeBuildID,
wasmFuncTypes), the same from go1.13 to go1.27; go1.12 had two more globals and a `go.version`
section.
"""

import re

from wasmlint.binary.module import FuncType, Global, Import, Module
from wasmlint.provenance.origin import Origin
from wasmlint.provenance.recorded import bare_version

# Function values begin here, so that they cannot be taken for small integers (funcValueOffset).
_TABLE_OFFSET = 0x1000
# SP; CTXT, g, RET0 to RET3; PAUSE. go1.12 kept two more 64-bit registers in globals.
_REGISTERS = re.compile(r"i32( i64){6,8} i32")
_BUILD_ID_SECTIONS = ("go:buildid", "go.buildid", "go.version")
_GO_VERSION = re.compile(rb"go1[0-9A-Za-z.]*")
_JS_MODULES = frozenset({"gojs", "go"})
_STACK_POINTER_ONLY = FuncType(("i32",), ())


def go_origin(module: Module) -> Origin | None:
    """Go's compiler, where a section, the imports or the registers and the table show it."""
    for name in _BUILD_ID_SECTIONS:
        for section in module.custom_sections(name):
            found = _GO_VERSION.search(module.payload(section)) if name == "go.version" else None
            version = bare_version(found[0].decode("ascii")) if found else None
            return Origin("go", version, "Go", f"section {name}")
    glue = [item for item in module.imported("function") if item.module in _JS_MODULES]
    if glue and all(_takes_stack_pointer(module, item) for item in glue):
        return Origin("go", None, "Go", f"import {glue[0].module}.{glue[0].name}")
    if _has_go_registers(module.globals) and _has_go_table(module):
        return Origin("go", None, "Go", "globals and function table laid out as by Go's linker")
    return None


def _takes_stack_pointer(module: Module, item: Import) -> bool:
    # TinyGo imports functions of the same names with their arguments as parameters.
    index = item.description
    return (
        isinstance(index, int)
        and 0 <= index < len(module.types)
        and module.types[index].composite == _STACK_POINTER_ONLY
    )


def _has_go_registers(registers: tuple[Global, ...]) -> bool:
    types = " ".join(register.value_type for register in registers[:10])
    return bool(_REGISTERS.match(types)) and all(
        register.is_mutable and register.initial is not None and register.initial.value == 0
        for register in registers[:8]
    )


def _has_go_table(module: Module) -> bool:
    return any(
        segment.mode == "active"
        and segment.offset is not None
        and segment.offset.value == _TABLE_OFFSET
        for segment in module.elements
    )
