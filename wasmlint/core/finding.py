"""What a run yields: findings, what was not checked, and the report that holds them all."""

from enum import Enum
from functools import cached_property

from msgspec import Struct, field

from wasmlint.core.places import ByteSpan, Place, TextSpan


class Severity(Enum):
    """How bad it is if the finding is true; the names are SARIF's levels."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    @property
    def rank(self) -> int:
        """0 for an error, growing as severity falls."""
        return list(Severity).index(self)

    def __str__(self) -> str:
        return self.value


class Confidence(Enum):
    """How likely the finding is to be true."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"

    @property
    def rank(self) -> int:
        """0 for high, growing as confidence falls."""
        return list(Confidence).index(self)

    def __str__(self) -> str:
        return self.value


class RuleInfo(Struct, frozen=True):
    """What a reader of findings needs to know of a rule: its texts and its standing.

    `summary` is one sentence; `why` and `fix` are paragraphs of Markdown; `family` is the folder of
    the rule (`wasi`, `size`, ...); `security_severity` is CVSS-like and only for security rules.
    """

    id: str
    name: str
    family: str
    severity: Severity
    confidence: Confidence
    since: str
    summary: str
    why: str
    fix: str
    references: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    security_severity: float | None = None


class Evidence(Struct, frozen=True):
    """One value that a rule judged by: the column, and the value as people read it."""

    column: str
    value: str


class Finding(Struct, frozen=True):
    """One place where a rule matched.

    `path` is the artifact, relative to the working directory, with `/` between its parts.
    `within` names the nested module that holds the place (`module[1]`), `None` for the file itself.
    `message` is the whole sentence, without a final period; `hint` says what to do here, in one
    line. `fingerprint` is stable from build to build: see `wasmlint.engine.fingerprint`.
    """

    rule: str
    severity: Severity
    confidence: Confidence
    path: str
    place: Place
    message: str
    hint: str
    within: str | None = None
    evidence: tuple[Evidence, ...] = ()
    fingerprint: str = ""

    @property
    def sort_key(self) -> tuple[bytes, int, int, str, str, str]:
        """Order of findings: path as POSIX bytes, place, rule, subject, message."""
        first, second = -1, 0
        if isinstance(self.place.span, ByteSpan):
            first = self.place.span.start
        elif isinstance(self.place.span, TextSpan):
            first, second = self.place.span.line, self.place.span.column
        path = self.path.encode("utf-8", "surrogateescape")
        return path, first, second, self.rule, self.place.subject, self.message


class Artifact(Struct, frozen=True):
    """A file that was looked at; `bytes` is its size as stored."""

    path: str
    bytes: int
    sha256: str


class Skipped(Struct, frozen=True):
    """Something that was not checked, and why: nothing passes by accident.

    `is_incomplete` says that the run as a whole is incomplete for it (exit code 3), as when a file
    cannot be read; it is false where not checking was the right thing, as for the rules about
    functions in a file that is no module.
    """

    path: str | None
    what: str
    reason: str
    is_incomplete: bool = False


class Suppressed(Struct, frozen=True):
    """A finding that the settings ask to leave out, with the stated reason."""

    finding: Finding
    reason: str


class Report(Struct, frozen=True, dict=True):
    """All that a run found out, in its final order.

    `artifacts` by path, `rules` (those that ran) by id, `findings` by `Finding.sort_key`,
    `skipped` by path. Equal inputs and settings give equal reports.
    """

    artifacts: tuple[Artifact, ...]
    rules: tuple[RuleInfo, ...]
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    skipped: tuple[Skipped, ...] = ()
    hidden_count: int = field(default=0)
    """Findings under the minimum severity, which are counted and not shown."""

    @cached_property
    def rule(self) -> dict[str, RuleInfo]:
        """The rules that ran, by id."""
        return {rule.id: rule for rule in self.rules}

    @property
    def is_incomplete(self) -> bool:
        """Whether some input could not be judged as asked."""
        return any(skip.is_incomplete for skip in self.skipped)

    def count(self, severity: Severity) -> int:
        """Number of findings of one severity."""
        return sum(finding.severity is severity for finding in self.findings)
