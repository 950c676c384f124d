"""The proposals that a constant expression needs.

Source: bytecodealliance/wasm-tools@a7ef4778 crates/wasmparser/src/validator/core.rs; WebAssembly/gc
proposals/gc/MVP.md ("Constant Expressions": `global.get` of a global that is not imported).
"""

from collections.abc import Iterator, Mapping
from functools import cache

from wasmlint.binary.module import ConstExpr, Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.uses import Use


def const_features(module: Module, expression: ConstExpr | None) -> Iterator[Use]:
    """What the instructions of an expression need, each use placed where the expression begins."""
    if expression is None:
        return
    for operator in expression.operators:
        if operator in _by_operator():
            yield [_by_operator()[operator]], expression.span.start
    index = expression.global_index
    if index is not None and index >= len(module.imported("global")):
        yield ["gc"], expression.span.start


@cache
def _by_operator() -> Mapping[str, str]:
    found = {}
    for opcode in opcodes().values():
        if opcode.proposal != "mvp":
            found[opcode.name] = opcode.proposal
        elif opcode.const_expr not in (None, "1.0"):
            found[opcode.name] = "extended-const"
    return found
