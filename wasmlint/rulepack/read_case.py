"""A rule's cases from their YAML."""

import base64
import binascii
import re
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from wasmlint.lang.literal import Typed
from wasmlint.rulepack.complaints import Complaints
from wasmlint.rulepack.fields import Fields
from wasmlint.rulepack.identity import RuleFile
from wasmlint.rulepack.nodes import MappingNode, Node, ScalarNode, SequenceNode, Style
from wasmlint.rulepack.params import read_overrides
from wasmlint.rulepack.rule import Case, Setting
from wasmlint.rulepack.wording import listed, quoted

REQUIRED = ("name", "finds")
_FORMS = ("wat", "wasm", "bytes")
_RESERVED = "go"
OPTIONAL = (*_FORMS, _RESERVED, "params", "settings", "path", "todo")

_DEFAULT_PATH = "module.wasm"
_FILE_NAME = r"[A-Za-z0-9][A-Za-z0-9._-]*\.(?:wasm|wat)(?:\.gz|\.br)?"
_COMMENT = re.compile(r";;.*")
_NUMBER = re.compile(r"0|-?[1-9][0-9]*")


def read_cases(
    items: tuple[Node, ...],
    file: RuleFile,
    params: Mapping[str, Typed] | None,
    complaints: Complaints,
) -> tuple[Case, ...]:
    """The cases that can be used; everything else is complained of.

    `params` are the rule's, `None` where they are wrong, which has been said then.
    """
    cases = []
    names: dict[str, int] = {}
    for item in items:
        if not isinstance(item, MappingNode):
            complaints.add(item.span, "a case must hold keys and values")
            continue
        case = _read_case(item, file, params, complaints)
        if case is None:
            continue
        if case.name in names:
            problem = f"a case in line {names[case.name]} is called {quoted(case.name)} too"
            complaints.add(item.span, problem)
        names.setdefault(case.name, case.line)
        cases.append(case)
    return tuple(cases)


def check_both_kinds(cases: tuple[Case, ...], fields: Fields) -> None:
    """Complains where no case shows the rule firing, or none shows it silent."""
    certain = [case for case in cases if not case.is_todo]
    if not any(case.finds for case in certain):
        fields.complain("cases", "must show the rule firing: one of them must find something")
    if not any(not case.finds for case in certain):
        fields.complain("cases", "must show the rule silent: one of them needs `finds: []`")


def _read_case(
    node: MappingNode,
    file: RuleFile,
    params: Mapping[str, Typed] | None,
    complaints: Complaints,
) -> Case | None:
    fields = Fields(node, complaints, "a case", REQUIRED, OPTIONAL)
    name = fields.line("name")
    finds = fields.scalars("finds")
    given = fields.mapping("params")
    overrides = read_overrides(given, params, complaints) if params is not None else {}
    settings = _settings(fields.mapping("settings"), complaints)
    module = _read_module(node, fields, file, complaints)
    path = fields.line("path")
    if path is not None and not _is_relative(path):
        fields.complain("path", "must be a relative path with `/` between its parts")
    if path is None:
        path = module.name if isinstance(module, Path) else _DEFAULT_PATH
    is_todo = fields.flag("todo") or False
    if name is None or finds is None or module is None:
        return None
    expected = tuple(item.text.strip("\n") for item in finds)
    return Case(name, module, expected, path, overrides, settings, is_todo, node.span.line)


def _read_module(
    node: MappingNode, fields: Fields, file: RuleFile, complaints: Complaints
) -> str | bytes | Path | None:
    if _RESERVED in fields:
        fields.complain(_RESERVED, "is kept for Go sources, which cases cannot hold yet")
        return None
    given = [form for form in _FORMS if form in fields]
    if len(given) != 1:
        has = f"it has {listed(given)}" if given else "it has none"
        complaints.add(node.span, f"a case needs one of {listed(_FORMS, 'or')}; {has}")
        return None
    text = fields.text(given[0], may_be_empty=given[0] == "bytes")
    if text is None:
        return None
    if given[0] == "wat":
        return text
    if given[0] == "bytes":
        return _hex(text, fields)
    return _base64(text, fields) if "." not in text else _fixture(text, fields, file)


def _hex(text: str, fields: Fields) -> bytes | None:
    try:
        return bytes.fromhex(_COMMENT.sub("", text))
    except ValueError:
        fields.complain("bytes", "must be pairs of hexadecimal digits; `;;` begins a comment")
        return None


def _base64(text: str, fields: Fields) -> bytes | None:
    try:
        return base64.b64decode("".join(text.split()), validate=True)
    except (binascii.Error, ValueError):
        fields.complain("wasm", "must be base64, or the name of a file such as `go.wasm`")
        return None


def _fixture(text: str, fields: Fields, file: RuleFile) -> Path | None:
    if not re.fullmatch(_FILE_NAME, text):
        fields.complain("wasm", f"must name a `.wasm` file without folders, not {quoted(text)}")
        return None
    path = file.fixtures / text
    if not path.is_file():
        fields.complain("wasm", f"names no file in the folder {quoted(file.fixtures.name)}")
        return None
    return path


def _is_relative(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return "\\" not in path and not path.startswith("/") and ".." not in parts and bool(parts)


def _settings(node: MappingNode | None, complaints: Complaints) -> dict[str, Setting]:
    if node is None:
        return {}
    return {key.text: _setting(value, complaints) for key, value in node}


def _setting(node: Node, complaints: Complaints) -> Setting:
    """The value that a settings file would hold; which keys there are is the settings' business."""
    if isinstance(node, MappingNode):
        return dict(_settings(node, complaints))
    if isinstance(node, SequenceNode):
        return [_setting(item, complaints) for item in node.items]
    return _plain_setting(node, complaints)


def _plain_setting(node: ScalarNode, complaints: Complaints) -> str | int | bool:
    if node.style is Style.PLAIN and node.text in ("true", "false"):
        return node.text == "true"
    if node.style is Style.PLAIN and _NUMBER.fullmatch(node.text):
        return int(node.text)
    problem = node.why_no_text
    if problem is not None:
        complaints.add(node.span, problem)
    return node.text
