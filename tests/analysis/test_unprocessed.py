from wasmlint.analysis.unprocessed import ANALYSIS


def test_a_row_lies_where_the_trace_is(given):
    text = """(module (import "asyncify" "start_unwind" (func (param i32)))
      (func (export "wizer.initialize")) (@custom "linking" ""))"""
    rows = ANALYSIS.fill(given(text))
    assert list(rows.column("tool")) == ["wasm-ld", "asyncify", "wizer"]
    assert [(rows.place(row).subject, rows.place(row).kind) for row in range(3)] == [
        ("unprocessed wasm-ld", "section"),
        ("unprocessed asyncify", "import"),
        ("unprocessed wizer", "export"),
    ]
    assert rows.value("next_step", 1) == "wasm-opt --asyncify app.wasm -o OUT.wasm"


def test_a_nested_module_is_not_asked_to_become_a_component(given):
    text = '(module (@custom "component-type" ""))'
    assert len(ANALYSIS.fill(given(text, within="module[0]"))) == 0
    assert len(ANALYSIS.fill(given(text))) == 1
