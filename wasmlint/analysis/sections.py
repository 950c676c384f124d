"""The `section` table: the sections of a module or component, in file order."""

from functools import partial

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.compression import deflated_bytes
from wasmlint.binary.module import Section
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Bytes, Count, Index, Offset, Ratio, Text, column, table
from wasmlint.facts.rows import PerRow, Rows

ROLES = ("code", "data", "names", "debug", "metadata", "other")

# What custom sections are for. Source: WebAssembly/tool-conventions@8e3191e, core specification
# appendix "Custom Sections", bytecodealliance/wasm-tools@a7ef4778 crates/wasm-metadata.
_CUSTOM_ROLES = {
    "name": "names",
    "component-name": "names",
    "sourceMappingURL": "debug",
    "external_debug_info": "debug",
    "producers": "metadata",
    "target_features": "metadata",
    "build_id": "metadata",
    "go:buildid": "metadata",
    "go.buildid": "metadata",
    "go.version": "metadata",
    "authors": "metadata",
    "description": "metadata",
    "licenses": "metadata",
    "source": "metadata",
    "homepage": "metadata",
    "revision": "metadata",
    "version": "metadata",
}


class _Section:
    """A section; those that lie in nested modules are rows of these."""

    id: Index = column("Section id; 0 is a custom section.")
    name: Text = column("The specification's name, `code`, or the custom section's own.")
    offset: Offset = column("File offset of its payload, after id and size.")
    bytes: Bytes = column("Size of its payload.")
    count: Count | None = column("Entries that its vector states; none if it has no vector.")
    share: Ratio = column("Its bytes, id and size included, as a share of the module.")
    role: Text = column(
        "What it is there for: `code` and `data` for running, `names` and `debug` for people,"
        " `metadata` for tools.",
        values=ROLES,
    )
    gzip_bytes: Bytes = column("About what leaving it out saves of the gzip size.")


SECTION = table("section")(_Section)


def fill(given: Input) -> Rows:
    """One row per section, in file order."""
    decoded = given.decoded
    if decoded is None:
        raise TypeError(f"{given.path} does not decode")
    sections = decoded.sections
    total = max(1, decoded.span.length)

    def place(row: int) -> Place:
        section = sections[row]
        return Place(f"section {section.name}", "section", ByteSpan(section.start, section.end))

    def gzip_bytes(row: int) -> int:
        return deflated_bytes(decoded.data[sections[row].start : sections[row].end])

    return Rows(
        SECTION,
        len(sections),
        place,
        {
            "id": [section.id for section in sections],
            "name": [section.name for section in sections],
            "offset": [section.offset for section in sections],
            "bytes": [section.bytes for section in sections],
            "count": [section.count for section in sections],
            "share": [(section.end - section.start) / total for section in sections],
            "role": partial(_roles, sections),
            "gzip_bytes": PerRow(len(sections), gzip_bytes),
        },
    )


def section_role(section: Section) -> str:
    """What a section is there for: one of `ROLES`."""
    if section.id != 0:
        return section.name if section.name in ("code", "data") else "other"
    if section.name.startswith(".debug_"):
        return "debug"
    return _CUSTOM_ROLES.get(section.name, "other")


def _roles(sections: tuple[Section, ...]) -> list[str]:
    return [section_role(section) for section in sections]


ANALYSIS = Analysis(SECTION, fill, "decoded")
