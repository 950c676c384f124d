import pytest

from wasmlint.analysis.generations import ANALYSIS
from wasmlint.reference.datafile import read

WRITE = "(func (param i32 i32 i32 i32) (result i32))"


def test_each_generation_is_a_row_the_oldest_first(given):
    rows = ANALYSIS.fill(
        given(f"""(module
          (import "wasi:cli/exit@0.2.3" "exit" (func (param i32)))
          (import "wasi_snapshot_preview1" "fd_write" {WRITE})
          (import "env" "f" (func))
          (import "wasi_unstable" "fd_write" {WRITE})
          (import "wasi_snapshot_preview1" "random_get" (func (param i32 i32) (result i32)))
          (import "wasi_snapshot_preview1" "fd_write" {WRITE})
          (import "wasi:cli/exit@0.3.0" "exit" (func (param i32))))""")
    )
    names = ("generation", "module", "function_count", "functions", "capabilities")
    assert [tuple(rows.value(name, row) for name in names) for row in range(len(rows))] == [
        ("snapshot0", "wasi_unstable", 1, "fd_write", "io-write"),
        ("preview1", "wasi_snapshot_preview1", 2, "fd_write, random_get", "io-write, random"),
        ("0.2", "wasi:cli/exit@0.2.3", 1, "wasi:cli/exit#exit", "process"),
        ("0.3", "wasi:cli/exit@0.3.0", 1, "wasi:cli/exit#exit", "process"),
    ]
    assert list(rows.column("capability_count")) == [1, 2, 1, 1]
    assert rows.place(1).subject == "wasi preview1"


def test_every_generation_but_the_newest_has_a_successor(given):
    rows = ANALYSIS.fill(
        given(f"""(module
          (import "wasi_unstable" "fd_write" {WRITE})
          (import "wasi_snapshot_preview1" "fd_write" {WRITE})
          (import "wasi:cli/exit@0.2.3" "exit" (func (param i32)))
          (import "wasi:cli/exit@0.3.0" "exit" (func (param i32))))""")
    )
    successors = [text and text.split(" (")[0] for text in rows.column("replacement")]
    assert successors == ["WASI preview 1", "WASI 0.2", "WASI 0.3", None]


def test_a_module_without_wasi_has_no_row(given):
    assert len(ANALYSIS.fill(given('(module (import "env" "f" (func)))'))) == 0


@pytest.mark.parametrize(
    ("count", "ending"), [(12, "fd_fdstat_set_flags"), (13, "and 1 more"), (40, "and 28 more")]
)
def test_a_long_list_of_functions_is_cut(given, count, ending):
    names = [entry["name"] for entry in read("wasi")["functions"]][:count]
    imports = "".join(f'(import "wasi_snapshot_preview1" "{name}" (func))' for name in names)
    rows = ANALYSIS.fill(given(f"(module {imports})"))
    assert rows.value("function_count", 0) == count
    assert rows.value("functions", 0).endswith(ending)


def test_what_a_vendor_put_into_preview1_is_not_of_it(given):
    names = ("fd_write", "sock_open")
    imports = "".join(f'(import "wasi_snapshot_preview1" "{name}" (func))' for name in names)
    rows = ANALYSIS.fill(given(f"(module {imports})"))
    assert (rows.value("function_count", 0), rows.value("functions", 0)) == (1, "fd_write")
