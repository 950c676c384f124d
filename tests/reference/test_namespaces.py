import pytest
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.reference.namespaces import FUNCTION, ImportedName, classify, namespaces


def imported(text):
    """`module.name signature` as an import; a memory, table or global has `/kind` for a type."""
    path, _, signature = text.partition(" ")
    module, _, name = path.partition(".") if not path.startswith("GOT") else path.rpartition(".")
    if signature.startswith("/"):
        return ImportedName(module, name, signature[1:], None)
    return ImportedName(module, name, FUNCTION, signature or "() -> ()")


def ids(imports, sections=()):
    found = classify([imported(text) for text in imports], sections)
    return [entry.id if entry else None for entry in found]


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("wasi_snapshot_preview1", "wasi-preview1"),
        ("wasi_unstable", "wasi-snapshot0"),
        ("wasix_32v1", "wasix"),
        ("wasix_64v1", "wasix64"),
        ("wasix_32v2", "wasix-other"),
        ("wasi_ephemeral_crypto_common", "wasi-crypto"),
        ("wasi_ephemeral_clock", "wasi-ephemeral"),
        ("wasi:cli/environment@0.2.0", "component-interface"),
        ("cm32p2|wasi:cli/environment@0.2", "component-interface"),
        ("my:pkg/iface", "component-interface"),
        ("[export]wasi:http/types@0.2.0", "component-export"),
        ("$root", "component-root"),
        ("extism:host/env", "extism"),
        ("kubewarden:javy/host", "kubewarden-javy"),
        ("wasm:js-string", "js-string-builtins"),
        ("wasm:text-encoder", "js-builtins"),
        ("node:fs", "node-builtin"),
        ("./plugin_bg.js", "wasm-bindgen-module"),
        ("./glue.mjs", "es-module"),
        ("wbg", "wasm-bindgen"),
        ("fastly_http_req", "fastly"),
        ("shopify_function_v2", "shopify"),
        ("shopify_function_v1", "shopify-other"),
        ("shopify_functions_javy_v3", "shopify-javy"),
        ("env", "c-abi"),
        ("my_host", None),
        ("host", None),
        ("wasi", None),
        ("sqlite", None),
        ("go", None),
        ("ab", None),
    ],
)
def test_a_module_name_tells_its_namespace_or_nothing(module, expected):
    found = classify([ImportedName(module, "some_function", FUNCTION, "(i32) -> ()")], ())
    assert [entry.id if entry else None for entry in found] == [expected]


@pytest.mark.parametrize(
    ("imports", "expected"),
    [
        (["host.call (i32) -> (i32)"], ["kubewarden-host"]),
        (["wasi.thread-spawn (i32) -> (i32)"], ["wasi-threads"]),
        (["sqlite.open", "sqlite.vacuum"], ["spin-sqlite", None]),
        (["go.runtime.walltime1 (i32) -> ()"], ["go-js-old"]),
        (["gojs.runtime.walltime (i32) -> ()", "gojs.debug (i32) -> ()"], ["go-js"] * 2),
        (["gojs.runtime.ticks () -> (f64)", "gojs.debug (i32) -> ()"], ["tinygo-js"] * 2),
        (["env.syscall/js.valueGet (i32 i64 i32)", "env.mine"], ["tinygo"] * 2),
        (["env.abort (i32 i32 i32 i32) -> ()"], ["assemblyscript"]),
        (["env.abort () -> ()"], ["c-abi"]),
        (["env.emscripten_resize_heap (i32) -> (i32)", "env.abort"], ["emscripten"] * 2),
        (["env.invoke_vii (i32 i32 i32) -> ()", "env.mine"], ["emscripten"] * 2),
        (["env.napi_typeof", "env.memory /memory"], ["node-api"] * 2),
        (["env.proxy_log (i32 i32 i32) -> (i32)"], ["proxy-wasm"]),
        (["env.proxy_log (i32) -> (i32)"], ["c-abi"]),
        (["env.cache_get (i32 i32 i32) -> (i32)"], ["c-abi"]),
        (
            ["env.cache_get (i32 i32 i32) -> (i32)", "env.return_result (i32 i32 i32) -> ()"],
            ["suborbital"] * 2,
        ),
        (["env.memory /memory", "__main_module__._start"], ["component-adapter"] * 2),
        ([".0", ".$imports /table", ".other"], ["component-shim", "component-shim", None]),
    ],
)
def test_names_and_company_tell_what_a_common_module_name_does_not(imports, expected):
    assert ids(imports) == expected


