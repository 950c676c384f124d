from wasmlint.analysis.exports import ANALYSIS

TEXT = """(module
  (import "env" "log" (func (param i32)))
  (func (export "run") (param i32 i64) (result f32) (f32.const 0))
  (memory (export "memory") 1 16)
  (global (export "top") (mut i32) (i32.const 0))
  (table (export "table") 10 funcref)
  (tag (export "failure") (param i32))
  (export "log" (func 0)))"""


def test_exports_have_the_types_of_what_they_give(given):
    rows = ANALYSIS.fill(given(TEXT))
    assert [tuple(rows.record(row).values()) for row in range(len(rows))] == [
        ("run", "function", 1, "(i32 i64) -> (f32)"),
        ("memory", "memory", 0, "1..16"),
        ("top", "global", 0, "mut i32"),
        ("table", "table", 0, "10.. funcref"),
        ("failure", "tag", 0, "(i32) -> ()"),
        ("log", "function", 0, "(i32) -> ()"),
    ]
    assert rows.place(0).subject == "export run"


def test_an_index_outside_its_space_has_no_type(given):
    # Export section with one entry: "f", function 7.
    data = b"\0asm\x01\0\0\0" + bytes([7, 5, 1, 1, ord("f"), 0, 7])
    assert list(ANALYSIS.fill(given(data)).column("signature")) == [None]


def test_a_component_exports_by_sort(given):
    text = '(component (instance $i) (export "docs:adder/add@0.1.0" (instance $i)))'
    rows = ANALYSIS.fill(given(text))
    assert [tuple(rows.record(row).values()) for row in range(len(rows))] == [
        ("docs:adder/add@0.1.0", "instance", None, None)
    ]
