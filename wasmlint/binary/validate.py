"""Validation of core modules, which is wasmtime's work: this file asks it and reads its answer.

Every proposal that wasmtime can be asked for is switched on. A module that uses another one is not
called invalid: the validator stops there, and what lies behind is unknown.
Components are not validated: wasmtime checks them only by compiling them.
"""

import platform
import re
import sys
from functools import cache
from typing import TYPE_CHECKING

from msgspec import Struct

from wasmlint.binary.framing import Layer
from wasmlint.core.places import ByteSpan

if TYPE_CHECKING:
    from wasmtime import Engine

_MESSAGE = re.compile(r"(?P<problem>.*) \(at offset 0x(?P<offset>[0-9a-f]+)\)", re.DOTALL)

# How the validator says that a proposal is switched off. Whole messages only, and no quotes in
# them: names from the module, which stand between quotes, must not be able to silence it.
# Source: bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/validator/operators.rs
# (`validate_proposal`), validator.rs, validator/core.rs, validator/core/canonical.rs,
# binary_reader.rs.
_NOT_ENABLED = re.compile(
    r"[\w -]+ support is not enabled"
    r"|legacy_exceptions feature required for \w+ instruction"
    r"|custom descriptors (?:required for|proposal must be enabled to) [\w ]+"
    r"|shared [\w ]+ require the shared-everything-threads proposal"
    r"|constant expression required: non-constant operator: ref\.i31_shared"
    r"|continuation refs not supported without the stack switching feature"
    r"|cannot define continuation types when stack switching is disabled"
    r"|invalid exception type: non-empty tag result type"  # which stack switching allows
)
# Instructions of proposals that the validator does not know at all, by prefix and sub-opcode:
# half precision, stringref, and `pause` of acquire-release atomics.
# Source: WebAssembly/binaryen@bb0caa3f src/wasm-binary.h.
_UNKNOWN_OPCODE = re.compile(r"unknown 0x(f[b-e]) subopcode: 0x([0-9a-f]+)")
_UNKNOWN_TO_VALIDATOR = {
    0xFB: range(0x82, 0xB7),
    0xFC: range(0x30, 0x32),
    0xFD: range(0x120, 0x150),
    0xFE: range(0x04, 0x05),
}


class Invalid(Struct, frozen=True):
    """Why a module is invalid, in the validator's words, and the file offset where it says so."""

    problem: str
    offset: int | None


def validate(data: bytes, span: ByteSpan | None = None) -> Invalid | None:
    """What is wrong with the core module in `span`, by default the whole of `data`.

    `None` where it is valid, where it uses a proposal that the validator lacks, and for components.
    """
    from wasmtime import Module, WasmtimeError

    start = span.start if span else 0
    binary = data[start : span.end] if span else data
    if binary[4:8] == Layer.COMPONENT.value:
        return None
    try:
        Module.validate(_engine(), binary)
    except WasmtimeError as error:
        return _read(str(error), start)
    return None


def _read(message: str, start: int) -> Invalid | None:
    match = _MESSAGE.fullmatch(message.strip())
    problem = " ".join((match["problem"] if match else message).split())
    if _NOT_ENABLED.fullmatch(problem) or _is_foreign(problem):
        return None
    return Invalid(problem, start + int(match["offset"], 16) if match else None)


def _is_foreign(problem: str) -> bool:
    match = _UNKNOWN_OPCODE.fullmatch(problem)
    if match is None:
        return False
    return int(match[2], 16) in _UNKNOWN_TO_VALIDATOR[int(match[1], 16)]


@cache
def _engine() -> "Engine":
    """The one engine of the process, with every proposal switched on."""
    import wasmtime
    from wasmtime import _bindings

    config = wasmtime.Config()
    for name in sorted(vars(_bindings)):
        if not re.fullmatch(r"wasmtime_config_wasm_\w+_set", name):
            continue
        if "stack_switching" in name and not _can_switch_stacks():
            continue
        getattr(_bindings, name)(config.ptr(), True)
    return wasmtime.Engine(config)


def _can_switch_stacks() -> bool:
    """Whether an engine may be asked for stack switching.

    On other platforms wasmtime does not refuse the setting but ends the process.
    """
    return sys.platform == "linux" and platform.machine() == "x86_64"
