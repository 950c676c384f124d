"""Which package each function and object of a Go program belongs to.

Functions say it by their names, named types by the path of their package. Other data belongs to the
first that refers to it: the linker writes functions in the order in which packages depend on each
other, so what a package shares with those that import it is its own.
Source: golang/go src/cmd/link/internal/ld/lib.go (postorder of ctxt.Library), which textp follows.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property

from msgspec import Struct

from wasmlint.provenance.golang.edges import functions_of
from wasmlint.provenance.golang.gotypes import GoType
from wasmlint.provenance.golang.program import GoProgram
from wasmlint.provenance.golang.references import References
from wasmlint.provenance.golang.typenames import read_name

# Stands for the types of which an instance of a generic function is the same code.
_SHAPES = "go.shape"
_RUNTIME = "runtime"


class Ownership(Struct, frozen=True, eq=False, dict=True):
    """Packages by node of the references, as import paths; that of the program is `main`."""

    program: GoProgram
    references: References

    @cached_property
    def declared(self) -> Sequence[str | None]:
        """The package that a node names itself; `None` for data, and for types without a name.

        That of a method table is its concrete type's, of a function value its function's.
        """
        program, references = self.program, self.references
        found: list[str | None] = [None] * references.node_count
        for position, index in reversed(list(enumerate(program.indices))):
            if index >= 0:
                found[index] = program.packages[position]
        for address, item in references.types.types.items():
            if item.package is not None:
                path = read_name(program.image.data, item.package)
                found[references.node_at(address)] = path if path != _SHAPES else None
        for address, itab in references.types.itabs.items():
            found[references.node_at(address)] = found[references.node_at(itab.concrete)]
        for address, pc in references.closures.items():
            for function in functions_of(program, (pc,)):
                found[references.node_at(address)] = found[function]
        return found

    @cached_property
    def owners(self) -> Sequence[str | None]:
        """The package that a node belongs to; `None` for what nothing refers to."""
        found = list(self.declared)
        references, names = self.references, self.program.pclntab.names
        for index, position in self.program.positions.items():
            if found[index] is None and names[position].isidentifier():
                found[index] = _RUNTIME  # assembly: `memeqbody`, `wasm_pc_f_loop`
        for address, item in references.types.types.items():
            node = references.node_at(address)
            if found[node] is None:
                found[node] = min(self._made_of(item), default=None)
        successors = references.successors
        waiting = [node for node, owner in enumerate(found) if owner is not None]
        for node in waiting:
            for target in successors[node]:
                if found[target] is None:
                    found[target] = found[node]
                    waiting.append(target)
        return found

    @cached_property
    def function_names(self) -> Mapping[int, str]:
        """Names of functions by index, as the compiler writes them."""
        names = self.program.pclntab.names
        return {index: names[position] for index, position in self.program.positions.items()}

    def values(self, node: int) -> tuple[int, ...]:
        """The function that a node is, or is a value of; empty for any other object."""
        references = self.references
        if node < references.function_count:
            return (node,)
        address = references.objects.starts[node - references.function_count]
        if address not in references.closures:
            return ()
        return functions_of(self.program, (references.closures[address],))

    def mentioned(self, node: int) -> frozenset[str]:
        """The packages that a node could not be there without.

        Those of a method table are its type's and its interface's; those of a type without a name
        are its parts'; else it is the owner.
        """
        references = self.references
        if node >= references.function_count:
            address = references.objects.starts[node - references.function_count]
            types = references.types
            if address in types.itabs:
                itab = types.itabs[address]
                return self._type(itab.concrete) | self._type(itab.interface)
            if address in types.types:
                return self._type(address)
        owner = self.owners[node]
        return frozenset() if owner is None else frozenset({owner})

    def _type(self, address: int) -> frozenset[str]:
        package = self.declared[self.references.node_at(address)]
        if package is not None:
            return frozenset({package})
        return self._made_of(self.references.types.types[address])

    def _made_of(self, item: GoType) -> frozenset[str]:
        """The packages of the types that one without a name is made of, at any depth."""
        types, declared = self.references.types.types, self.declared
        found, seen = set(), {item.address}
        waiting = [item]
        while waiting:
            for part in waiting.pop().made_of:
                if part in types and part not in seen:
                    seen.add(part)
                    package = declared[self.references.node_at(part)]
                    if package is None:
                        waiting.append(types[part])
                    else:
                        found.add(package)
        return frozenset(found)
