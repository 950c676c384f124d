"""What to call the objects in the memory of a Go program, which have no names of their own."""

from collections import defaultdict
from collections.abc import Mapping
from functools import cached_property

from msgspec import Struct

from wasmlint.provenance.golang.edges import ADDRESS
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.references import References
from wasmlint.provenance.golang.typenames import read_name

# The name is that of a pointer to the type (internal/abi/type.go, TFlagExtraStar).
_EXTRA_STAR = 2


class GoLabels(Struct, frozen=True, eq=False, dict=True):
    """Names of the nodes behind the functions: `type *bytes.Buffer`, `initialisation of regexp`."""

    program: GoProgram
    references: References

    def label(self, node: int) -> str:
        """What to call an object, or what several nodes share.

        Data goes by the one function that refers to it, else by its address.
        """
        references, names = self.references, self.program.pclntab.names
        if node >= references.node_count:
            return "names and tables"
        address = references.objects.starts[node - references.function_count]
        if node in references.tasks:
            return f"initialisation of {self._owner(references.tasks[node]) or hex(address)}"
        if address in references.closures:
            position = self.program.position_of_entry.get(references.closures[address])
            return f"function value {names[position] if position is not None else hex(address)}"
        if address in references.types.types:
            return f"type {self._type(address)}"
        if address in references.types.itabs:
            itab = references.types.itabs[address]
            return f"methods of {self._type(itab.concrete)} for {self._type(itab.interface)}"
        user = self._only_users.get(node)
        return f"data of {names[user]}" if user is not None else f"data at {address:#x}"

    def _type(self, address: int) -> str:
        found = self.references.types.types[address]
        name = read_name(self.program.image.data, found.name) or f"at {address:#x}"
        return name[1:] if found.flags & _EXTRA_STAR else name

    def _owner(self, functions: tuple[int, ...]) -> str | None:
        positions = self.program.positions
        owners = (self.program.packages[positions[at]] for at in functions if at in positions)
        return next((owner for owner in owners if owner is not None), None)

    @cached_property
    def _only_users(self) -> Mapping[int, int]:
        """For each object that one function refers to, the position of that."""
        references, positions = self.references, self.program.positions
        users: defaultdict[int, set[int]] = defaultdict(set)
        edges = zip(references.sources, references.targets, references.kinds, strict=True)
        for source, target, kind in edges:
            if kind == ADDRESS and source in positions:
                users[target].add(positions[source])
        return {node: min(found) for node, found in users.items() if len(found) == 1}