SIDE = ["env.__memory_base /global", "env.malloc (i32) -> (i32)"]
THROWING = [*SIDE, "env.invoke_v (i32) -> ()"]
WITH_LIBC = [*THROWING, "wasi_snapshot_preview1.proc_exit (i32) -> ()"]


@pytest.mark.parametrize(
    ("imports", "sections", "expected"),
    [
        (SIDE, ["dylink.0"], ["dylink", "dylink"]),
        (THROWING, ["dylink.0"], ["dylink", "dylink", "emscripten"]),
        (WITH_LIBC, ["dylink.0"], ["dylink", "emscripten", "emscripten", "wasi-preview1"]),
        (THROWING, [], ["dylink", "emscripten", "emscripten"]),
    ],
)
def test_a_side_module_gets_its_symbols_from_the_loader(imports, sections, expected):
    assert ids(imports, sections) == expected


@pytest.mark.parametrize(
    ("imports", "sections", "expected"),
    [
        (["a.a (i32) -> (i32)", "a.b"], (), "emscripten-minified"),
        (["a.a /memory"], (), "emscripten-minified"),
        (["a.frobnicate"], (), None),
        (["m.f"], (), None),
        (["l._ (i64 i64) -> (i64)", "x.0 (i64) -> (i64)"], (), "soroban"),
        (["l.abc (i64) -> (i64)"], ["contractenvmetav0"], "soroban"),
    ],
)
def test_single_letters_are_minified_names_or_soroban(imports, sections, expected):
    assert set(ids(imports, sections)) == {expected}


@pytest.mark.parametrize(
    ("name", "sections", "expected"),
    [
        ("__wbg_log_1d3ae0273d8f4f8a", (), "wasm-bindgen-node"),
        ("__wbindgen_describe", (), "wasm-bindgen-unprocessed"),
        ("__wbg_log_1d3ae0273d8f4f8a", ["__wasm_bindgen_unstable"], "wasm-bindgen-unprocessed"),
    ],
)
def test_what_wasm_bindgen_writes_for_node_is_not_unprocessed(name, sections, expected):
    assert ids([f"__wbindgen_placeholder__.{name} (i32)"], sections) == [expected]


@pytest.mark.parametrize(
    ("name", "signature", "expected"),
    [
        ("fd_write", "(i32 i32 i32 i32) -> (i32)", "wasi-preview1"),
        ("fd_write", "() -> ()", "wasi-preview1"),
        ("sock_accept", "(i32 i32 i32) -> (i32)", "wasi-preview1"),
        ("sock_accept", "(i32 i32) -> (i32)", "wasmedge-sockets"),
        ("sock_open", "(i32 i32 i32) -> (i32)", "wasmedge-sockets"),
        ("sock_open", "(i32 i32 i32 i32) -> (i32)", "wamr-sockets"),
        ("sock_get_reuse_addr", "(i32 i32) -> (i32)", "wamr-sockets"),
        ("thread-spawn", "(i32) -> (i32)", "wasmer-threads"),
        ("nonsense", "() -> ()", "wasi-preview1"),
    ],
)
def test_extensions_of_preview_1_are_told_by_name_and_signature(name, signature, expected):
    assert ids([f"wasi_snapshot_preview1.{name} {signature}"]) == [expected]


def test_of_equally_many_names_the_order_of_imports_does_not_matter():
    imports = ["env.mine", "env.napi_typeof", "env.mono_wasm_console_clear"]
    assert ids(imports) == ["dotnet", "node-api", "dotnet"]
    assert ids(imports[::-1]) == ["dotnet", "node-api", "dotnet"][::-1]


NAMES = st.one_of(
    st.text(max_size=20), st.sampled_from(["a", "env", "gojs", "wasi_snapshot_preview1", "l"])
)
SIGNATURES = st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["(i32) -> ()"]))
IMPORTS = st.builds(ImportedName, NAMES, NAMES, st.just(FUNCTION), SIGNATURES)


@given(st.lists(IMPORTS, max_size=8), st.lists(st.text(max_size=10), max_size=2))
def test_any_imports_have_a_namespace_each_or_none(imports, sections):
    found = classify(imports, sections)
    assert len(found) == len(imports)
    assert {entry.id for entry in found if entry} <= set(namespaces())
