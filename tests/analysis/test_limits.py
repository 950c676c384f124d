import pytest

from wasmlint.analysis.limits import ANALYSIS
from wasmlint.analysis.measures import MEASURES
from wasmlint.analysis.policy import Policy
from wasmlint.reference.hosts import host, host_ids
from wasmlint.reference.limits import engine_limits, engine_titles, limit_titles


def found(rows):
    names = ("name", "engine", "actual", "maximum")
    return [tuple(rows.value(name, row) for name in names) for row in range(len(rows))]


def test_everything_that_is_limited_is_measured_and_nothing_else():
    limited = {limit.name for limit in engine_limits()}
    limited |= {limit.name for host_id in host_ids() for limit in host(host_id).limits}
    assert limited == set(MEASURES) == set(limit_titles())
    assert {limit.engine for limit in engine_limits()} == set(engine_titles())


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("types", "(type (func)) (type (func (param i32)))", [2]),
        ("recursion-groups", "(rec (type (func)) (type (func))) (type (func (param i32)))", [2]),
        (
            "recursion-group-types",
            "(rec (type (func)) (type (func))) (type (func (param i32)))",
            [2, 1],
        ),
        (
            "subtype-depth",
            "(type $a (sub (struct))) (type $b (sub $a (struct))) (type (sub $b (struct)))",
            [0, 1, 2],
        ),
        ("struct-fields", "(type (struct (field i32 i64))) (type (func (param i32)))", [2]),
        ("params", "(type (func (param i32 i32))) (type (func (result i32)))", [2, 0]),
        ("results", "(type (func (param i32 i32))) (type (func (result i32)))", [0, 1]),
        ("imports", '(import "a" "b" (func))', [1]),
        ("functions", '(import "a" "b" (func)) (func) (func)', [2]),
        ("exports", '(func (export "f") (export "g"))', [2]),
        ("globals", '(import "a" "g" (global i32)) (global i32 (i32.const 0))', [1]),
        ("tags", "(tag) (tag)", [2]),
        ("tables", '(import "a" "t" (table 1 funcref)) (table 2 funcref)', [2]),
        ("table-entries", '(import "a" "t" (table 1 9 funcref)) (table 2 funcref)', [1, 2]),
        ("element-segments", "(table 9 funcref) (elem (i32.const 0)) (elem func 0) (func)", [2]),
        ("element-segment-entries", "(elem func 0 0 0) (func)", [3]),
        ("data-segments", '(memory 1) (data (i32.const 0) "a") (data "b")', [2]),
        ("memories", '(import "a" "m" (memory 1)) (memory 2)', [2]),
        ("memory-pages", "(memory 1 9) (memory i64 7)", [1]),
        ("memory64-pages", "(memory 1) (memory i64 7)", [7]),
        ("memory-bytes", '(import "a" "m" (memory 1)) (memory 2)', [65536, 131072]),
        ("name-bytes", '(import "mod" "é" (func)) (func (export "name"))', [3, 2, 4]),
        ("locals", "(func (param i32) (local i32 i64 i64)) (func (local funcref))", [4, 1]),
        ("body-bytes", "(func) (func nop nop)", [2, 4]),
        ("br-table-targets", f"(func (br_table {'0 ' * 301} (i32.const 0)))", [300]),
        ("br-table-targets", "(func (br_table 0 0 (i32.const 0)))", []),
        ("module-bytes", "", [8]),
        ("synchronous-compile", "", [8]),
    ],
)
def test_each_thing_is_counted(given, name, text, expected):
    assert list(MEASURES[name](given(f"(module {text})"))) == expected


def test_a_module_within_all_limits_has_no_row(given):
    assert found(ANALYSIS.fill(given('(module (memory 1) (func (export "f")))'))) == []


@pytest.mark.parametrize(
    ("text", "expected", "subject"),
    [
        (f"(type (func (param {'i32 ' * 1000})))", [], None),
        (
            f"(type (func (param {'i32 ' * 1001})))",
            [("params", "js-api", 1001, 1000)],
            "limit params",
        ),
        (
            f"(type (func (result {'i32 ' * 1001})))",
            [("results", "js-api", 1001, 1000)],
            "limit results",
        ),
        (
            f'(func (export "big") (local {"i32 " * 50_001}))',
            [("locals", "js-api", 50_001, 50_000)],
            "function big",
        ),
        ("(memory 32768)", [("memory-pages", "v8-32-bit", 32768, 32767)], "limit memory-pages"),
        (
            "(table 10000001 funcref)",
            [("table-entries", "js-api", 10_000_001, 10_000_000)],
            "limit table-entries",
        ),
        (
            f"(func (br_table {'0 ' * 65_522} (i32.const 0)))",
            [("br-table-targets", "v8", 65_521, 65_520)],
            "limit br-table-targets",
        ),
        ("(table 1 funcref)" * 101, [("tables", "wasmparser", 101, 100)], "limit tables"),
        (
            "(memory i64 262145)",
            [("memory64-pages", "js-api", 262_145, 262_144)],
            "limit memory64-pages",
        ),
        (
            f'(func (export "{"n" * 100_001}"))',
            [("name-bytes", "v8", 100_001, 100_000)],
            "limit name-bytes",
        ),
    ],
)
def test_what_is_over_a_limit_is_a_row(given, text, expected, subject):
    rows = ANALYSIS.fill(given(f"(module {text})"))
    assert found(rows) == expected
    if subject is not None:
        assert rows.place(0).subject == subject


def test_how_many_are_over_is_told_beside_the_largest(given):
    one, two = "i32 " * 1001, "i32 " * 1002
    rows = ANALYSIS.fill(
        given(f"(module (type (func (param {one}))) (type (func (param {two}))) (type (func)))")
    )
    assert rows.record(0) == {
        "name": "params",
        "engine": "js-api",
        "title": "the function type with the most parameters",
        "engine_title": "every browser and Node.js (JavaScript API)",
        "actual": 1002,
        "maximum": 1000,
        "unit": "parameters",
        "is_exact": True,
        "exceeding_count": 2,
        "source": rows.value("source", 0),
    }


def test_chrome_compiles_no_large_module_at_once(given):
    data = b"\0asm\x01\0\0\0" + bytes([0, 0x84, 0x80, 0x80, 4, 1, ord("x")]) + bytes(8_388_610)
    rows = ANALYSIS.fill(given(data))
    assert found(rows) == [("synchronous-compile", "chrome", len(data), 8_388_608)]
    assert rows.value("is_exact", 0) is False


@pytest.mark.parametrize(
    ("chosen", "within", "expected"),
    [
        (None, None, []),
        (
            "cloudflare-workers",
            None,
            [("memory-bytes", "cloudflare-workers", 134_217_728 + 65_536, 134_217_728)],
        ),
        ("cloudflare-workers", "module[0]", []),
        ("wazero", None, []),
    ],
)
def test_a_host_has_limits_of_its_own_where_it_is_chosen(given, chosen, within, expected):
    rows = ANALYSIS.fill(given("(module (memory 2049))", Policy(host=chosen), within=within))
    assert found(rows) == expected


def test_supertypes_of_an_invalid_module_are_counted_as_far_as_they_go(given):
    # Type section: one `sub final` type whose supertype 5 is not there.
    data = b"\0asm\x01\0\0\0" + bytes([1, 7, 1, 0x4F, 1, 5, 0x60, 0, 0])
    assert list(MEASURES["subtype-depth"](given(data))) == [0]
