"""Whom every byte of a file belongs to: the sums behind the `package` table.

All of them add up to the file, always: what belongs to nobody is counted too, and so is what the
format itself takes.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from operator import sub

from msgspec import Struct

from wasmlint.analysis.base import Input
from wasmlint.analysis.callgraph import call_graph
from wasmlint.analysis.gograph import program_sizes
from wasmlint.analysis.owners import owners, segment_owners
from wasmlint.analysis.savings import program_ownership
from wasmlint.binary.footprints import code_entries, function_footprints
from wasmlint.binary.segmentfootprints import segment_footprints
from wasmlint.provenance.symbols.gopackages import go_owner
from wasmlint.provenance.symbols.owner import OTHER, Owner

UNATTRIBUTED = Owner("(unattributed)", OTHER)
CUSTOM_SECTIONS = Owner("(custom sections)", OTHER)
OVERHEAD = Owner("(overhead)", OTHER)
REMAINDERS = (UNATTRIBUTED, CUSTOM_SECTIONS, OVERHEAD)
"""What has no owner: other code and data, custom sections but that of names, all the rest."""

_NAME_SECTION = "name"


class Amount(Struct, frozen=True):
    """Bytes of the file: bodies with their sizes, parts of data segments, and everything."""

    code_bytes: int
    data_bytes: int
    total_bytes: int

    def __add__(self, other: "Amount") -> "Amount":
        return Amount(
            self.code_bytes + other.code_bytes,
            self.data_bytes + other.data_bytes,
            self.total_bytes + other.total_bytes,
        )


_NOTHING = Amount(0, 0, 0)


def node_owners(given: Input) -> Sequence[Owner | None]:
    """The owner of each node of the call graph; `None` where it is not known.

    What several packages share belongs to the first, as do functions that the compiler made for
    several. Use with `Input.once`.
    """
    found = list(given.once(owners))
    count = given.once(call_graph).graph.node_count
    ownership, sizes = given.once(program_ownership), given.once(program_sizes)
    if ownership is None or sizes is None:
        return found + [None] * (count - len(found))
    known = {owner.name: owner for owner in found if owner is not None}
    build_info = ownership.program.build_info
    main = build_info.main.path if build_info is not None and build_info.main else None
    found += [None] * (count - len(found))
    for node, package in enumerate(ownership.owners):
        if found[node] is None and package is not None:
            found[node] = known.get(package) or known.setdefault(package, go_owner(package, main))
    nodes = len(ownership.owners)
    for node in reversed(range(nodes)):
        for piece in sizes.shares[node]:
            found[nodes + piece] = found[node]
    return found


def amounts(given: Input) -> Mapping[Owner, Amount]:
    """What each owner has in the file, and what has no owner: `REMAINDERS`.

    The totals add up to the size of the module. Use with `Input.once`. Raises `DecodeError` where a
    body does not decode.
    """
    module, graph = given.module, given.once(call_graph)
    found: defaultdict[Owner, Amount] = defaultdict(lambda: _NOTHING)
    imported = len(module.imported("function"))
    code = array("q", [*[0] * imported, *code_entries(module)])
    rest = array("q", map(sub, function_footprints(module), code))
    for node, (owner, size) in enumerate(zip(given.once(node_owners), graph.sizes, strict=True)):
        if node < imported:
            continue  # entries of the import section, which others share with them
        if node < len(code):
            data = size - code[node] - rest[node]
            amount = Amount(code[node], data, size)
        else:
            amount = Amount(0, size, size)
        found[owner or UNATTRIBUTED] += amount
    for owner, size in _data(given):
        found[owner or UNATTRIBUTED] += Amount(0, size, size)
    customs = [item for item in module.sections if item.id == 0 and item.name != _NAME_SECTION]
    found[CUSTOM_SECTIONS] += Amount(0, 0, sum(item.end - item.start for item in customs))
    total = sum(amount.total_bytes for amount in found.values())
    found[OVERHEAD] += Amount(0, 0, module.span.length - total)
    return {**found, **{owner: found[owner] for owner in REMAINDERS}}


def _data(given: Input) -> Iterable[tuple[Owner | None, int]]:
    """Owners and bytes of data that is no node of the call graph."""
    sizes = given.once(program_sizes)
    if sizes is not None:
        return [(None, sizes.unclaimed)]
    return zip(given.once(segment_owners), segment_footprints(given.module), strict=True)
