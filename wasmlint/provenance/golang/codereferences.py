"""References in the code of a Go program: constants that are function values or addresses.

Addresses of code and of data are plain integers on WebAssembly, so a number may look like one. What
is accepted is what the compiler emits: it refers to functions of other packages by symbols that it
made itself, and into types and method tables at few offsets only.
Source: golang/go src/cmd/internal/obj/wasm/wasmobj.go (assemble, R_ADDR of constants),
src/cmd/compile/internal/ir/func.go (closureName), src/internal/abi/type.go and iface.go.
"""

import re
from collections.abc import Mapping

from wasmlint.binary.scan import Constants
from wasmlint.provenance.golang.areas import Areas
from wasmlint.provenance.golang.gotypes import GoType, Types
from wasmlint.provenance.golang.names import package_of
from wasmlint.provenance.golang.program import GoProgram

PC_F_SHIFT = 16
_PC_B_MASK = (1 << PC_F_SHIFT) - 1

# Closures and wrappers; what else code of another package may make a value of has a symbol f·f.
_MADE_BY_COMPILER = re.compile(r"\.func\d|-fm$|\.gowrap\d|\.deferwrap\d|·\d|-range\d|\.\d")
# Round numbers such as 1 << 28 look like the first functions.
_FEWEST_BITS = 4

# What code reads of a type whose address it takes: itself, and its flags; of a method table the
# interface, the type, and methods.
_TYPE_OFFSETS = (0, 20)
_FIRST_METHOD, _METHOD_BYTES = 24, 8
_ITAB_OFFSETS = (0, 8)


def function_values(program: GoProgram, constants: Constants) -> list[tuple[int, int]]:
    """Pairs of function indices: the first makes a function value of the second.

    A constant that is a counter within a function, or of the function that it is in, is a return
    address.
    """
    entries, names = program.position_of_entry, program.pclntab.names
    first, last = program.pclntab.entries[0], program.pclntab.entries[-1]
    low, high = first << PC_F_SHIFT, last << PC_F_SHIFT
    found = []
    for source, value in {
        (source, value)
        for source, value in zip(constants.sources, constants.values, strict=True)
        if low <= value <= high and not value & _PC_B_MASK
    }:
        entry = value >> PC_F_SHIFT
        position, own = entries.get(entry), program.positions.get(source)
        if position is None or position == own:
            continue
        target = program.indices[position]
        package = package_of(names[position])
        if target >= 0 and (
            (own is not None and package_of(names[own]) == package)
            or (_MADE_BY_COMPILER.search(names[position]) and entry.bit_count() >= _FEWEST_BITS)
        ):
            found.append((source, target))
    return sorted(found)


def addresses(
    constants: Constants, areas: Areas, types: Types, closures: Mapping[int, int]
) -> list[tuple[int, int]]:
    """Pairs of a function index and the address of an object that its code names."""
    low, high = areas.all
    pairs = {
        (source, value)
        for source, value in zip(constants.sources, constants.values, strict=True)
        if low <= value < high
    }
    objects = {value: object_of(value, areas, types, closures) for _, value in pairs}
    return sorted(
        {(source, found) for source, value in pairs if (found := objects[value]) is not None}
    )


def object_of(address: int, areas: Areas, types: Types, closures: Mapping[int, int]) -> int | None:
    """The address of the object that a constant refers to; `None` where it is only a number."""
    if address in closures:
        return address
    if areas.is_in_table(address):
        return None
    whole = types.around(address)
    if whole is None:
        return address
    offset = address - whole.address
    if isinstance(whole, GoType):
        is_used = offset in _TYPE_OFFSETS and address & _PC_B_MASK
    else:
        is_method = offset >= _FIRST_METHOD and not offset % _METHOD_BYTES
        is_used = offset in _ITAB_OFFSETS or is_method
    return whole.address if is_used else None
