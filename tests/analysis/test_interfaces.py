from wasmlint.analysis.interfaces import ANALYSIS

TEXT = """(component
  (import "wasi:cli/environment@0.2.0" (instance))
  (import "wasi:http/types@0.2.0-rc-2023-11-10" (instance))
  (import "greet" (func $greet))
  (export "hello" (func $greet)))"""


def test_imports_come_before_exports(given):
    rows = ANALYSIS.fill(given(TEXT))
    found = [list(rows.record(row).values())[:5] for row in range(len(rows))]
    assert found == [
        ["import", "wasi:cli", "environment", "0.2.0", False],
        ["import", "wasi:http", "types", "0.2.0-rc-2023-11-10", True],
        ["import", None, "greet", None, False],
        ["export", None, "hello", None, False],
    ]
    assert list(rows.column("kind")) == ["instance", "instance", "func", "func"]
    assert rows.place(0).subject == "import wasi:cli/environment@0.2.0"


def test_a_core_module_has_none(given):
    assert len(ANALYSIS.fill(given('(module (import "wasi:cli/exit@0.2.0" "exit" (func)))'))) == 0
