"""JavaScript objects in Go code: how those that are called with are reached from the global object.

Source: golang/go src/syscall/js/js.go of go1.12, go1.14 and go1.27.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct, field

from wasmlint.binary.locals import declared_locals
from wasmlint.core.errors import DecodeError
from wasmlint.provenance.golang.program import GoProgram
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
from wasmlint.provenance.golang.stackwalk import passed_values

SET = "syscall/js.Value.Set"
"""`(v Value, name string, x any)`"""

_GET = "syscall/js.Value.Get"
_GLOBAL = "syscall/js.Global"
_PREDEFINED = "syscall/js.predefValue"
# Up to go1.12 the first calls the second.
_INITIALISERS = ("syscall/js.init", "syscall/js.init.ializers")
# References are NaNs with the number of the object below, since go1.14 its type above it. The
# global object is the fifth of those predefined.
_GLOBAL_NUMBER = 5
_GLOBAL_REFERENCES = frozenset({0x7FF8000000000005, 0x7FF8000100000005})
_STRING_BYTES = _INTERFACE_BYTES = 16
_LONGEST_NAME = 1 << 12
_LARGEST_BODY = 1 << 19
_LONGEST_PATH = 50
_DEEPEST_NESTING = 10

Path = tuple[str, ...]
"""Names from the global object on; empty for the global object."""


class JsPackage(Struct, frozen=True, eq=False, dict=True):
    """What is left of the package `syscall/js` in a program."""

    program: GoProgram
    _bodies: dict[int, "JsBody"] = field(default_factory=dict)

    @cached_property
    def functions(self) -> Mapping[str, int]:
        """Function indices by name."""
        program = self.program
        return {
            name: program.indices[position]
            for position, name in enumerate(program.pclntab.names)
            if name.startswith("syscall/js.") and program.indices[position] >= 0
        }

    @cached_property
    def value_bytes(self) -> int:
        """The size of a `js.Value`: a reference, since go1.14 with a pointer beside it."""
        size = self._argument_bytes(self.functions.get(SET, -1))
        return max(size - _STRING_BYTES - _INTERFACE_BYTES, WORD)

    @cached_property
    def global_variables(self) -> frozenset[int]:
        """Addresses of the variables that hold the global object, as the initialisers set them."""
        bodies = [self.body(self.functions.get(name, -1)) for name in _INITIALISERS]
        return frozenset(
            address
            for body in bodies
            for address, value in body.passed.stores
            if body.is_predefined_global(value)
        )

    def body(self, function: int) -> "JsBody":
        """What a function does; nothing for an import, and for a body that is far too large."""
        if function not in self._bodies:
            self._bodies[function] = JsBody(self, self._passed(function))
        return self._bodies[function]

    def _passed(self, function: int) -> Passed:
        module = self.program.module
        number = function - len(module.imported("function"))
        if not 0 <= number < len(module.bodies) or module.bodies.sizes[number] > _LARGEST_BODY:
            return Passed((), ())
        start = module.bodies.offsets[number]
        end = start + module.bodies.sizes[number]
        try:
            _, start = declared_locals(module.data, start, end)
        except DecodeError:
            return Passed((), ())  # the scan of all bodies says so
        return passed_values(module.data, start, end, self._argument_bytes)

    def _argument_bytes(self, function: int) -> int:
        position = self.program.positions.get(function)
        return -1 if position is None else self.program.pclntab.record(position).argument_bytes


class JsBody(Struct, frozen=True, eq=False, dict=True):
    """The calls of a function, with an eye to JavaScript."""

    package: JsPackage
    passed: Passed

    @cached_property
    def _calls(self) -> Mapping[int, StackCall]:
        return {call.offset: call for call in self.passed.calls}

    def calls_of(self, function: int) -> Sequence[StackCall]:
        """The calls of a function, in their order."""
        return self._calls_by_callee.get(function, [])

    @cached_property
    def _calls_by_callee(self) -> Mapping[int, list[StackCall]]:
        found: dict[int, list[StackCall]] = {}
        for call in self.passed.calls:
            found.setdefault(call.callee, []).append(call)
        return found

    def is_predefined_global(self, value: Value) -> bool:
        """Whether a reference is made to be that of the global object."""
        if not isinstance(value, Outcome):
            return value in _GLOBAL_REFERENCES
        call, functions = self._calls[value.call], self.package.functions
        return (
            call.callee == functions.get(_PREDEFINED)
            and value.offset == WORD
            and call.argument(0) == _GLOBAL_NUMBER
        )

    def text(self, call: StackCall, offset: int) -> str | int | None:
        """The string passed at an offset, the offset of the argument that it is, or `None`."""
        address, length = call.argument(offset), call.argument(offset + WORD)
        if isinstance(address, Argument) and length == Argument(address.offset + WORD):
            return address.offset
        data = self.package.program.image.data
        if not isinstance(address, int) or not isinstance(length, int):
            return None
        if not 0 <= length <= _LONGEST_NAME or not 0 <= address <= len(data) - length:
            return None
        return data[address : address + length].decode("utf-8", "replace")

    def path(self, reference: Value) -> Path | int | None:
        """How an object is reached, the offset of the argument that it is, or `None`."""
        return self._path(reference, self._kept)

    @cached_property
    def _kept(self) -> Mapping[Value, Path]:
        """Objects that the function sets on others which are reached, by their reference."""
        found: dict[Value, Path] = {}
        size = self.package.value_bytes
        setting = self.calls_of(self.package.functions.get(SET, -1))
        for _ in range(_DEEPEST_NESTING):
            known = len(found)
            for call in setting:
                path = _below(self._path(call.argument(0), found), self.text(call, size))
                # An interface: its type, then the address of the value.
                boxed = call.argument(size + _STRING_BYTES + WORD)
                kept = call.pointees.get(boxed) if isinstance(boxed, StackAddress) else None
                if path is not None and isinstance(kept, Outcome):
                    found.setdefault(kept, path)
            if len(found) == known:
                break
        return found

    def _path(self, reference: Value, kept: Mapping[Value, Path]) -> Path | int | None:
        names: list[str] = []
        while (call := self._got_from(reference)) is not None and len(names) < _LONGEST_PATH:
            name = self.text(call, self.package.value_bytes)
            if not isinstance(name, str):
                return None
            names.append(name)
            reference = call.argument(0)
        if isinstance(reference, Argument):
            return None if names else reference.offset
        start = () if self._is_global(reference) else kept.get(reference)
        return None if start is None else (*start, *reversed(names))

    def _got_from(self, reference: Value) -> StackCall | None:
        """The call of `Get` that a reference came out of."""
        result = self.package.value_bytes + _STRING_BYTES
        if not isinstance(reference, Outcome) or reference.offset != result:
            return None
        call = self._calls[reference.call]
        return call if call.callee == self.package.functions.get(_GET) else None

    def _is_global(self, reference: Value) -> bool:
        if isinstance(reference, Content):
            return reference.address in self.package.global_variables
        if isinstance(reference, Outcome) and reference.offset == 0:
            return self._calls[reference.call].callee == self.package.functions.get(_GLOBAL)
        return self.is_predefined_global(reference)


def _below(path: Path | int | None, name: str | int | None) -> Path | None:
    if isinstance(path, tuple) and isinstance(name, str):
        return (*path, name)
    return None
