"""What is to be done with each file: the rules that apply to it, and what is asked of it."""

from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

from msgspec import Struct

from wasmlint.analysis.catalog import schema
from wasmlint.analysis.policy import Limit, Policy
from wasmlint.analysis.targets import parse_target
from wasmlint.core.errors import SettingsError, UsageError
from wasmlint.core.finding import Severity
from wasmlint.engine.paths import matches, shown
from wasmlint.engine.settings import Settings
from wasmlint.rulepack.load import RulePack, builtin_folder, load_pack
from wasmlint.rulepack.rule import Rule
from wasmlint.rulepack.select import find, select

SETTINGS_TABLE = "suppression"
"""Rules over this table judge the settings, not a file."""


class Plan(Struct, frozen=True, dict=True):
    """The settings of a group of files with the rules that they select.

    Holds only plain values until it is used, so that it can be sent to another process.
    Cases of the built-in rules are read only if asked for, which takes longer.
    """

    settings: Settings
    with_cases: bool = False

    @cached_property
    def pack(self) -> RulePack:
        """The built-in rules and those of the settings' own packs, as the settings adjust them.

        Raises `RuleErrors`, `SettingsError`.
        """
        folders = [builtin_folder()]
        for name in self.settings.packs:
            folder = Path(name)
            if not folder.exists():
                raise UsageError(f"{shown(folder)}: there is no such rule pack")
            folders.append(folder)
        return load_pack(folders, schema(), with_cases=self.with_cases)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The selected rules, by id, with severities and parameters as the settings have them."""
        settings = self.settings
        for key, selectors in (
            ("select", settings.select),
            ("ignore", settings.ignore),
            ("extend-select", settings.extend_select),
        ):
            for selector in selectors:
                self._found(selector, key)
        for _, selectors in settings.per_file_ignores:
            for selector in selectors:
                self._found(selector, "per-file-ignores")
        chosen = select(self.pack, settings.select, settings.ignore, settings.extend_select)
        severities = {
            rule.info.id: Severity(severity)
            for selector, severity in settings.severities
            for rule in self._found(selector, "severity")
        }
        params: dict[str, dict[str, tuple[Any, str]]] = {}
        for selector, values in settings.params:
            for rule in self._found(selector, "params"):
                said = params.setdefault(rule.info.id, {})
                said.update(
                    {
                        name: (value, settings.place("params", selector, name))
                        for name, value in values
                    }
                )
        return tuple(
            _adjusted(rule, params.get(rule.info.id, {}), severities.get(rule.info.id))
            for rule in chosen
        )

    def _found(self, selector: str, key: str) -> tuple[Rule, ...]:
        pack = self.pack
        try:
            return find(pack, selector)
        except UsageError as error:
            place = self.settings.place(key, selector)
            raise SettingsError(f"{place}: `{key}`: {error}") from None

    def rules_for(self, path: Path) -> tuple[Rule, ...]:
        """The rules that judge a file: those selected, less what the file is exempt from."""
        exempt = {
            rule.info.id
            for pattern, selectors in self.settings.per_file_ignores
            if matches(path, pattern, self.settings.folder)
            for selector in selectors
            for rule in self._found(selector, "per-file-ignores")
        }
        return tuple(
            rule
            for rule in self.rules
            if rule.info.id not in exempt and rule.table != SETTINGS_TABLE
        )

    def policy_for(self, path: Path) -> Policy:
        """What the settings ask of a file."""
        settings = self.settings
        limits = tuple(
            Limit(metric, subject, size, budget.source)
            for budget in settings.budgets
            if matches(path, budget.path, settings.folder)
            for metric, subject, size in budget.limits
        )
        return Policy(
            host=settings.host,
            targets=tuple(parse_target(text) for text in settings.targets),
            required_exports=settings.required_exports,
            allowed_imports=settings.allowed_imports,
            denied_imports=settings.denied_imports,
            limits=limits,
            brotli_quality=settings.brotli_quality,
        )

    def is_excluded(self, path: Path) -> bool:
        """Whether the settings leave a file out that was found in a folder."""
        settings = self.settings
        if any(matches(path, pattern, settings.folder) for pattern in settings.exclude):
            return True
        included = settings.include
        return bool(included) and not any(matches(path, p, settings.folder) for p in included)


def _adjusted(rule: Rule, params: Mapping[str, tuple[Any, str]], severity: Severity | None) -> Rule:
    for name, (value, place) in params.items():
        try:
            rule = rule.with_params({name: value})
        except ValueError as error:
            raise SettingsError(f"{place}: `params.{rule.info.id}`: {error}") from None
    return rule if severity is None else rule.with_severity(severity)
