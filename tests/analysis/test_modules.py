import gzip

import brotli
import pytest
import wasmtime

from wasmlint.analysis.base import Input
from wasmlint.analysis.modules import ANALYSIS
from wasmlint.analysis.policy import Policy
from wasmlint.binary.decode import decode

TEXT = """(module
  (import "env" "log" (func (param i32)))
  (import "env" "memory" (memory 1))
  (func $run (export "run"))
  (func (export "_start"))
  (start $run)
  (@producers (language "Rust" "") (processed-by "rustc" "1.95.0 (5980)")
    (processed-by "walrus" "0.26.1")))"""


def test_the_row_says_what_the_module_is(given):
    rows = ANALYSIS.fill(given(TEXT))
    record = rows.record(0)
    data = bytes(wasmtime.wat2wasm(TEXT))
    assert len(rows) == 1
    assert record == {
        "path": "app.wasm",
        "kind": "core",
        "bytes": len(data),
        "gzip_bytes": len(gzip.compress(data, 9, mtime=0)),
        "brotli_bytes": len(brotli.compress(data, quality=9)),
        "toolchain": "rust",
        "toolchain_version": "1.95.0",
        "language": "Rust",
        "is_stripped": False,
        "host": None,
        "function_count": 3,
        "import_count": 2,
        "export_count": 2,
        "body_count": 2,
        "target_count": 0,
        "is_command": True,
        "is_reactor": False,
        "has_start": True,
        "has_debug_info": False,
        "is_nested": False,
        "evidence": "producers: rustc 1.95.0 (5980)",
        "processed_by": "rustc, walrus",
        "debug_bytes": 0,
        "debug_gzip_bytes": 0,
    }


@pytest.mark.parametrize(
    ("text", "is_stripped"),
    [
        ("(module (func))", True),
        ("(module (func $named))", False),
        ('(module (import "a" "b" (func)) (memory 1))', False),  # nothing that could be named
    ],
)
def test_a_module_is_stripped_where_its_functions_have_lost_their_names(given, text, is_stripped):
    assert ANALYSIS.fill(given(text)).value("is_stripped", 0) is is_stripped


def test_debug_sections_are_noticed(given):
    record = ANALYSIS.fill(given('(module (@custom ".debug_info" "abc"))')).record(0)
    # Id, size, length of the name, 11 bytes of name, 3 of content.
    assert (record["has_debug_info"], record["debug_bytes"]) == (True, 3 + 11 + 3)
    assert 0 < record["debug_gzip_bytes"] < 30


def test_the_policy_names_the_host_before_the_module_does(given):
    text = '(module (import "wasi_snapshot_preview1" "sched_yield" (func (result i32))))'
    assert ANALYSIS.fill(given(text)).value("host", 0) == "wasi"
    assert ANALYSIS.fill(given(text, Policy(host="wazero"))).value("host", 0) == "wazero"


def test_the_policy_names_the_quality_of_brotli(given):
    text = f'(module (memory 1) (data (i32.const 0) "{"abcdefgh" * 200}{"hgfedcba" * 99}"))'
    data = bytes(wasmtime.wat2wasm(text))
    for quality in (0, 11):
        rows = ANALYSIS.fill(given(text, Policy(brotli_quality=quality)))
        assert rows.value("brotli_bytes", 0) == len(brotli.compress(data, quality=quality))


def test_a_component_has_no_functions_of_its_own(given):
    text = """(component
      (import "wasi:cli/environment@0.2.0" (instance))
      (core module (func $a)))"""
    record = ANALYSIS.fill(given(text)).record(0)
    assert (record["kind"], record["function_count"], record["import_count"]) == (
        "component",
        None,
        1,
    )
    assert (record["host"], record["is_stripped"]) == ("wasi", False)


def test_a_nested_module_has_its_own_sizes():
    data = bytes(wasmtime.wat2wasm("(component (core module (func $a) (memory 1)))"))
    inner = decode(data).nested[0]
    record = ANALYSIS.fill(Input("app.wasm", data, inner, within="module[0]")).record(0)
    alone = data[inner.span.start : inner.span.end]
    assert (record["is_nested"], record["bytes"]) == (True, len(alone))
    assert record["gzip_bytes"] == len(gzip.compress(alone, 9, mtime=0))


def test_the_place_is_the_whole_module(given):
    place = ANALYSIS.fill(given("(module)")).place(0)
    assert (place.subject, place.kind, place.span.start, place.span.end) == (
        "module",
        "module",
        0,
        8,
    )
