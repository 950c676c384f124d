"""Folders of rule files to a rule pack."""

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from msgspec import Struct, field

import wasmlint
from wasmlint.core.errors import RuleErrors, UsageError
from wasmlint.core.places import TextSpan
from wasmlint.core.text import safe
from wasmlint.facts.schema import Schema
from wasmlint.rulepack.compiled import compiled_rules
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.identity import BUILTIN_ID, NAME, PACK_ID, Claims, RuleFile
from wasmlint.rulepack.rule import Rule
from wasmlint.rulepack.wording import quoted

_SUFFIX = ".yaml"
_OTHER_SUFFIX = ".yml"
_FIXTURES = re.compile(f"(?:{BUILTIN_ID}|{PACK_ID})-{NAME}")
_START = TextSpan(1)
_MAX_FILE_BYTES = 1024**2  # what is longer has too many characters as well
_PATH_CHARS = 1000


class RulePack(Struct, frozen=True):
    """Rules of all packs of a run, by id; no id, name or alias stands for two of them."""

    rules: tuple[Rule, ...]


def builtin_folder() -> Path:
    """The folder of the built-in rules: inside the installed package, or beside it in a checkout.

    Raises `UsageError` where neither is there.
    """
    package = Path(wasmlint.__file__).parent
    for folder in (package / "_rules", package.parent / "rules"):
        if folder.is_dir():
            return folder
    raise UsageError("the built-in rules are missing from this installation; install it again")


def load_pack(folders: Sequence[Path], schema: Schema, *, with_cases: bool = True) -> RulePack:
    """The rules of all folders, by id; a single rule file may stand for a folder.

    Rules within `builtin_folder()` are held to the stricter form of built-in rules, and their
    expressions compile when a run needs them. Without cases they come from their compiled form,
    where the package has one.
    Raises `UsageError` where a folder is not there, and `RuleErrors` with all problems of all files
    where there is one.
    """
    claims = Claims()
    problems: list[str] = []
    rules: list[Rule] = []
    read: set[Path] = set()
    for folder in folders:
        if not with_cases and (compiled := _compiled(folder, schema, claims)) is not None:
            rules += compiled
            continue
        found = _find(folder)
        if not found.files and not found.problems:
            problems.append(f"{found.shown}: holds no rule files (`*{_SUFFIX}`)")
        problems += found.problems
        for file in found.files:
            if file.location in read:  # named twice, as by the settings and the command line
                continue
            read.add(file.location)
            complaints = Complaints(file.path)
            rule = _read(file, schema, claims, complaints)
            problems += complaints.messages
            if rule is not None:
                rules.append(rule)
                problems += _unnamed_fixtures(rule, file)
    if problems:
        raise RuleErrors(problems)
    return RulePack(tuple(sorted(rules, key=lambda rule: rule.info.id)))


def _compiled(folder: Path, schema: Schema, claims: Claims) -> tuple[Rule, ...] | None:
    if folder != builtin_folder():
        return None
    rules = compiled_rules(folder, schema)
    for rule in rules or ():
        complaints = Complaints(rule.source.path)
        for title in rule.titles:
            claims.claim(title, TextSpan(rule.source.line), complaints)
    return rules


class _Found(Struct):
    """What lies in a folder: rule files by path, and what should not be there."""

    shown: str
    files: list[RuleFile] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)


def _find(folder: Path) -> _Found:
    builtin = builtin_folder().resolve()
    location = folder.resolve()
    is_builtin = location.is_relative_to(builtin)
    found = _Found(_shown(folder, location, builtin if is_builtin else None))
    if location.is_file():
        found.files.append(RuleFile(found.shown, location, location.parent.name, is_builtin))
        return found
    if not location.is_dir():
        raise UsageError(f"there is no folder {quoted(str(folder))} to read rules from")
    unread: list[OSError] = []
    for at, names in _folders(location, unread):
        inside = PurePosixPath(found.shown, at.relative_to(location).as_posix())
        if _FIXTURES.fullmatch(at.name):
            if not at.with_name(at.name + _SUFFIX).is_file():
                problem = f"the rule {quoted(at.name + _SUFFIX)} is not there"
                found.problems.append(f"{safe(str(inside), _PATH_CHARS)}: {problem}")
            continue
        for name in names:
            path = safe(str(inside / name), _PATH_CHARS)
            if why := _why_no_rule_file(at / name):
                found.problems.append(f"{path}: {why}")
            elif name.endswith(_SUFFIX):
                found.files.append(RuleFile(path, at / name, at.name, is_builtin))
    for error in unread:  # may hold rules, which would be left out in silence
        inside = PurePosixPath(found.shown, Path(error.filename).relative_to(location).as_posix())
        shown = safe(str(inside), _PATH_CHARS)
        found.problems.append(f"{shown}: the folder cannot be read: {error.strerror}")
    return found


def _why_no_rule_file(path: Path) -> str | None:
    """What is wrong with a file that looks like a rule and cannot be one."""
    if path.name.endswith(_OTHER_SUFFIX):
        return f"the name of a rule file ends in `{_SUFFIX}`"
    # Reading a pipe would wait for whoever writes to it.
    is_special = path.name.endswith(_SUFFIX) and path.exists() and not path.is_file()
    return "this is no regular file" if is_special else None


def _folders(root: Path, unread: list[OSError]) -> Iterator[tuple[Path, list[str]]]:
    """`root` and the folders in it with the names of their files, in order, without hidden ones.

    Errors of folders that cannot be listed are added to `unread`.
    """
    for at, folders, files in os.walk(root, onerror=unread.append):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield Path(at), sorted(name for name in files if not name.startswith("."))


def _shown(folder: Path, location: Path, builtin: Path | None) -> str:
    """The folder as messages name it: as given, relative where that can be."""
    if builtin is not None:
        return "/".join(("rules", *location.relative_to(builtin).parts))
    if folder.is_absolute() and folder.is_relative_to(Path.cwd()):
        folder = folder.relative_to(Path.cwd())
    return safe(folder.as_posix(), _PATH_CHARS)


def _read(file: RuleFile, schema: Schema, claims: Claims, complaints: Complaints) -> Rule | None:
    from wasmlint.rulepack.read_rule import read_rule  # takes a YAML reader

    try:
        with file.location.open("rb") as stream:
            data = stream.read(_MAX_FILE_BYTES + 1)
        if len(data) > _MAX_FILE_BYTES:
            complaints.add(_START, f"the file has more than {_MAX_FILE_BYTES:,} bytes")
            return None
        text = data.decode("utf-8-sig")
    except OSError as error:
        complaints.add(_START, f"the file cannot be read: {error.strerror}")
        return None
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        complaints.add(TextSpan(line), f"the byte {data[error.start]:#04x} is no UTF-8")
        return None
    return read_rule(text, file, schema, claims, complaints)


def _unnamed_fixtures(rule: Rule, file: RuleFile) -> list[str]:
    """Problems of files beside the rule that none of its cases names."""
    if not file.fixtures.is_dir():
        return []
    named = {case.module for case in rule.cases}
    folder = file.path.removesuffix(_SUFFIX)
    return [
        f"{folder}/{safe(name)}: no case names this file"
        for name in sorted(entry.name for entry in file.fixtures.iterdir())
        if not name.startswith(".") and file.fixtures / name not in named
    ]
