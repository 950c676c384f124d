import pytest

from wasmlint.analysis.policy import Policy
from wasmlint.analysis.requirements import ANALYSIS

GO = """(module
  (import "gojs" "runtime.wasmExit" (func (param i32)))
  {}
  (@producers (language "Go" "1.26.8") (processed-by "Go cmd/compile" "go1.26.8")))"""
RUN = '(func (export "run") (param i32 i32))'
RESUME = '(func (export "resume"))'
GETSP = '(func (export "getsp") (result i32) (i32.const 0))'
MEM = '(memory (export "mem") 1)'


def unmet(rows):
    return [
        (rows.place(row).subject, rows.value("problem", row))
        for row in range(len(rows))
        if not rows.value("is_met", row)
    ]


def test_what_the_settings_require_is_looked_for_by_name(given):
    policy = Policy(required_exports=("run", "allocate", "quite_another"))
    rows = ANALYSIS.fill(given('(module (func (export "run")) (func (export "allocat")))', policy))
    assert list(rows.column("kind")) == ["export"] * 3
    assert list(rows.column("asked_by")) == ["the settings"] * 3
    assert unmet(rows) == [
        ("export allocate", "`allocate` is not exported (did you mean `allocat`?)"),
        ("export quite_another", "`quite_another` is not exported"),
    ]


def test_a_component_can_be_asked_for_exports_too(given):
    text = '(component (instance $i) (export "docs:adder/add@0.1.0" (instance $i)))'
    policy = Policy(required_exports=("docs:adder/add@0.1.0", "docs:adder/sub@0.1.0"))
    assert [subject for subject, _ in unmet(ANALYSIS.fill(given(text, policy)))] == [
        "export docs:adder/sub@0.1.0"
    ]


@pytest.mark.parametrize(
    ("exports", "expected"),
    [
        (RUN + RESUME + GETSP + MEM, []),
        (RUN + RESUME + GETSP, [("export mem", "`mem` is not exported")]),
        (
            RUN + RESUME + GETSP + '(memory (export "memory") 1)',
            [("export mem", "`mem` is not exported (did you mean `memory`?)")],
        ),
        (
            '(func (export "run"))' + RESUME + GETSP + MEM,
            [("export run", "the export `run` has the type () -> (), not (i32 i32) -> ()")],
        ),
        (
            RUN + '(global (export "resume") i32 (i32.const 0))' + GETSP + MEM,
            [("export resume", "the export `resume` is a global, not a function")],
        ),
    ],
)
def test_a_host_asks_for_exports_of_a_kind_and_type(given, exports, expected):
    rows = ANALYSIS.fill(given(f"(module {exports})", Policy(host="go-js")))
    assert unmet(rows) == expected
    assert set(rows.column("asked_by")) == {"Go's wasm_exec.js (browser or Node.js)"}


@pytest.mark.parametrize(
    ("exports", "expected"),
    [
        ('(func (export "malloc") (param i32) (result i32) unreachable)', []),
        ('(func (export "proxy_on_memory_allocate") (param i32) (result i32) unreachable)', []),
        (
            '(func (export "malloc"))',
            ["the export `malloc` has the type () -> (), not (i32) -> (i32)"],
        ),
        ("", ["none of `malloc`, `proxy_on_memory_allocate` is exported"]),
    ],
)
def test_any_export_of_a_group_will_do(given, exports, expected):
    rest = '(func (export "proxy_abi_version_0_2_1")) (memory (export "memory") 1)'
    rows = ANALYSIS.fill(given(f"(module {rest} {exports})", Policy(host="proxy-wasm-0.2.1")))
    assert [problem for _, problem in unmet(rows)] == expected
    assert "malloc or proxy_on_memory_allocate" in rows.column("name")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('(module (import "wbg" "f" (func)))', []),
        (
            '(module (import "wasi_snapshot_preview1" "proc_exit" (func (param i32))))',
            ["export memory", "export _start or _initialize"],
        ),
    ],
)
def test_node_asks_only_of_modules_for_wasi(given, text, expected):
    found = unmet(ANALYSIS.fill(given(text, Policy(host="node"))))
    assert [subject for subject, _ in found] == expected


@pytest.mark.parametrize(
    ("text", "host", "expected"),
    [
        ("(module)", "wazero", []),
        ("(component)", "wasmtime", []),
        ("(component)", "wazero", ["the file is a component, not a core module"]),
        ("(module)", "wasmcloud", ["the file is a core module, not a component"]),
    ],
)
def test_a_host_runs_core_modules_components_or_both(given, text, host, expected):
    rows = ANALYSIS.fill(given(text, Policy(host=host)))
    assert rows.value("kind", 0) == "format"
    assert [problem for _, problem in unmet(rows)] == expected


@pytest.mark.parametrize(
    ("exports", "expected"),
    [
        (RUN + RESUME + GETSP + MEM, []),
        (RUN + RESUME + MEM, ["export getsp"]),
    ],
)
def test_without_a_host_the_toolchain_tells_what_is_needed(given, exports, expected):
    rows = ANALYSIS.fill(given(GO.format(exports)))
    assert [subject for subject, _ in unmet(rows)] == expected
    assert set(rows.column("asked_by")) == {"Go's wasm_exec.js"}


def test_a_chosen_host_takes_the_place_of_the_toolchain(given):
    rows = ANALYSIS.fill(given(GO.format(""), Policy(host="wazero")))
    assert unmet(rows) == []


@pytest.mark.parametrize(
    ("memory", "expected"),
    [
        ("", ["export memory"]),
        ('(memory (export "memory") 1)', []),
        ('(import "env" "memory" (memory 1))', []),
    ],
)
def test_a_wasi_program_shares_its_memory_by_export_or_import(given, memory, expected):
    text = f"""(module
      (import "wasi_snapshot_preview1" "proc_exit" (func (param i32)))
      {memory}
      (@producers (processed-by "rustc" "1.95.0 (59807616e 2026-04-14)")))"""
    assert [subject for subject, _ in unmet(ANALYSIS.fill(given(text)))] == expected


def test_nothing_is_asked_of_a_plain_module_or_of_one_in_a_component(given):
    assert len(ANALYSIS.fill(given('(module (import "env" "f" (func)))'))) == 0
    policy = Policy(host="go-js", required_exports=("run",))
    assert len(ANALYSIS.fill(given("(module)", policy, within="module[0]"))) == 0
