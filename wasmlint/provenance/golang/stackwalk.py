"""Finds what a function passes on Go's stack to the functions it calls.

Code is walked once, from top to bottom. What is in a slot of the stack is known from the store to
it up to where control flow joins. Go keeps nothing in locals over a call, so that a call can be
resumed (golang/go src/cmd/internal/obj/wasm/wasmobj.go).
"""

import re
from collections.abc import Callable
from functools import cache

from wasmlint.binary.instructions import Immediate, Instruction, MemArg, instructions
from wasmlint.core.errors import DecodeError
from wasmlint.provenance.golang.stackvalues import (
    WORD,
    Argument,
    Content,
    Outcome,
    Passed,
    StackAddress,
    StackCall,
    Value,
)

_STACK_POINTER = 0
_FIRST_RETURN_ADDRESS = 0x1000 << 16
_ARGUMENT_LIMIT = 8
# Code that knows of more at once is no compiler's.
_SLOT_LIMIT = 1024
_DEPTH_LIMIT = 100
_UNARY = re.compile(
    r"\w+\.(?:eqz|clz|ctz|popcnt|abs|neg|ceil|floor|nearest|sqrt|trunc|load\w*|grow"
    r"|(?:extend|wrap|trunc|convert|demote|promote|reinterpret)\w+)"
)
_BINARY = re.compile(r"[if](?:32|64)\.\w+")


def passed_values(
    data: bytes, start: int, end: int, argument_bytes: Callable[[int], int]
) -> Passed:
    """The calls and stores of the code from `start` to `end`, the whole of a body.

    `argument_bytes` says of a function how much of the stack its arguments and results take. Ends
    early where the code does not decode.
    """
    walk = _Walk(argument_bytes)
    calls = []
    try:
        for instruction in instructions(data, start, end):
            call = walk.step(instruction)
            if call is not None:
                calls.append(call)
    except DecodeError:
        pass  # what comes before it holds
    return Passed(tuple(calls), tuple(walk.stores))


