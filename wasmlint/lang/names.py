"""What to say of a name that stands for nothing, or not for what is wanted there."""

from collections.abc import Iterable, Mapping

from wasmlint.core.nearest import suggest
from wasmlint.facts.column import TableSchema
from wasmlint.facts.schema import ARTIFACT
from wasmlint.lang.listing import listed
from wasmlint.lang.literal import Typed
from wasmlint.lang.problem import LangErrors, refusal
from wasmlint.lang.scope import Scope, references
from wasmlint.lang.syntax import Name, Path

_OTHER_LANGUAGES = {
    "null": "none",
    "nil": "none",
    "undefined": "none",
    "yes": "true",
    "no": "false",
}


def unusable_value(name: Name, scope: Scope, params: Iterable[str]) -> LangErrors:
    """For a bare name that is neither a column nor a parameter."""
    word = name.text
    if scope.relation(word) is not None:
        advice = f"write `any({word}: ...)`, `all({word}: ...)` or `count({word})`"
        return refusal(*name.span, f"`{word}` is many rows, not a value", advice)
    row = scope.row(word)
    if row is not None:
        advice = f"name one of its columns, such as `{word}.{row.table.columns[0].name}`"
        return refusal(*name.span, f"`{word}` is a row, not a value", advice)
    columns = [column.name for table in reversed(scope.tables) for column in table.columns]
    lower = word.lower()
    replacement = _OTHER_LANGUAGES.get(lower, lower)
    if replacement in ("none", "true", "false"):
        return refusal(*name.span, f"`{word}` is not known here", f"write `{replacement}`")
    advice = suggest(word, [*columns, *params]) or f"its columns: {listed(_columns(scope.table))}"
    return refusal(*name.span, f"table `{scope.table.name}` has no column `{word}`", advice)


def unusable_list(name: Name, params: Mapping[str, Typed]) -> LangErrors:
    """For a bare name after `in` that is neither a parameter nor a column."""
    lists = [one for one, typed in params.items() if typed.is_list]
    advice = suggest(name.text, lists) or 'write a list, such as `["a", "b"]`'
    return refusal(*name.span, f"the rule has no parameter `{name.text}`", advice)


def unusable_column(name: Name, table: TableSchema) -> LangErrors:
    """For a column that the row at the end of a path does not have."""
    if table.relation(name.text) is not None:
        return refusal(
            *name.span, f"`{name.text}` is many rows, not a value", "ask any, all or count"
        )
    columns = _columns(table)
    advice = suggest(name.text, columns) or f"its columns: {listed(columns)}"
    return refusal(*name.span, f"table `{table.name}` has no column `{name.text}`", advice)


def unusable_first(name: Name, scope: Scope) -> LangErrors:
    """For the first name of a path that stands for no row."""
    if scope.relation(name.text) is not None:
        advice = f"ask each of them: `any({name.text}: ...)`"
        return refusal(*name.span, f"`{name.text}` is many rows, not one", advice)
    if name.text == ARTIFACT:
        advice = "the row is the artifact's own; name its columns alone"
        return refusal(*name.span, "there is no `artifact` in table `module`", advice)
    known = [word for table in reversed(scope.tables) for word in references(table)]
    known += [ARTIFACT] if scope.has_artifact else []
    return unusable_reference(name, scope.table, [*known, *(table.name for table in scope.tables)])


def unusable_reference(name: Name, table: TableSchema, known: Iterable[str]) -> LangErrors:
    """For a name that leads from a row of `table` to no other, where `known` ones would."""
    column = table.column(name.text)
    if column is not None:
        return refusal(*name.span, f"`{name.text}` is {column.kind}, not a reference to a row")
    words = list(known)
    near = suggest(name.text, words)
    advice = near or (f"rows to name: {listed(words)}" if words else None)
    return refusal(*name.span, f"table `{table.name}` has no reference `{name.text}`", advice)


def unusable_relation(path: Path, table: TableSchema, scope: Scope | None) -> LangErrors:
    """For the subject of a quantifier that is no relation.

    `table` is the one that it should be a relation of; `scope` is given for a bare name.
    """
    name = path.names[-1]
    relations = [relation.name for relation in table.relations]
    known = f"relations of `{table.name}`: {listed(relations)}" if relations else None
    is_column = table.column(name.text) is not None
    if is_column or (scope is not None and scope.column(name.text) is not None):
        return refusal(*name.span, f"`{name.text}` is a column, not rows", known)
    words = list(relations)
    if scope is not None:
        words = [relation.name for one in scope.tables for relation in one.relations]
        if scope.has_artifact:
            of_artifact = [one.name for one in scope.schema["module"].relations]
            words += [f"{ARTIFACT}.{one}" for one in of_artifact]
    advice = suggest(name.text, words) or known
    return refusal(*name.span, f"table `{table.name}` has no relation `{name.text}`", advice)


def unusable_word(name: Name, subject: Path) -> LangErrors:
    """For what stands before rows in parentheses and is none of the three quantifiers."""
    advice = suggest(name.text, ("any", "all", "count")) or (
        f"write `any({subject}: ...)`, `all({subject}: ...)` or `count({subject})`"
    )
    return refusal(*name.span, f"there is no `{name.text}(...)`", advice)


def _columns(table: TableSchema) -> list[str]:
    return [column.name for column in table.columns]
