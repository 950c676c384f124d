"""The built-in rules in the form in which an installed package carries them beside their files.

Reading YAML and parsing expressions takes longer than judging a small module, so both are done
once, when the wheel is built. Cases are left out; whoever needs them reads the files.
"""

import hashlib
from collections.abc import Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from wasmlint import __version__
from wasmlint.core.finding import RuleInfo
from wasmlint.facts.schema import Schema
from wasmlint.lang.literal import Typed
from wasmlint.lang.parse import parse, remember
from wasmlint.lang.syntax import Expression
from wasmlint.lang.template import holes
from wasmlint.rulepack.expressions import Expressions
from wasmlint.rulepack.nodes import ScalarNode
from wasmlint.rulepack.rule import Rule, RuleSource

FILE = "compiled.msgpack"
"""What the compiled form is called, in the folder of the built-in rules."""


class _Rule(Struct, frozen=True):
    info: RuleInfo
    source: RuleSource
    table: str
    params: dict[str, Typed]
    when_text: ScalarNode
    message_text: ScalarNode
    hint_text: ScalarNode | None


class _Compiled(Struct, frozen=True):
    digest: str
    rules: tuple[_Rule, ...]
    trees: dict[str, Expression]


def encode(rules: Sequence[Rule], folder: Path) -> bytes:
    """The compiled form of the rules that the files in `folder` state, in their order.

    Raises `LangErrors` for a text that is no expression.
    """
    plain = tuple(
        _Rule(
            rule.info,
            rule.source,
            rule.table,
            dict(rule.params),
            rule.expressions.when_text,
            rule.expressions.message_text,
            rule.expressions.hint_text,
        )
        for rule in rules
    )
    texts = [text for rule in rules for text in _expressions(rule.expressions)]
    trees = {text: parse(text) for text in texts}
    return msgspec.msgpack.encode(_Compiled(_digest(folder), plain, trees))


def compiled_rules(folder: Path, schema: Schema) -> tuple[Rule, ...] | None:
    """The rules of `folder` without their cases, by id.

    `None` where the folder has no compiled form, or one of other files than those that lie there.
    """
    try:
        compiled = msgspec.msgpack.decode((folder / FILE).read_bytes(), type=_Compiled)
    except (OSError, msgspec.DecodeError):
        return None
    if compiled.digest != _digest(folder):
        return None
    remember(compiled.trees)
    return tuple(
        Rule(
            rule.info,
            Expressions(
                rule.table,
                schema,
                rule.params,
                rule.when_text,
                rule.message_text,
                rule.hint_text,
            ),
            (),
            rule.source,
        )
        for rule in compiled.rules
    )


def _expressions(expressions: Expressions) -> list[str]:
    """Every text that the compiler of a rule hands to the parser."""
    hint = expressions.hint_text
    return [
        expressions.when_text.text,
        *holes(expressions.message_text.text),
        *(holes(hint.text) if hint else ()),
    ]


def _digest(folder: Path) -> str:
    """Changes with this program's version and with every rule file."""
    digest = hashlib.sha256(__version__.encode())
    for path in sorted(folder.glob("*/*.yaml")):
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()
