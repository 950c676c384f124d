"""What conditions mean: each with the rows of the made-up facts that it holds for."""

from collections.abc import Callable

import pytest

from wasmlint.core.finding import Evidence
from wasmlint.facts.rows import Facts
from wasmlint.facts.schema import Schema
from wasmlint.lang.condition import compile_condition
from wasmlint.lang.literal import Typed

Match = Callable[[str, str], list[int]]
EVERY = [0, 1, 2, 3]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("true", EVERY),
        ("is_exported", [0]),
        ("not is_exported", [1, 2, 3]),
        ("is_exported == false", [1, 2, 3]),
        ("not not is_exported", [0]),
        ("is_exported or depth == 2", [0, 2]),
        ("is_exported and depth == 2", []),
        ("depth == 0 or depth == 1 or depth == 3", [0, 1, 3]),
        ("depth >= 0 and depth <= 2 and depth != 1", [0, 2]),
        ("depth == 3 or is_exported and depth == 1", [3]),
        ("(depth == 3 or is_exported) and depth == 0", [0]),
        ("not is_exported and depth == 1", [1]),
        ("not (is_exported and depth == 1)", EVERY),
        ("not depth in [1, 2]", [0, 3]),
    ],
)
def test_truth(text: str, rows: list[int], matching_rows: Match) -> None:
    assert matching_rows("function", text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("body_bytes > 64 KiB", [1]),
        ("64 KiB < body_bytes", [1]),
        ("body_bytes >= 8 B", EVERY),
        ("body_bytes <= 0.1 kB", [0, 2, 3]),
        ("depth != 1_0", EVERY),
        ("body_offset == 0x40", [0]),
        ("body_offset == 64", [0]),
        ("index == 1", [1]),
        ("share > 25%", [1]),
        ("share >= 2.5 %", [0, 1]),
        ('name == "fmt.Println"', [1]),
        ('"main" == name', [0]),
        ("name == package", [2]),
    ],
)
def test_comparisons(text: str, rows: list[int], matching_rows: Match) -> None:
    assert matching_rows("function", text) == rows


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("share == none", [2]),
        ("none != share", [0, 1, 3]),
        ("share == 0%", [3]),
        ("share != 0%", [0, 1, 2]),
        ("share < 100%", [0, 1, 3]),
        ("not share < 100%", [2]),
        ("share * 2 == none", [2]),
        ("-share == none", [2]),
        ("share in [0%]", [3]),
        ("share not in [0%]", [0, 1, 2]),
        ("name matches /./", [0, 1, 3]),
        ("not name matches /./", [2]),
        ("name == package", [2]),
        ("name != package", [0, 1, 3]),
        ("package.kind == none", [2, 3]),
        ("package.total_bytes > 0 B", [0, 1]),
        ("name in [package]", []),
        ("package in [name, package]", [0, 1, 3]),
    ],
)
def test_absent_values(text: str, rows: list[int], matching_rows: Match) -> None:
    assert matching_rows("function", text) == rows


def test_an_absent_flag_is_neither_set_nor_equal_to_false(matching_rows: Match) -> None:
    assert matching_rows("import", "is_allowed") == [0]
    assert matching_rows("import", "not is_allowed") == [1, 2]
    assert matching_rows("import", "is_allowed == false") == [1]
    assert matching_rows("import", "is_allowed == none") == [2]
    assert matching_rows("import", "is_allowed or is_allowed or is_allowed") == [0]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ('module in ["env", "x"]', [0]),
        ('module in ["env", "x",]', [0]),
        ('module not in ["env", "x"]', [1, 2]),
        ("module in []", []),
        ("module in modules", [0, 1]),
        ("module not in modules", [2]),
        ("module in nothing", []),
        ("calls in nothing", []),
        ("calls in [most, 0]", [1, 2]),
        ("calls >= most", [1]),
        ("strict and calls != none", [1, 2]),
        ('kind in ["memory", "global"]', [0]),
        ("module matches /^wasi_/", [1, 2]),
        ("module matches /WASI_(un)?STABLE/", []),
        ("module matches /(?i)WASI_(un)?STABLE/", [1]),
        (r"name matches /fd\x5fwrite$/", [1, 2]),
    ],
)
def test_lists_parameters_and_patterns(text: str, rows: list[int], matching_rows: Match) -> None:
    assert matching_rows("import", text) == rows


