"""What a person is told who wrote a condition that cannot be meant: named cases."""

from collections.abc import Callable

import pytest

Problems = Callable[[str, str], list[str]]

# For each mistake: table, condition, and the problems: `caret`, message, help.
CASES: dict[str, tuple[str, str, list[str]]] = {
    "a number for a size": (
        "function",
        "body_bytes > 65536",
        ["'65536': cannot compare bytes with count | write a size, such as `64 KiB`"],
    ),
    "a number for a size on the left": (
        "function",
        "1000 < body_bytes",
        ["'1000': cannot compare count with bytes | write a size, such as `1000 B`"],
    ),
    "a number for a percentage": (
        "function",
        "share > 1",
        ["'1': cannot compare ratio with count | write a percentage, such as `5%`"],
    ),
    "a size for a number": (
        "function",
        "depth > 1 KiB",
        ["'1 KiB': cannot compare count with bytes | write a number without a unit, such as `12`"],
    ),
    "a size for an offset": (
        "function",
        "body_offset > 1 KiB",
        ["'1 KiB': cannot compare offset with bytes | write a number without a unit, such as `12`"],
    ),
    "a number for a text": (
        "function",
        "name == 12",
        ["'12': cannot compare text with count | write a text, such as `\"12\"`"],
    ),
    "a text for a flag": (
        "function",
        'is_exported == "yes"',
        ["'\"yes\"': cannot compare flag with text | write `true` or `false`"],
    ),
    "two columns that do not compare": (
        "function",
        "body_bytes > depth",
        ["'depth': cannot compare bytes with count"],
    ),
    "a parameter that does not compare": (
        "function",
        "body_bytes > most",
        ["'most': cannot compare bytes with count | write a size, such as `3 B`"],
    ),
    "a list of the wrong kind": (
        "function",
        "depth in sizes",
        ["'sizes': cannot compare count with bytes"],
    ),
    "items of the wrong kind": (
        "function",
        'depth in [1, 2 B, "x"]',
        [
            "'2 B': cannot compare count with bytes | write a number without a unit, such as `12`",
            "'\"x\"': cannot compare count with text | write a number without a unit, such as `12`",
        ],
    ),
    "an order of texts": (
        "function",
        'name < "1.21"',
        [
            (
                "'name < \"1.21\"': text has no order"
                " | write `==`, `in` or `matches`; as text, `1.9` would be over `1.21`"
            )
        ],
    ),
    "an order of flags": (
        "function",
        "is_exported > false",
        ["'is_exported > false': true and false have no order | write `==`, or `and` and `not`"],
    ),
    "a pattern for what is no text": (
        "function",
        "depth matches /1/",
        ["'depth': this is count; only text can match a pattern"],
    ),
    "a mistyped column": (
        "function",
        "body_byte > 1 B",
        ["'body_byte': table `function` has no column `body_byte` | did you mean `body_bytes`?"],
    ),
    "a column in capitals": (
        "function",
        "Body_Bytes > 1 B",
        ["'Body_Bytes': table `function` has no column `Body_Bytes` | did you mean `body_bytes`?"],
    ),
    "a mistyped parameter": (
        "function",
        "body_bytes > limt",
        ["'limt': table `function` has no column `limt` | did you mean `limit`?"],
    ),
    "an unknown name": (
        "call",
        "zzz > 1",
        ["'zzz': table `call` has no column `zzz` | its columns: `caller`, `callee`, `count`"],
    ),
    "a mistyped outer column": (
        "function",
        "any(calls: body_byte > 1 B)",
        ["'body_byte': table `call` has no column `body_byte` | did you mean `body_bytes`?"],
    ),
    "an unknown parameter after in": (
        "import",
        "name in moduls",
        ["'moduls': the rule has no parameter `moduls` | did you mean `modules`?"],
    ),
    "an unknown name after in": (
        "import",
        "name in zzz",
        ['\'zzz\': the rule has no parameter `zzz` | write a list, such as `["a", "b"]`'],
    ),
    "one value after in": (
        "function",
        "body_bytes in limit",
        ["'limit': `limit` is bytes, not a list | write `[limit]`, or `==`"],
    ),
    "a column after in": (
        "import",
        "name in module",
        ["'module': `module` is text, not a list | write `[module]`, or `==`"],
    ),
    "a list compared": (
        "import",
        "name == modules",
        ["'modules': `modules` is a list, not one value | write `... in modules`"],
    ),
    "a list looked for": (
        "import",
        'modules in ["x"]',
        ["'modules': `modules` is a list, not one value"],
    ),
    "a list in a list": (
        "import",
        "module in [modules]",
        ["'modules': `modules` is a list, and lists hold values"],
    ),
    "the none of other languages": (
        "function",
        "name == null or share == None",
        [
            "'null': `null` is not known here | write `none`",
            "'None': `None` is not known here | write `none`",
        ],
    ),
    "the truth of other languages": (
        "function",
        "is_exported == True",
        ["'True': `True` is not known here | write `true`"],
    ),
    "none for a column that is never absent": (
        "function",
        "body_bytes == none",
        ["'body_bytes': `body_bytes` is never absent | leave this comparison out"],
    ),
    "none for a parameter": (
        "function",
        "limit != none",
        ["'limit': `limit` is never absent | leave this comparison out"],
    ),
    "none for a list": (
        "function",
        "modules != none",
        ["'modules': `modules` is a list, which is never absent"],
    ),
    "an order of none": (
        "function",
        "share > none",
        ["'none': `none` has no order | write `== none` or `!= none`"],
    ),
    "none in a list": (
        "function",
        "share in [none]",
        ["'none': `none` cannot be used so | it can only be compared, as in `x == none`"],
    ),
    "a text that a column never has": (
        "import",
        'kind == "fucntion"',
        ['\'"fucntion"\': `kind` is never `"fucntion"` | did you mean `"function"`?'],
    ),
    "a text unlike all that a column has": (
        "import",
        'kind != "zzz"',
        ['\'"zzz"\': `kind` is never `"zzz"` | its values: `"function"`, `"memory"`, `"global"`'],
    ),
    "texts in a list that a column never has": (
        "import",
        'kind in ["memory", "tabel", "globl"]',
        [
            (
                '\'"tabel"\': `kind` is never `"tabel"`'
                ' | its values: `"function"`, `"memory"`, `"global"`'
            ),
            '\'"globl"\': `kind` is never `"globl"` | did you mean `"global"`?',
        ],
    ),
    "a parameter that a column never is": (
        "import",
        "kind == host",
        ['\'host\': `kind` is never `"wazero"` | its values: `"function"`, `"memory"`, `"global"`'],
    ),
    "columns without a value in common": (
        "import",
        "kind == artifact.kind",
        ["'kind == artifact.kind': `kind` and `artifact.kind` have no value in common"],
    ),
    "a size as a condition": (
        "function",
        "body_bytes",
        [
            (
                "'body_bytes': this is bytes, a condition must be true or false"
                " | compare it, as in `body_bytes > 64 KiB`"
            )
        ],
    ),
    "values joined as conditions": (
        "function",
        "name and depth + 1 or share and not body_offset",
        [
            (
                "'name': this is text, a condition must be true or false"
                ' | compare it, as in `name == "..."`'
            ),
            (
                "'depth + 1': this is count, a condition must be true or false"
                " | compare it, as in `depth + 1 > 0`"
            ),
            (
                "'share': this is ratio, a condition must be true or false"
                " | compare it, as in `share > 5%`"
            ),
            (
                "'body_offset': this is offset, a condition must be true or false"
                " | compare it, as in `body_offset > 0`"
            ),
        ],
    ),
    "a parameter as a condition": (
        "function",
        "limit",
        ["'limit': this is bytes, a condition must be true or false"],
    ),
    "a list as a condition": (
        "function",
        "modules",
        ["'modules': this is a list of text, a condition must be true or false"],
    ),
    "a count of rows as a condition": (
        "function",
        "count(calls)",
        [
            (
                "'count(calls)': this is count, a condition must be true or false"
                " | compare it, as in `count(calls) > 0`"
            )
        ],
    ),
    "rows for a value": (
        "module",
        "imports > 3",
        [
            (
                "'imports': `imports` is many rows, not a value"
                " | write `any(imports: ...)`, `all(imports: ...)` or `count(imports)`"
            )
        ],
    ),
    "rows at the end of a path": (
        "import",
        "artifact.imports > 3",
        ["'imports': `imports` is many rows, not a value | ask any, all or count"],
    ),
    "rows on the way of a path": (
        "module",
        'imports.name == "x"',
        ["'imports': `imports` is many rows, not one | ask each of them: `any(imports: ...)`"],
    ),
    "a row for a value": (
        "function",
        "artifact or function",
        [
            (
                "'artifact': `artifact` is a row, not a value"
                " | name one of its columns, such as `artifact.kind`"
            ),
            (
                "'function': `function` is a row, not a value"
                " | name one of its columns, such as `function.index`"
            ),
        ],
    ),
    "a column for rows": (
        "module",
        'any(kind: name == "x")',
        ["'kind': `kind` is a column, not rows | relations of `module`: `imports`, `functions`"],
    ),
    "a table for rows": (
        "module",
        'any(import: name == "x")',
        ["'import': table `module` has no relation `import` | did you mean `imports`?"],
    ),
    "rows of the artifact without saying so": (
        "function",
        "count(artifact.import) > 1",
        ["'import': table `module` has no relation `import` | did you mean `imports`?"],
    ),
    "rows of a table that has none": (
        "call",
        "any(zzz: true)",
        ["'zzz': table `call` has no relation `zzz`"],
    ),
    "rows that a reference does not have": (
        "call",
        "any(caller.zzz: true)",
        [
            (
                "'zzz': table `function` has no relation `zzz`"
                " | relations of `function`: `calls`, `callers`"
            )
        ],
    ),
    "a column that a reference does not have": (
        "call",
        'caller.nam == "x"',
        ["'nam': table `function` has no column `nam` | did you mean `name`?"],
    ),
    "a mistyped reference": (
        "call",
        'callr.name == "x"',
        ["'callr': table `call` has no reference `callr` | did you mean `caller`?"],
    ),
    "an unknown reference": (
        "call",
        'zzz.name == "x"',
        [
            (
                "'zzz': table `call` has no reference `zzz`"
                " | rows to name: `caller`, `callee`, `artifact`, `call`"
            )
        ],
    ),
    "an unknown reference of a reference": (
        "call",
        'caller.pakage.name == "x"',
        ["'pakage': table `function` has no reference `pakage` | did you mean `package`?"],
    ),
    "a column for a reference": (
        "call",
        'caller.name.kind == "x"',
        ["'name': `name` is text, not a reference to a row"],
    ),
    "the artifact of the artifact": (
        "module",
        'artifact.kind == "core"',
        [
            (
                "'artifact': there is no `artifact` in table `module`"
                " | the row is the artifact's own; name its columns alone"
            )
        ],
    ),
    "a mistyped quantifier": (
        "module",
        "cuont(imports) > 1",
        ["'cuont': there is no `cuont(...)` | did you mean `count`?"],
    ),
    "a function": (
        "module",
        "length(imports) > 1",
        [
            (
                "'length': there is no `length(...)`"
                " | write `any(imports: ...)`, `all(imports: ...)` or `count(imports)`"
            )
        ],
    ),
    "a quantifier without a condition": (
        "module",
        "any(imports)",
        [
            (
                "'any(imports)': `any` needs a condition"
                " | write `any(imports: ...)`, or `count(imports) > 0`"
            )
        ],
    ),
    "a quantified value": (
        "module",
        "any(imports: name)",
        [
            (
                "'name': this is text, a condition must be true or false"
                ' | compare it, as in `name == "..."`'
            )
        ],
    ),
    "a path of many references": (
        "call",
        ".".join(["caller", *["package"] * 8, "kind"]) + ' == "x"',
        [
            "'" + ".".join(["caller", *["package"] * 8, "kind"]) + "'"
            ": the path has more than 8 references"
        ],
    ),
    "several mistakes": (
        "function",
        "body_byte > 1 B or share > 2 and\nany(calls: cuont > 1) and name matches /(/",
        [
            "'body_byte': table `function` has no column `body_byte` | did you mean `body_bytes`?",
            "'2': cannot compare ratio with count | write a percentage, such as `5%`",
            "'cuont': table `call` has no column `cuont` | did you mean `count`?",
            "'(': a `(` is never closed",
        ],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_a_mistake_is_told_with_its_place(name: str, problems: Problems) -> None:
    table, text, expected = CASES[name]
    assert problems(table, text) == expected
