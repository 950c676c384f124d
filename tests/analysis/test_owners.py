import gzip
import json
import zlib
from collections import Counter
from pathlib import Path

import brotli
import pytest

from wasmlint.analysis.base import Input
from wasmlint.analysis.origins import made_by
from wasmlint.analysis.owners import owners, segment_owners
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.symbols.owner import Owner

MODULES = Path(__file__).parents[2] / "corpus" / "modules"
UNPACK = {".wasm": bytes, ".gz": gzip.decompress, ".br": brotli.decompress}


def corpus(name: str) -> Input:
    (path,) = MODULES.glob(f"{name}.wasm*")
    data = UNPACK[path.suffix](path.read_bytes())
    decoded = decode(data)
    if not isinstance(decoded, Module):
        decoded = next(inner for inner in decoded.nested if isinstance(inner, Module))
    return Input(path.name, data, decoded)


def bytes_of(given: Input) -> Counter[str | None]:
    """Body bytes by `name (kind)` of the owner."""
    found: Counter[str | None] = Counter()
    imported = len(given.module.imported("function"))
    bodies = given.module.bodies.sizes
    for its, size in zip(given.once(owners)[imported:], bodies, strict=True):
        found[f"{its.name} ({its.kind})" if its is not None else None] += size
    return found


# Shares of the code that the owners have, in percent, as they follow from how each was built.
@pytest.mark.parametrize(
    ("name", "owned", "least_percent"),
    [
        (
            "rust-bindgen-slug",
            {
                "alloc (std)",
                "core (std)",
                "dlmalloc (runtime)",
                "__rustc (runtime)",
                "once_cell (dependency)",
                "slug (main)",
                "std (std)",
                "wasm-bindgen (dependency)",
                "wasm_bindgen (dependency)",
            },
            100,
        ),
        (
            "rust-wasip1-wordcount",
            {
                "alloc (std)",
                "core (std)",
                "libc (runtime)",
                "main (main)",
                "__rustc (runtime)",
                "std (std)",
                "wasi (dependency)",
            },
            99,
        ),
        (
            "cpp-exceptions-tax",
            {
                "__cxxabiv1 (runtime)",
                "libc (runtime)",
                "libc++abi (runtime)",
                "std (std)",
                "tax (other)",
            },
            98,
        ),
        ("c-wasi-wordcount", {"libc (runtime)", "wasm-ld (runtime)"}, 95),
        ("emscripten-slug", {"emscripten (runtime)", "libc (runtime)"}, 15),
        (
            "kotlin-js-slug",
            {
                "<root> (main)",
                "kotlin (std)",
                "kotlin.collections (std)",
                "kotlin.internal (std)",
                "kotlin.js (std)",
                "kotlin.random (std)",
                "kotlin.ranges (std)",
                "kotlin.sequences (std)",
                "kotlin.text (std)",
                "kotlin.wasm.internal (runtime)",
                "kotlin.wasm.unsafe (std)",
            },
            100,
        ),
    ],
)
def test_the_code_of_a_real_module_belongs_to_what_it_was_made_of(name, owned, least_percent):
    found = bytes_of(corpus(name))
    known = found.copy()
    for other in ("C (other)", None):
        known.pop(other, None)
    assert set(known) == owned
    assert known.total() >= found.total() * least_percent / 100


@pytest.mark.parametrize("name", ["go-js-parcels", "go-js-prices-stripped"])
def test_functions_of_go_belong_to_packages_with_names_and_without(name):
    found = bytes_of(corpus(name))
    kinds = Counter[str]()
    for label, size in found.items():
        kinds[label.rpartition(" ")[2] if label is not None else ""] += size
    assert found["main (main)"] > 0
    assert kinds["(runtime)"] > kinds["(main)"]
    assert kinds["(std)"] > kinds["(main)"]
    assert found[None] < found.total() / 100


def test_a_stripped_module_has_functions_of_no_owner():
    found = bytes_of(corpus("zig-wasi-wordcount"))
    assert found[None] > found.total() * 0.99


def test_imported_functions_have_no_owner(given):
    found = given(
        '(module (import "env" "malloc" (func)) (func $malloc) (@producers'
        ' (processed-by "clang" "19")))'
    )
    assert found.once(owners) == [None, Owner("libc", "runtime")]


RUST = '(@producers (processed-by "rustc" "1.95.0"))'


def test_the_crate_with_the_main_function_is_the_main_one(given):
    found = given(
        f"(module $app.wasm {RUST} (func $tool::main) (func $tool::run) (func $app::run)"
        ' (func $serde::run) (func $go (export "go")) (func $helper))'
    )
    assert found.once(owners) == [
        Owner("tool", "main"),
        Owner("tool", "main"),
        Owner("app", "dependency"),
        Owner("serde", "dependency"),
        Owner("tool", "main"),
        Owner("C", "other"),
    ]


@pytest.mark.parametrize("file", ["app.wasm", "app-a48b38e2677c1f33.wasm"])
def test_the_crate_that_the_linkers_output_is_named_after_is_the_main_one(given, file):
    found = given(f'(module ${file} {RUST} (func $app::run) (func $go (export "go")))')
    assert found.once(owners) == [Owner("app", "main")] * 2


def test_what_cargo_auditable_recorded_tells_the_kinds_of_crates(given):
    record = {
        "packages": [
            {"name": "price-list", "version": "1.0.0", "source": "local", "root": True},
            {"name": "price-store", "version": "1.0.0", "source": "local"},
            {"name": "itoa", "version": "1.0.18", "source": "crates.io"},
        ]
    }
    section = "".join(f"\\{byte:02x}" for byte in zlib.compress(json.dumps(record).encode()))
    found = given(
        f'(module {RUST} (@custom ".dep-v0" "{section}") (func $price_list::f)'
        " (func $price_store::f) (func $itoa::f) (func $other::main))"
    )
    assert found.once(owners) == [
        Owner("price_list", "main"),
        Owner("price_store", "module"),
        Owner("itoa", "dependency"),
        Owner("other", "dependency"),
    ]


def test_owners_of_one_name_are_of_one_kind(given):
    found = given(f"(module {RUST} (func $malloc) (func $libc::unix::f))")
    assert found.once(owners) == [Owner("libc", "runtime")] * 2


def test_unmangled_names_belong_to_c_only_where_the_toolchain_has_c(given):
    text = "(module {} (func $count))"
    clang = given(text.format('(@producers (processed-by "clang" "19"))'))
    assert clang.once(owners) == [Owner("C", "other")]
    unknown = given(text.format(""))
    assert unknown.once(made_by).name is None
    assert unknown.once(owners) == [None]


def test_a_data_segment_belongs_to_the_owner_of_the_symbol_in_its_name(given):
    found = given(
        f"(module {RUST} (memory 1) (func $app::main)"
        ' (data $.rodata._RNvCs1234_3app5TABLE (i32.const 0) "a")'
        ' (data $.data.rel.ro._ZTVN3foo3barE (i32.const 8) "a")'
        ' (data $.rodata (i32.const 16) "a")'
        ' (data $.rodata.12 (i32.const 24) "a")'
        ' (data $.rodata..L.str (i32.const 32) "a")'
        ' (data (i32.const 40) "a"))'
    )
    assert found.once(segment_owners) == [
        Owner("app", "main"),
        Owner("foo", "other"),
        None,
        None,
        None,
        None,
    ]