@pytest.mark.parametrize(
    ("table", "text", "rows"),
    [
        ("module", 'any(imports: name == "memory")', [0]),
        ("module", 'all(imports: name == "memory")', []),
        ("module", "count(imports) == 3", [0]),
        ("module", 'count(imports: module matches /^wasi/) == 2 and kind == "core"', [0]),
        ("module", "count(imports: is_allowed) == 1", [0]),
        ("function", "count(calls) > 1", [0]),
        ("function", "any(callers: count > 5)", [2]),
        ("function", "all(calls: callee == none)", [2, 3]),
        ("function", 'any(calls: callee.name == "fmt.Println")', [0]),
        ("function", "any(calls: any(callee.calls: callee == none))", [0, 1]),
        ("function", "all(package.functions: is_exported)", [0, 2, 3]),
        ("call", "count > 1", [0, 2]),
        ("call", 'caller.package.kind == "main"', [0, 1]),
        ("call", "count(caller.package.functions) == 1", [0, 1, 2]),
        ("package", "any(functions: body_bytes * 2 > total_bytes)", [1]),
    ],
)
def test_related_rows(table: str, text: str, rows: list[int], matching_rows: Match) -> None:
    assert matching_rows(table, text) == rows


@pytest.mark.parametrize(
    ("table", "text", "rows"),
    [
        # A name is looked for in the innermost row first, then in the rows around it.
        ("import", "count(artifact.imports: name == name) == 3", [0, 1, 2]),
        ("import", "count(artifact.imports: name == import.name) == 2", [1, 2]),
        (
            "import",
            "any(artifact.imports: module != import.module and name == import.name)",
            [1, 2],
        ),
        ("import", "import.name == name", [0, 1, 2]),
        ("function", "any(callers: body_bytes > 64 KiB)", [1]),
        ("function", "any(callers: caller.body_bytes > 64 KiB)", [2]),
        ("function", "any(calls: any(callee.callers: function.index == caller))", [0, 1]),
        ("function", "any(calls: all(callers: count == call.count))", [0]),
        ("function", 'any(calls: artifact.bytes > 1 MB) and artifact.host == "browser"', [0, 1, 2]),
        ("module", "any(imports: artifact.bytes == bytes)", [0]),
        ("module", "any(functions: any(imports: is_allowed))", [0]),
    ],
)
def test_names_around_quantifiers(
    table: str, text: str, rows: list[int], matching_rows: Match
) -> None:
    assert matching_rows(table, text) == rows


def test_comments_and_line_breaks_are_blanks(matching_rows: Match) -> None:
    text = 'depth > 0 # deep\n  and (# "or"\r\n\tname == none\n)  # end'
    assert matching_rows("function", text) == [2]


def test_a_condition_says_which_tables_it_reads(schema: Schema, params: dict[str, Typed]) -> None:
    text = 'any(calls: callee.package.kind == "std") and artifact.bytes > limit'
    condition = compile_condition(text, "function", schema, params)
    assert condition.tables == ("function", "call", "package", "module")


def test_evidence_is_what_was_read_of_the_row_itself(
    schema: Schema, facts: Facts, params: dict[str, Typed]
) -> None:
    text = (
        "share != none and body_bytes > limit and any(calls: count > depth)"
        ' and package.kind == "std" and body_offset < 64_000 and body_bytes < 1 GiB'
    )
    condition = compile_condition(text, "function", schema, params)
    assert condition.evidence_for(facts, 1) == (
        Evidence("share", "50.0%"),
        Evidence("body_bytes", "68.4 KiB"),
        Evidence("package.kind", "std"),
        Evidence("body_offset", "0x100"),
    )


def test_columns_are_fetched_once_and_rows_are_not(
    schema: Schema, facts: Facts, params: dict[str, Typed], monkeypatch: pytest.MonkeyPatch
) -> None:
    condition = compile_condition("body_bytes > limit and depth < 3", "function", schema, params)
    holds = condition.bind(facts)
    monkeypatch.setattr(facts, "rows", None)
    assert [holds(row) for row in range(4)] == [False, True, False, False]


def test_what_reads_no_row_is_evaluated_once(
    schema: Schema, facts: Facts, params: dict[str, Typed], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    related = facts.related
    monkeypatch.setattr(facts, "related", lambda *given: asked.append(given) or related(*given))
    text = "count(artifact.imports: any(artifact.functions: is_exported)) == 3"
    holds = compile_condition(text, "function", schema, params).bind(facts)
    assert [holds(row) for row in range(4)] == [True] * 4
    assert len(asked) == 2