class _Walk:
    """What is known before the next instruction."""

    def __init__(self, argument_bytes: Callable[[int], int]) -> None:
        self.stores: list[tuple[int, Value]] = []
        self._argument_bytes = argument_bytes
        self._pointer: Value = StackAddress(0)
        self._locals: dict[int, Value] = {}
        self._operands: list[Value] = []
        self._slots: dict[int, Value] = {}
        # For each open block what was known before, if it is an `if` that has no `else` so far.
        self._blocks: list[dict[int, Value] | None] = []
        self._kept_count = 0
        self._is_dead = False
        # Behind a call, up to the point at which it is resumed.
        self._is_returning = False

    def step(self, instruction: Instruction) -> StackCall | None:
        """Takes one instruction; what it calls, if it is a direct call that can be resumed."""
        name, first = instruction.opcode.name, next(iter(instruction.immediates), None)
        if name == "call" and isinstance(first, int):
            return self._call(instruction.offset, first)
        if instruction.opcode.block is not None:
            self._control(name)
        elif instruction.opcode.is_terminator:
            self._operands.clear()
            self._is_dead = True
        elif not self._move(name, first):
            self._is_returning = self._is_returning and name == "br_if"
            self._compute(name, first)
        return None

    def _call(self, offset: int, callee: int) -> StackCall | None:
        self._operands.clear()
        self._is_returning = True
        top = self._pointer.offset if isinstance(self._pointer, StackAddress) else None
        pushed = self._slots.get(top) if top is not None else None
        if top is None or not isinstance(pushed, int) or pushed < _FIRST_RETURN_ADDRESS:
            return None  # a helper of the runtime, which leaves Go's stack alone
        del self._slots[top]
        base = top + WORD
        arguments = [self._slots.get(base + WORD * word) for word in range(_ARGUMENT_LIMIT)]
        pointees = {
            value: self._slots.get(value.offset)
            for value in arguments
            if isinstance(value, StackAddress)
        }
        found = StackCall(offset, callee, pushed, tuple(arguments), pointees)
        self._pointer = StackAddress(base)
        size = self._argument_bytes(callee)
        if size < 0:
            self._slots.clear()
        for at in range(0, min(size, WORD * _SLOT_LIMIT), WORD):
            self._slots[base + at] = Outcome(offset, at)
        return found

    def _control(self, name: str) -> None:
        """Blocks: behind them is known what was so both before them and at their end."""
        if name == "else" and self._blocks:
            self._slots = self._pop_block() or {}
            self._blocks.append(None)
        elif name == "end" and self._blocks:
            before = self._pop_block()
            if before is not None and self._is_dead:
                self._slots = before
            elif before is not None:
                self._slots = {
                    at: value for at, value in before.items() if self._slots.get(at) == value
                }
            elif not self._is_returning:
                self._slots = {}
        elif name == "if" and self._kept_count < _DEPTH_LIMIT:
            self._kept_count += 1
            self._blocks.append(dict(self._slots))
        else:
            self._blocks.append(None)
            if name == "loop":
                self._slots = {}
        # The pointer to the stack is the same on all ways.
        self._locals = {
            number: value
            for number, value in self._locals.items()
            if isinstance(value, StackAddress)
        }
        self._operands.clear()
        self._is_dead = self._is_returning = False

    def _pop_block(self) -> dict[int, Value] | None:
        before = self._blocks.pop()
        self._kept_count -= before is not None
        return before

    def _move(self, name: str, index: Immediate | None) -> bool:
        """Whether it is an instruction that moves a value from or to a local or global; does so."""
        if not isinstance(index, int):
            return False
        match name:
            case "local.get":
                self._operands.append(self._locals.get(index))
            case "local.set":
                self._locals[index] = self._pop()
            case "local.tee":
                self._locals[index] = value = self._pop()
                self._operands.append(value)
            case "global.get":
                self._operands.append(self._pointer if index == _STACK_POINTER else None)
            case "global.set":
                value = self._pop()
                if index == _STACK_POINTER:
                    self._pointer = value
            case _:
                return False
        return True

    def _compute(self, name: str, first: Immediate | None) -> None:
        operands = self._operands
        match name:
            case "i32.const" | "i64.const" if isinstance(first, int):
                operands.append(first)
            case "i32.add" | "i64.add":
                operands.append(_sum(self._pop(), self._pop()))
            case "i32.sub" | "i64.sub":
                subtrahend, minuend = self._pop(), self._pop()
                negative = -subtrahend if isinstance(subtrahend, int) else None
                operands.append(_sum(minuend, negative))
            case "i64.load" if isinstance(first, MemArg):
                operands.append(self._load(_sum(self._pop(), first.offset)))
            case "i64.extend_i32_u" | "i64.extend_i32_s" | "i32.wrap_i64" | "nop":
                pass  # no address is above 2^31
            case _ if ".store" in name and isinstance(first, MemArg):
                value, address = self._pop(), _sum(self._pop(), first.offset)
                if isinstance(address, StackAddress):
                    if len(self._slots) >= _SLOT_LIMIT:
                        self._slots.clear()
                    self._slots[address.offset] = value
                elif isinstance(address, int):
                    self.stores.append((address, value))
            case _:
                self._consume(*_operand_counts(name))

    def _load(self, address: Value) -> Value:
        if isinstance(address, int):
            return Content(address)
        if not isinstance(address, StackAddress):
            return None
        if address.offset in self._slots or address.offset < WORD:
            return self._slots.get(address.offset)
        return Argument(address.offset - WORD)

    def _consume(self, popped: int | None, pushed: int) -> None:
        if popped is None:
            self._operands.clear()
        else:
            del self._operands[len(self._operands) - min(popped, len(self._operands)) :]
        self._operands.extend([None] * pushed)

    def _pop(self) -> Value:
        return self._operands.pop() if self._operands else None


def _sum(first: Value, second: Value) -> Value:
    if isinstance(first, int) and isinstance(second, StackAddress):
        first, second = second, first
    if isinstance(second, int):
        if isinstance(first, int):
            return first + second
        if isinstance(first, StackAddress):
            return StackAddress(first.offset + second)
    return None


@cache
def _operand_counts(name: str) -> tuple[int | None, int]:
    """How many operands an instruction takes and gives; `None` for all, where it is not listed."""
    if name == "br_if":
        return 1, 0
    if name == "drop":
        return 1, 0
    if name == "select":
        return 3, 1
    if name in ("memory.copy", "memory.fill"):
        return 3, 0
    if name == "memory.size":
        return 0, 1
    if _UNARY.fullmatch(name):
        return 1, 1
    return (2, 1) if _BINARY.fullmatch(name) else (None, 0)
