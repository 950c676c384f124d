import pytest

from wasmlint.reference.wasi import generation_of, interface_capabilities, specified


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("wasi_unstable", "snapshot0"),
        ("wasi_snapshot_preview1", "preview1"),
        ("wasi:cli/environment@0.2.0", "0.2"),
        ("wasi:cli/environment@0.2.12", "0.2"),
        ("wasi:http/types@0.2.0-rc-2023-11-10", "0.2"),
        ("cm32p2|wasi:cli/environment@0.2", "0.2"),
        ("wasi:http/handler@0.3.0-rc-2026-03-15", "0.3"),
        ("wasi:logging/logging", None),
        ("wasi:nn/tensor@0.20.0", None),
        ("wasix_32v1", None),
        ("wasi", None),
        ("env", None),
        ("", None),
        ("wasi_snapshot_preview1 ", None),
    ],
)
def test_the_generation_is_told_by_module_or_version(module, expected):
    generation = generation_of(module)
    assert (generation.id if generation else None) == expected


@pytest.mark.parametrize(
    ("module", "name", "expected"),
    [
        ("wasi_snapshot_preview1", "fd_write", "(i32 i32 i32 i32) -> (i32)"),
        ("wasi_snapshot_preview1", "proc_exit", "(i32) -> ()"),
        ("wasi_snapshot_preview1", "sock_accept", "(i32 i32 i32) -> (i32)"),
        ("wasi_unstable", "fd_seek", "(i32 i64 i32 i32) -> (i32)"),
        ("wasi_unstable", "sock_accept", None),
        ("wasix_32v1", "fd_write", "(i32 i32 i32 i32) -> (i32)"),
        ("wasix_32v1", "thread_sleep", "(i64) -> (i32)"),
        ("wasi_ephemeral_nn", "compute", "(i32) -> (i32)"),
        ("wasi", "thread-spawn", "(i32) -> (i32)"),
        ("env", "fd_write", None),
    ],
)
def test_a_function_has_its_specified_signature(module, name, expected):
    function = specified(module, name)
    assert (function.signature if function else None) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        # duckdb-wasm 1.32, built with Emscripten without WASM_BIGINT, imports these
        ("fd_seek", "(i32 i32 i32 i32 i32) -> (i32)"),
        ("fd_pread", "(i32 i32 i32 i32 i32 i32) -> (i32)"),
        ("fd_pwrite", "(i32 i32 i32 i32 i32 i32) -> (i32)"),
        ("fd_write", "(i32 i32 i32 i32) -> (i32)"),
    ],
)
def test_javascript_without_bigint_takes_an_i64_as_two_i32s(name, expected):
    function = specified("wasi_snapshot_preview1", name)
    assert function is not None
    assert function.legalised == expected


def test_snapshot_0_is_replaced_by_its_namesake_and_says_where_that_differs():
    function = specified("wasi_unstable", "fd_seek")
    assert function is not None
    assert function.replacement == ("wasi_snapshot_preview1.fd_seek",)
    assert function.difference is not None
    assert "whence" in function.difference


@pytest.mark.parametrize(
    ("host", "expected"), [("wazero", "ok"), ("wasmtime", "never"), ("nobody", None), (None, None)]
)
def test_a_host_may_do_better_than_most(host, expected):
    function = specified("wasi_snapshot_preview1", "sock_send")
    assert function is not None
    said = function.on_host(host)
    assert (said.support if said else None) == expected


@pytest.mark.parametrize(
    ("module", "expected"),
    [
        ("wasi:http/outgoing-handler@0.2.10", ("http",)),
        ("wasi:io/streams@0.2.0", ("io-read", "io-write")),
        ("wasi:io/error@0.2.0", ()),
        ("wasi_snapshot_preview1", ()),
    ],
)
def test_an_interface_gives_access_to_what_it_is_about(module, expected):
    assert interface_capabilities(module) == expected
