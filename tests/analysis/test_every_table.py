"""What holds for all tables at once, on sound, odd and damaged modules."""

import gzip
from pathlib import Path

import brotli
import pytest
import wasmtime
from hypothesis import given as property_of
from hypothesis import settings
from hypothesis import strategies as st

from wasmlint.analysis.base import Input
from wasmlint.analysis.catalog import ANALYSES, facts
from wasmlint.analysis.policy import Limit, Policy
from wasmlint.binary.decode import decode
from wasmlint.core.errors import DecodeError, WasmlintError

POLICY = Policy(
    host="wasmtime",
    required_exports=("run",),
    limits=(Limit("raw", None, 10, "a"), Limit("section", "code", 1, "b")),
)
CORE = bytes(
    wasmtime.wat2wasm(
        r"""(module $app
          (import "wasi_snapshot_preview1" "fd_write" (func (param i32 i32 i32 i32) (result i32)))
          (import "env" "base" (global i32)) (import "env" "table" (table 1 funcref))
          (memory $m (export "memory") 1 2) (table 2 funcref) (tag (param i32))
          (global $g (mut i64) (i64.const 7))
          (func $main (export "run") (local i32) (call $helper) (call_indirect 0 (i32.const 0)))
          (func $helper (drop (ref.func $main)))
          (func (@name "slices.Sort[int]")) (func (@name "slices.Sort[string]"))
          (elem (i32.const 0) $main $helper) (elem declare func $main)
          (data (i32.const 0) "abc") (data $named "defg")
          (@custom ".debug_str" "/home/ada/a.c\00") (@custom "linking" "")
          (@producers (language "Rust" "") (processed-by "rustc" "1.95.0")))"""
    )
)
COMPONENT = bytes(
    wasmtime.wat2wasm(
        """(component (import "wasi:cli/environment@0.2.0" (instance $i))
          (core module (func $f (export "f"))) (export "a:b/c@1.0.0" (instance $i)))"""
    )
)
CORPUS = Path(__file__).parents[2] / "corpus" / "modules"
UNPACK = {".wasm": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}


def read_everything(given: Input) -> None:
    """Every value of every row, and every place."""
    tables = facts(given)
    for name in tables:
        rows = tables.rows(name)
        for row in range(len(rows)):
            rows.record(row)
            assert rows.place(row).subject


def all_inputs(data: bytes) -> list[Input]:
    decoded = decode(data)
    nested = getattr(decoded, "nested", ())
    return [
        Input("app.wasm", data, decoded, policy=POLICY),
        *(Input("app.wasm", data, inner, within=f"module[{i}]") for i, inner in enumerate(nested)),
    ]


@pytest.mark.parametrize("data", [CORE, COMPONENT, b"\0asm\x01\0\0\0"])
def test_every_value_of_every_table_can_be_read(data):
    for given in all_inputs(data):
        read_everything(given)


def test_the_module_of_these_tests_has_rows_in_nearly_every_table():
    tables = facts(all_inputs(CORE)[0])
    empty = {name for name in tables if not len(tables.rows(name))}
    only_of_go = {"build_setting", "dependency", "js_global"}
    assert empty == only_of_go | {"fault", "interface", "limit", "toolchain_fault", "validation"}


@settings(max_examples=150, deadline=None)
@property_of(
    base=st.sampled_from([CORE, COMPONENT]),
    edits=st.lists(st.tuples(st.integers(8, 400), st.integers(0, 255)), min_size=1, max_size=4),
)
def test_damaged_bytes_raise_nothing_but_what_is_meant(base, edits):
    data = bytearray(base)
    for offset, byte in edits:
        data[offset % len(data)] = byte
    try:
        inputs = all_inputs(bytes(data))
    except DecodeError:
        return
    for given in inputs:
        try:
            read_everything(given)
        except WasmlintError as error:
            pytest.fail(f"facts that are offered must be readable: {error}")


def test_of_a_module_with_a_bad_body_only_its_faults_are_offered():
    data = b"\0asm\x01\0\0\0" + bytes([1, 4, 1, 0x60, 0, 0, 3, 2, 1, 0, 10, 5, 1, 3, 0, 0xFF, 0x0B])
    tables = facts(Input("app.wasm", data, decode(data)))
    anything = {item.schema.name for item in ANALYSES if item.applies_to == "anything"}
    assert set(tables) == anything
    assert tables.unavailable == "the file does not decode"


@pytest.mark.parametrize("path", sorted(CORPUS.iterdir()), ids=lambda path: path.name)
def test_the_tables_of_real_modules_agree_with_each_other(path):
    data = UNPACK[path.suffix](path.read_bytes())
    for given in all_inputs(data):
        tables = facts(given)
        sections, module = tables.rows("section"), tables.rows("module")
        preamble = 8 / module.value("bytes", 0)
        assert sum(sections.column("share")) == pytest.approx(1 - preamble)
        functions, calls = tables.rows("function"), tables.rows("call")
        direct = calls.where("kind", "direct")
        assert sum(functions.column("caller_count")) == len(direct)
        assert sum(functions.column("callee_count")) == len(direct)
        assert len(functions) == (module.value("function_count", 0) or 0)
        assert len(tables.rows("export")) == module.value("export_count", 0)
        data_sections = sections.where("name", "data")
        if data_sections:
            size = sections.value("bytes", data_sections[0])
            assert sum(tables.rows("segment").column("bytes")) < size
