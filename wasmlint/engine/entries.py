"""Settings that are lists of tables: budgets, and findings to leave out."""

from datetime import date

from msgspec import Struct

from wasmlint.engine.keys import DAY, SIZE, TEXT, Key, read_entry, table_of
from wasmlint.engine.toml import Node


class Budget(Struct, frozen=True):
    """Limits for the files that match `path`; each is (metric, section or `None`, bytes)."""

    path: str
    limits: tuple[tuple[str, str | None, int], ...]
    source: str


class IgnoredFinding(Struct, frozen=True):
    """Findings to leave out: of `rule`, in files matching `path`, about subjects like `subject`."""

    rule: str
    path: str
    subject: str
    reason: str
    expires: date | None
    source: str
    line: int


def _section_size(node: Node) -> int:
    if isinstance(node.value, dict):
        raise node.problem('must be a size; a name with a dot needs quotes: max-section."a.b"')
    return node.size()


BUDGET_KEYS = (
    Key(
        "path",
        TEXT,
        "Glob of the files that the limits hold for, each by itself.",
        is_required=True,
    ),
    Key("max-raw", SIZE, "Most bytes of the file, decompressed if it is compressed."),
    Key("max-gzip", SIZE, "Most bytes as gzip at level 9."),
    Key("max-brotli", SIZE, "Most bytes as Brotli, at the quality of `brotli-quality`."),
    Key(
        "max-section",
        table_of("a table from names of sections to sizes", _section_size),
        "Most bytes of a section. One that is not there has 0 bytes.",
    ),
)
IGNORED_KEYS = (
    Key("rule", TEXT, "Selector of the rules.", is_required=True),
    Key("path", TEXT, "Glob of the files.", default="**"),
    Key(
        "subject",
        TEXT,
        "Glob of the subjects, as reports name them: `import env.*`, `function main`.",
        default="*",
    ),
    Key("reason", TEXT, "Why the findings are left out. Reports repeat it.", is_required=True),
    Key("expires", DAY, "Last day on which they are; from the next on they are back, with WL902."),
)


def read_budget(node: Node) -> Budget:
    """One `[[budget]]`.

    Raises `SettingsError`, also where it states no limit.
    """
    said = read_entry(node, BUDGET_KEYS)
    limits: list[tuple[str, str | None, int]] = [
        (metric, None, said[f"max-{metric}"])
        for metric in ("raw", "gzip", "brotli")
        if said[f"max-{metric}"] is not None
    ]
    limits += [("section", name, size) for name, size in said["max-section"] or ()]
    if not limits:
        raise node.problem("states no limit; add max-raw, max-gzip, max-brotli or max-section")
    return Budget(said["path"], tuple(limits), f"{node.source.path}:{node.line}")


def read_ignored(node: Node) -> IgnoredFinding:
    """One `[[ignore-finding]]`.

    Raises `SettingsError`.
    """
    said = read_entry(node, IGNORED_KEYS)
    return IgnoredFinding(**said, source=node.source.path, line=node.line)
