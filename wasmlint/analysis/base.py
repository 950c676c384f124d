"""What an analysis is, and what it may look at."""

from collections.abc import Callable, Mapping
from functools import cached_property
from typing import Any, TypeVar

from msgspec import Struct, field

from wasmlint.analysis.policy import Policy
from wasmlint.binary.module import Component, Module
from wasmlint.facts.column import TableSchema
from wasmlint.facts.rows import Rows

_Made = TypeVar("_Made")


class Fault(Struct, frozen=True):
    """Something wrong with the bytes. `kind` is `malformed`, `not-wasm` or `custom-section`.

    `actual` says what the bytes are where they are no WebAssembly at all; `hint` is the next step.
    """

    kind: str
    offset: int
    section: str | None
    problem: str
    actual: str | None = None
    hint: str | None = None


class Input(Struct, frozen=True, dict=True, eq=False):
    """One module or component as the analyses see it.

    `path` is the artifact as reports name it; `within` names the nested module, `None` for the file
    itself. `decoded` is `None` where the bytes did not decode; then only the tables of analyses
    that do not need it can be filled. `data` is the whole file, decompressed; `beside` holds the
    files of its folder that it names, by name, as far as they could be read.
    """

    path: str
    data: bytes
    decoded: Module | Component | None
    faults: tuple[Fault, ...] = ()
    policy: Policy = field(default_factory=Policy)
    within: str | None = None
    beside: Mapping[str, bytes] = field(default_factory=dict)

    @cached_property
    def _made(self) -> dict[Callable[..., Any], Any]:
        return {}

    def once(self, make: Callable[["Input"], _Made]) -> _Made:
        """`make(self)`, made when it is first asked for and kept as long as this input is.

        For what several analyses share, such as the scan of all function bodies.
        """
        if make not in self._made:
            self._made[make] = make(self)
        made: _Made = self._made[make]
        return made

    @property
    def module(self) -> Module:
        """The core module; raises `TypeError` for anything else."""
        if not isinstance(self.decoded, Module):
            raise TypeError(f"{self.path} is no core module")
        return self.decoded


class Analysis(Struct, frozen=True):
    """A table and the function that fills it.

    `applies_to` says for which inputs `fill` may be called: `anything` (also for bytes that did
    not decode), `module` (core modules only; the table is empty for components) or `decoded`
    (core modules and components).
    """

    schema: TableSchema
    fill: Callable[[Input], Rows]
    applies_to: str = "module"
