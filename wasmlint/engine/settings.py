"""Settings: what `wasmlint.toml` may say, each key read in one place, unknown keys refused."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

from msgspec import Struct, field
from msgspec.structs import fields, replace

from wasmlint import __version__
from wasmlint.core.finding import Severity
from wasmlint.engine.toml import Node

SEVERITIES = tuple(severity.value for severity in Severity)
FAIL_ON = (*SEVERITIES, "never")


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


class Settings(Struct, frozen=True):
    """All settings; the default is what holds without a settings file.

    `folder` is the folder that paths and globs are relative to; `path` the file read, as shown.
    `params` maps a rule selector to parameter texts, `severities` a selector to a severity.
    `places` says where each rule selector is written, by the keys that lead to it: whether it
    selects a rule is known only when the rules are.
    """

    path: str | None = None
    folder: str = "."
    select: tuple[str, ...] = ("ALL",)
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    fail_on: str = "error"
    min_severity: str = "note"
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    packs: tuple[str, ...] = ()
    host: str | None = None
    targets: tuple[str, ...] = ()
    required_exports: tuple[str, ...] = ()
    allowed_imports: tuple[str, ...] | None = None
    denied_imports: tuple[str, ...] = ()
    brotli_quality: int = 9
    max_file_size: int = 256 * 1024 * 1024
    timeout: int = 120
    severities: tuple[tuple[str, str], ...] = ()
    per_file_ignores: tuple[tuple[str, tuple[str, ...]], ...] = ()
    params: tuple[tuple[str, tuple[tuple[str, Any], ...]], ...] = ()
    budgets: tuple[Budget, ...] = ()
    ignored: tuple[IgnoredFinding, ...] = field(default=())
    places: tuple[tuple[tuple[str, ...], str], ...] = ()

    def place(self, *keys: str) -> str:
        """Where what stands under `keys` is written, for messages: `wasmlint.toml:3`."""
        return dict(self.places).get(keys, self.path or "command line")


_ADDED_UP = ("severities", "per_file_ignores", "params", "budgets", "ignored")
"""Settings that an extending file adds to, where others are replaced."""


def read_settings(node: Node, base: Settings) -> Settings:
    """`base` with what the table `node` says, checked.

    Raises `SettingsError` with file, line and key.
    """
    read: dict[str, Any] = {}
    table = node.table(tuple(_READERS))
    for key, value in table.items():
        read.update(_READERS[key](value))
    places = {keys: place for key, value in table.items() for keys, place in _places(key, value)}
    read["places"] = tuple({**dict(base.places), **places}.items())
    for name in _ADDED_UP:
        if name in read:
            read[name] = (*getattr(base, name), *read[name])
    return replace(base, **read)


def _places(key: str, node: Node) -> Iterator[tuple[tuple[str, ...], str]]:
    match key:
        case "select" | "ignore" | "extend-select":
            yield from (((key, item.text()), item.place) for item in node.items())
        case "severity":
            yield from (((key, rule), value.place) for rule, value in node.entries())
        case "params":
            for rule, values in node.entries():
                yield (key, rule), values.place
                yield from (((key, rule, name), value.place) for name, value in values.entries())
        case "per-file-ignores":
            for _, selectors in node.entries():
                yield from (((key, item.text()), item.place) for item in selectors.items())


def _one(name: str, read: Callable[[Node], Any]) -> Callable[[Node], dict[str, Any]]:
    if name not in {known.name for known in fields(Settings)}:
        raise TypeError(name)
    return lambda node: {name: read(node)}


def _required_version(node: Node) -> dict[str, Any]:
    wanted = node.text().removeprefix(">=").strip()
    parts = wanted.split(".")
    if not node.text().startswith(">=") or not all(part.isdigit() for part in parts):
        raise node.problem('must be a lowest version, such as ">=0.1"')
    if _numbers(__version__) < _numbers(wanted):
        raise node.problem(f"asks for wasmlint {wanted} or newer; this is {__version__}")
    return {}


def _extend(node: Node) -> dict[str, Any]:
    node.text()  # which file it names is the business of `discovery`
    return {}


def _numbers(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in version.split("."))


def _targets(node: Node) -> tuple[str, ...]:
    from wasmlint.analysis.targets import parse_target

    for item in node.items():
        try:
            parse_target(item.text())
        except ValueError as error:
            raise item.problem(f"is wrong: {error}") from None
    return node.texts()


def _host(node: Node) -> str:
    from wasmlint.reference.hosts import host_ids

    return node.choice(host_ids())


def _exports(node: Node) -> dict[str, Any]:
    table = node.table(("required",))
    return {"required_exports": table["required"].texts()} if "required" in table else {}


def _imports(node: Node) -> dict[str, Any]:
    table = node.table(("allow", "deny"))
    read: dict[str, Any] = {}
    if "allow" in table:
        read["allowed_imports"] = table["allow"].texts()
    if "deny" in table:
        read["denied_imports"] = table["deny"].texts()
    return read


def _budget(node: Node) -> Budget:
    table = node.table(
        ("path", "max-raw", "max-gzip", "max-brotli", "max-section"), required=("path",)
    )
    limits: list[tuple[str, str | None, int]] = [
        (metric, None, table[f"max-{metric}"].size())
        for metric in ("raw", "gzip", "brotli")
        if f"max-{metric}" in table
    ]
    if "max-section" in table:
        limits += [
            ("section", name, _section_size(size)) for name, size in table["max-section"].entries()
        ]
    if not limits:
        raise node.problem("states no limit; add max-raw, max-gzip, max-brotli or max-section")
    return Budget(table["path"].text(), tuple(limits), f"{node.source.path}:{node.line}")


def _section_size(node: Node) -> int:
    if isinstance(node.value, dict):
        raise node.problem('must be a size; a name with a dot needs quotes: max-section."a.b"')
    return node.size()


def _ignored(node: Node) -> IgnoredFinding:
    table = node.table(("rule", "path", "subject", "reason", "expires"), ("rule", "reason"))
    return IgnoredFinding(
        rule=table["rule"].text(),
        path=table["path"].text() if "path" in table else "**",
        subject=table["subject"].text() if "subject" in table else "*",
        reason=table["reason"].text(),
        expires=table["expires"].day() if "expires" in table else None,
        source=node.source.path,
        line=node.line,
    )


def _params(node: Node) -> tuple[tuple[str, tuple[tuple[str, Any], ...]], ...]:
    return tuple(
        (rule, tuple((name, value.value) for name, value in params.entries()))
        for rule, params in node.entries()
    )


_READERS: dict[str, Callable[[Node], dict[str, Any]]] = {
    "required-version": _required_version,
    "extend": _extend,
    "select": _one("select", Node.texts),
    "ignore": _one("ignore", Node.texts),
    "extend-select": _one("extend_select", Node.texts),
    "fail-on": _one("fail_on", lambda node: node.choice(FAIL_ON)),
    "min-severity": _one("min_severity", lambda node: node.choice(SEVERITIES)),
    "include": _one("include", Node.texts),
    "exclude": _one("exclude", Node.texts),
    "packs": _one("packs", Node.texts),
    "host": _one("host", _host),
    "targets": _one("targets", _targets),
    "exports": _exports,
    "imports": _imports,
    "brotli-quality": _one("brotli_quality", lambda node: node.integer(0, 11)),
    "max-file-size": _one("max_file_size", Node.size),
    "timeout": _one("timeout", lambda node: node.integer(1, 86400)),
    "severity": _one(
        "severities",
        lambda node: tuple((key, value.choice(SEVERITIES)) for key, value in node.entries()),
    ),
    "per-file-ignores": _one(
        "per_file_ignores",
        lambda node: tuple((key, value.texts()) for key, value in node.entries()),
    ),
    "params": _one("params", _params),
    "budget": _one("budgets", lambda node: tuple(_budget(item) for item in node.items())),
    "ignore-finding": _one("ignored", lambda node: tuple(_ignored(i) for i in node.items())),
}
