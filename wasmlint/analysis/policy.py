"""What the people who run wasmlint ask of a module: hosts, limits, imports, exports.

The engine builds a policy from the settings for each file; analyses turn it into facts.
"""

from msgspec import Struct


class Target(Struct, frozen=True):
    """An engine the module must run on: `safari`, at least version `17`; any version where `None`.

    `text` is the target as written in the settings, such as `safari>=17`.
    """

    engine: str
    minimum: str | None
    text: str


class Limit(Struct, frozen=True):
    """One limit of a budget.

    `metric` is `raw`, `gzip`, `brotli` (the whole file) or `section` (one section, raw);
    `subject` is the section's name, `None` for the whole file. `source` is where the settings
    state it, such as `wasmlint.toml: budget[0].max-gzip`.
    """

    metric: str
    subject: str | None
    limit_bytes: int
    source: str


class Policy(Struct, frozen=True):
    """All that is asked of one file. The default asks nothing.

    `host` is the id of a host profile, `None` to go by the toolchain that made the module.
    Import patterns are globs over `module.name`; `allowed_imports` is `None` where everything not
    denied is allowed.
    """

    host: str | None = None
    targets: tuple[Target, ...] = ()
    required_exports: tuple[str, ...] = ()
    allowed_imports: tuple[str, ...] | None = None
    denied_imports: tuple[str, ...] = ()
    limits: tuple[Limit, ...] = ()
    brotli_quality: int = 9
