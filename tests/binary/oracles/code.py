"""What is in function bodies, told by a disassembly or by wasmlint's passes over them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from tests.binary.oracles.question import Facts
from wasmlint.binary.counts import count_branches, count_instructions, count_locals
from wasmlint.binary.module import Module
from wasmlint.binary.scan import Edges, scan

SUBJECTS = (
    "instruction counts",
    "branch counts",
    "call edges",
    "indirect call counts",
    "reference edges",
)
LOCALS = "local counts"

_DIRECT = {"call", "return_call"}
_INDIRECT = {"call_indirect", "return_call_indirect", "call_ref", "return_call_ref"}
_BRANCHES = {"if", "br_if", "br_table"}


@dataclass(frozen=True)
class Disassembly:
    """Sums over the instructions that a tool prints, by function index or by the pair of them."""

    instructions: Counter[int] = field(default_factory=Counter)
    branches: Counter[int] = field(default_factory=Counter)
    calls: Counter[tuple[int, int]] = field(default_factory=Counter)
    indirect_calls: Counter[int] = field(default_factory=Counter)
    references: Counter[tuple[int, int]] = field(default_factory=Counter)

    def add(self, function: int, instructions: Iterable[tuple[str, str]]) -> None:
        """Takes up a body: each instruction's name and, of a call or `ref.func`, its index."""
        for (dotted, index), count in Counter(instructions).items():
            name = dotted.replace(".", "_")
            self.instructions[function] += count
            if name in _DIRECT:
                self.calls[function, int(index)] += count
            elif name in _INDIRECT:
                self.indirect_calls[function] += count
            elif name == "ref_func":
                self.references[function, int(index)] += count
            elif name in _BRANCHES or name.startswith("br_on_"):
                self.branches[function] += count

    def facts(self) -> Facts:
        """The sums by subject."""
        counted = (self.instructions, self.branches, self.calls, self.indirect_calls)
        return dict(zip(SUBJECTS, (*counted, self.references), strict=True))


def code_facts(module: Module) -> Facts:
    """What wasmlint's passes over the bodies find, by subject."""
    scanned = scan(module)
    sites = scanned.indirect_calls
    return {
        "instruction counts": by_function(module, count_instructions(module, scanned)),
        "branch counts": _without_zeros(by_function(module, count_branches(module, scanned))),
        "call edges": _pairs(scanned.calls),
        "indirect call counts": dict(zip(sites.sources, sites.counts, strict=True)),
        "reference edges": _pairs(scanned.references),
        LOCALS: _without_zeros(by_function(module, count_locals(module))),
    }


def by_function(module: Module, of_bodies: Sequence[int]) -> dict[int, int]:
    """A number for each body by function index, of which imports take the first."""
    return dict(enumerate(of_bodies, start=len(module.imported("function"))))


def _without_zeros(numbers: dict[int, int]) -> dict[int, int]:
    return {function: number for function, number in numbers.items() if number}


def _pairs(edges: Edges) -> dict[tuple[int, int], int]:
    keys = zip(edges.sources, edges.targets, strict=True)
    return dict(zip(keys, edges.counts, strict=True))
