"""Templates: text with holes."""

import pytest

from wasmlint.facts.rows import Facts
from wasmlint.facts.schema import Schema
from wasmlint.lang.literal import Typed
from wasmlint.lang.problem import LangErrors
from wasmlint.lang.template import compile_template


@pytest.mark.parametrize(
    ("table", "row", "text", "expected"),
    [
        ("function", 1, "no hole", "no hole"),
        ("function", 1, "", ""),
        ("function", 1, "`{name}` is {body_bytes}", "`fmt.Println` is 68.4 KiB"),
        ("function", 2, "`{name}` of {package.kind}", "`none` of none"),
        ("function", 1, "{body_offset} {index} {depth} {is_exported}", "0x100 1 1 false"),
        ("function", 1, "{body_bytes / artifact.bytes} of {artifact.bytes}", "3.5% of 1.91 MiB"),
        ("function", 0, "{count(calls: count > 1)} of { count(calls) }", "1 of 2"),
        ("function", 0, "{{{depth + 1_000}}}", "{1,000}"),
        ("function", 0, "{limit} {part} {host} {most} {strict}", "64.0 KiB 5.0% wazero 3 true"),
        ("function", 0, "{modules}; {sizes}; {nothing}.", "env, wasi_unstable; 8 B, 100 B; ."),
        ("function", 0, '{"}"} {"\\"{"}', '} "{'),
        ("function", 0, "{name matches /^m{1}/} {name matches /\\}/}", "true false"),
        ("function", 0, "{any(calls: any(callee.calls: function.index == 0))}", "true"),
    ],
)
def test_holes_show_values(
    table: str,
    row: int,
    text: str,
    expected: str,
    schema: Schema,
    facts: Facts,
    params: dict[str, Typed],
) -> None:
    assert compile_template(text, table, schema, params).bind(facts)(row) == expected


def test_texts_go_in_as_they_are(schema: Schema, params: dict[str, Typed], filled) -> None:
    facts = filled({"import": [("\x1b[2J", "{name}\n", "memory", None, None)]})
    show = compile_template("{module}{name}", "import", schema, params).bind(facts)
    assert show(0) == "\x1b[2J{name}\n"


def test_a_template_says_which_tables_it_reads(schema: Schema, params: dict[str, Typed]) -> None:
    text = "{caller.package.kind} in {artifact.host} calls {count(caller.calls)}"
    template = compile_template(text, "call", schema, params)
    assert template.tables == ("call", "function", "package", "module")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a {name", [(2, 3, "this `{` is never closed", "write `{{` for a brace")]),
        ("a } b", [(2, 3, "this `}` closes nothing", "write `}}` for a brace")]),
        ("a {} b", [(3, 3, "the expression is empty", None)]),
        ('{"a}', [(1, 2, "the text is never closed", 'end it with `"` on the same line')]),
        (
            "{nam} and {body_bytes + 5} and {name}",
            [
                (1, 4, "table `function` has no column `nam`", "did you mean `name`?"),
                (24, 25, "cannot add bytes and count", "write a size, such as `5 B`"),
            ],
        ),
        ("x {depth +}", [(10, 10, "the expression ends where a value must follow", None)]),
        (
            "{none}",
            [(1, 5, "`none` cannot be used so", "it can only be compared, as in `x == none`")],
        ),
    ],
)
def test_problems_have_their_place_in_the_whole_text(
    text: str,
    expected: list[tuple[int, int, str, str | None]],
    schema: Schema,
    params: dict[str, Typed],
) -> None:
    with pytest.raises(LangErrors) as caught:
        compile_template(text, "function", schema, params)
    found = [(one.start, one.end, one.message, one.help) for one in caught.value.problems]
    assert found == expected
