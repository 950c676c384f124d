"""The `memory` table: linear memories, imported ones first."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.origins import host_of
from wasmlint.analysis.spaces import space
from wasmlint.binary.module import Limits, Memory
from wasmlint.facts.column import Bytes, Count, Flag, Index, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.reference.hosts import host, host_ids


class _Memory:
    """A linear memory."""

    index: Index = column("Its place in the index space of memories.")
    minimum_pages: Count = column("Pages it has at the start.")
    maximum_pages: Count | None = column("Most pages it may grow to; none if unlimited.")
    is_shared: Flag = column("Shared between threads.")
    is_64: Flag = column("Has 64-bit addresses.")
    is_imported: Flag = column("Comes from the host.")
    is_exported: Flag = column("Is exported.")
    page_bytes: Bytes = column("Size of a page: 64 KiB unless it states another.")
    name: Text | None = column("Its name, else that of its export or import.")
    host_maximum_pages: Count | None = column(
        "Most pages that the host of the module gives; none where no limit of it is known."
    )


MEMORY = table("memory", key="index")(_Memory)


def fill(given: Input) -> Rows:
    """One row per memory, by index."""
    module = given.module
    memories = space(module, "memory", Memory, module.memories, module.names.memories)
    limits = [memory.limits for memory in memories.things]
    return Rows(
        MEMORY,
        len(memories.things),
        memories.place,
        {
            "index": range(len(limits)),
            "minimum_pages": [limit.minimum for limit in limits],
            "maximum_pages": [limit.maximum for limit in limits],
            "is_shared": [limit.is_shared for limit in limits],
            "is_64": [limit.is_64 for limit in limits],
            "is_imported": memories.is_imported,
            "is_exported": memories.is_exported,
            "page_bytes": [limit.page_bytes for limit in limits],
            "name": memories.names,
            "host_maximum_pages": lambda: [_host_maximum(given, limit) for limit in limits],
        },
    )


def _host_maximum(given: Input, limits: Limits) -> int | None:
    name = given.once(host_of)
    if name not in host_ids():
        return None
    found = [limit.maximum for limit in host(name).limits if limit.name == "memory-bytes"]
    return min(found) // limits.page_bytes if found else None


ANALYSIS = Analysis(MEMORY, fill)
