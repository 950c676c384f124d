import pytest

from wasmlint.provenance.hosts import implied_host
from wasmlint.provenance.toolchain import toolchain
from wasmlint.reference.hosts import host_ids

GLUE = {"tinygo-js", "emscripten", "wasm-bindgen", "wasi"}


@pytest.mark.parametrize(
    ("body", "host"),
    [
        ('(import "gojs" "runtime.wasmExit" (func (param i32)))', "go-js"),
        ('(import "go" "runtime.wasmExit" (func (param i32)))', "go-js"),
        (
            (
                '(import "gojs" "runtime.ticks" (func (result f64)))'
                ' (import "wasi_snapshot_preview1" "fd_write" (func))'
            ),
            "tinygo-js",
        ),
        ('(import "wasi_snapshot_preview1" "fd_write" (func))', "wasi"),
        ('(import "wasi_unstable" "fd_write" (func))', "wasi"),
        (
            (
                '(import "env" "emscripten_resize_heap" (func))'
                ' (import "wasi_snapshot_preview1" "fd_write" (func))'
            ),
            "emscripten",
        ),
        ('(import "env" "mono_wasm_trace_logger" (func))', "emscripten"),
        ('(import "wbg" "__wbindgen_throw" (func))', "wasm-bindgen"),
        (
            (
                '(func (export "proxy_abi_version_0_2_1"))'
                ' (import "wasi_snapshot_preview1" "fd_write" (func))'
            ),
            "proxy-wasm-0.2.1",
        ),
        ('(import "extism:host/env" "alloc" (func))', "extism"),
        ('(import "wapc" "__guest_request" (func))', "wapc"),
        ('(import "http_handler" "log" (func))', "http-wasm"),
        ('(import "redpanda_transform" "read_batch_header" (func))', "redpanda"),
        ('(import "shopify_function_v2" "f" (func))', "shopify-functions"),
        ('(import "shopify_functions_javy_v3" "f" (func))', "shopify-functions"),
        ('(import "fastly_http_req" "new" (func))', "fastly-compute"),
        ('(import "env" "xqd_body_new" (func))', "fastly-compute"),
        ('(@custom "contractenvmetav0" "")', "soroban"),
        ('(func (export "run_e"))', "suborbital"),
        ('(import "env" "opa_abort" (func))', "opa"),
        ('(import "spin-config" "get-config" (func))', "spin"),
        ('(import "wasix_32v1" "fd_dup" (func))', "wasmer"),
        ('(import "wasmedge_image" "f" (func))', "wasmedge"),
        ('(@custom "io.kubewarden.metadata" "{}")', "kubewarden"),
        ("", None),
        ('(import "env" "f" (func))', None),
    ],
)
def test_a_module_shows_the_host_it_was_built_for(decoded, body, host):
    # Imports come first in the text format.
    imports = "".join(part for part in _forms(body) if part.startswith("(import"))
    rest = "".join(part for part in _forms(body) if not part.startswith("(import"))
    module = decoded(f"(module {imports} {rest})")
    assert implied_host(module, toolchain(module)) == host
    assert host is None or host in host_ids() or host in GLUE


@pytest.mark.parametrize(
    ("imported", "host"),
    [
        ("wasi:cli/environment@0.2.0", "wasi"),
        ("fermyon:spin/llm@2.0.0", "spin"),
        ("wasmcloud:bus/lattice@1.0.0", "wasmcloud"),
        ("fastly:api/http-body", "fastly-compute"),
        ("docs:adder/add@0.1.0", None),
    ],
)
def test_a_component_shows_its_host_by_its_interfaces(decoded, imported, host):
    component = decoded(f'(component (import "{imported}" (instance)))')
    assert implied_host(component, toolchain(component)) == host


def _forms(text: str) -> list[str]:
    """The parenthesised forms of a text, at the outermost level."""
    forms, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        if sign == "(":
            start = at if depth == 0 else start
            depth += 1
        elif sign == ")":
            depth -= 1
            if depth == 0:
                forms.append(text[start : at + 1])
    return forms
