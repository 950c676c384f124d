"""The host a module was built for, by what it imports, exports and carries.

Names are ids of host profiles where there is one; `tinygo-js`, `emscripten` and `wasm-bindgen` are
JavaScript glue that comes with each build, `wasi` is any host with that interface.
Source of each sign: the host's own documentation or code, as named beside it.
"""

import re

from msgspec import Struct

from wasmlint.binary.module import Component, Module
from wasmlint.provenance.toolchain import Toolchain


class _Sign(Struct, frozen=True):
    """One trait is enough; `imports` is matched against the start of `module.name`."""

    host: str
    imports: re.Pattern[str] | None = None
    exports: frozenset[str] = frozenset()
    sections: frozenset[str] = frozenset()


# Hosts with an interface of their own come before WASI, which they offer besides.
_CORE_SIGNS = (
    # proxy-wasm/spec: the exported marker states the version of the interface
    _Sign("proxy-wasm-0.1.0", exports=frozenset({"proxy_abi_version_0_1_0"})),
    _Sign("proxy-wasm-0.2.0", exports=frozenset({"proxy_abi_version_0_2_0"})),
    _Sign("proxy-wasm-0.2.1", exports=frozenset({"proxy_abi_version_0_2_1"})),
    # kubewarden/policy-evaluator@f599912 src/runtimes/wasi_cli/stack_pre.rs
    _Sign(
        "kubewarden",
        imports=re.compile(r"host\.call$|kubewarden:javy/host\."),
        sections=frozenset({"io.kubewarden.metadata"}),
    ),
    # extism/extism@7230657 runtime/src/plugin.rs
    _Sign("extism", imports=re.compile(r"extism:host/(env|user)\.")),
    # wapc/wapc-go@a72aedb engines/wazero/wazero.go
    _Sign("wapc", imports=re.compile(r"wapc\.__")),
    # http-wasm/http-wasm-host-go@d9e0749 api/handler/wasm.go
    _Sign("http-wasm", imports=re.compile(r"http_handler\.")),
    # redpanda-data/redpanda@1c6cff34 src/v/wasm/wasmtime.cc
    _Sign("redpanda", imports=re.compile(r"redpanda_(transform|schema_registry)\.")),
    # Shopify/function-runner@589c738 src/engine.rs
    _Sign("shopify-functions", imports=re.compile(r"shopify_functions?_(javy_)?v\d+\.")),
    # fastly/Viceroy@274febd src/linking.rs
    _Sign("fastly-compute", imports=re.compile(r"fastly_\w+\.|env\.xqd_")),
    # stellar/rs-soroban-env@30c9c36a soroban-env-common
    _Sign("soroban", sections=frozenset({"contractenvmetav0"})),
    # suborbital/reactr@8616f35 api/*.go
    _Sign("suborbital", exports=frozenset({"run_e"})),
    # open-policy-agent/npm-opa-wasm@5384b67 src/opa.ts
    _Sign("opa", imports=re.compile(r"env\.opa_")),
    # spinframework/spin crates/componentize, adapters/wasi_snapshot_preview1.spin.wasm
    _Sign(
        "spin",
        imports=re.compile(r"(wasi-outbound-http|spin-config|outbound-(redis|pg|mysql))\."),
        exports=frozenset({"handle-http-request", "handle-redis-message"}),
    ),
    # wasix-org/wasix-witx@384f76a
    _Sign("wasmer", imports=re.compile(r"wasix_\w+\.")),
    # WasmEdge/WasmEdge@d516c5d6 plugins/*/module.cpp
    _Sign("wasmedge", imports=re.compile(r"(wasmedge_\w+|wasm_bpf)\.")),
)
_WASI = _Sign("wasi", imports=re.compile(r"wasi_unstable\.|wasi_snapshot_preview1\."))
_COMPONENT_SIGNS = (
    _Sign("spin", imports=re.compile(r"(fermyon|spin):")),
    _Sign("fastly-compute", imports=re.compile(r"fastly:")),
    _Sign("wasmcloud", imports=re.compile(r"wasmcloud:")),
    _Sign("wasi", imports=re.compile(r"wasi:")),
)
_GO_GLUE = {"tinygo": "tinygo-js", "go": "go-js"}
# The .NET runtime is compiled with emscripten.
_MONO = re.compile(r"env\.mono_")
_JS_MODULES = re.compile(r"(gojs|go|env)\.(runtime\.|syscall/js\.)")
_BINDGEN = re.compile(r"(wbg|__wbindgen_placeholder__|\./[^/]*_bg\.js)\.")


def implied_host(decoded: Module | Component, made: Toolchain) -> str | None:
    """The host that a module made by `made` is meant for; `None` where nothing tells."""
    if isinstance(decoded, Component):
        names = [item.name for item in (*decoded.imports, *decoded.exports)]
        return _bearer(_COMPONENT_SIGNS, names, frozenset(), frozenset())
    names = [f"{item.module}.{item.name}" for item in decoded.imports]
    exports = frozenset(item.name for item in decoded.exports)
    sections = frozenset(section.name for section in decoded.sections if section.id == 0)
    host = _bearer(_CORE_SIGNS, names, exports, sections)
    if host is not None:
        return host
    if made.name in _GO_GLUE and any(map(_JS_MODULES.match, names)):
        return _GO_GLUE[made.name]
    if made.name == "emscripten" or (made.name == "dotnet" and any(map(_MONO.match, names))):
        return "emscripten"
    if any(map(_BINDGEN.match, names)):
        return "wasm-bindgen"
    return _bearer((_WASI,), names, exports, sections)


def _bearer(
    signs: tuple[_Sign, ...],
    names: list[str],
    exports: frozenset[str],
    sections: frozenset[str],
) -> str | None:
    for sign in signs:
        if sign.imports is not None and any(map(sign.imports.match, names)):
            return sign.host
        if sign.exports & exports or sign.sections & sections:
            return sign.host
    return None
