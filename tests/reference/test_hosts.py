import pytest

from wasmlint.reference.hosts import host, host_ids


@pytest.mark.parametrize(
    ("host_id", "module", "name", "expected"),
    [
        ("wasmtime", "wasi_snapshot_preview1", "fd_write", True),
        ("wasmtime", "wasi_snapshot_preview1", "sock_open", False),
        ("wasmtime", "wasi_unstable", "fd_write", True),
        ("wasmtime", "wasi", "thread-spawn", None),
        ("wasmer", "wasi", "thread-spawn", True),
        ("wasmer", "wasix_32v1", "thread_spawn_v2", True),
        ("wasmer", "wasix_32v1", "fd_write", True),
        ("wazero", "wasi_unstable", "fd_write", None),
        ("wazero", "env", "abort", True),
        ("wasmedge", "wasi_snapshot_preview1", "sock_open", True),
        ("wasmedge", "wasi_unstable", "fd_write", None),
        ("cloudflare-workers", "wasi_snapshot_preview1", "sock_accept", False),
        ("redpanda", "wasi_snapshot_preview1", "proc_raise", False),
        ("redpanda", "redpanda_transform", "check_abi_version_3", True),
        ("go-js", "gojs", "runtime.walltime", True),
        ("go-js", "gojs", "runtime.walltime1", False),
        ("go-js", "env", "f", None),
        ("fastly-compute", "fastly_kv_store", "open", True),
        ("fastly-compute", "env", "xqd_req_new", True),
        ("spin", "key-value", "get", True),
        ("wasmcloud", "wasi_snapshot_preview1", "fd_write", None),
    ],
)
def test_a_host_provides_what_its_profile_says(host_id, module, name, expected):
    assert host(host_id).provides_import(module, name) == expected


@pytest.mark.parametrize(
    ("host_id", "expected"),
    [
        ("go-js", [["run"], ["resume"], ["getsp"], ["mem"]]),
        ("wasmtime", []),
        ("http-wasm", [["handle_request"], ["handle_response"], ["memory"]]),
        (
            "proxy-wasm-0.2.1",
            [["proxy_abi_version_0_2_1"], ["malloc", "proxy_on_memory_allocate"], ["memory"]],
        ),
    ],
)
def test_a_host_asks_for_exports_in_groups(host_id, expected):
    groups = [[wanted.name for wanted in group.any_of] for group in host(host_id).exports]
    assert groups == expected


def test_hosts_are_known_by_id_in_order():
    assert list(host_ids()) == sorted(host_ids())
    assert len(host_ids()) == 23


def test_an_unknown_host_is_a_key_error():
    with pytest.raises(KeyError):
        host("no-such-host")


@pytest.mark.parametrize(
    ("host_id", "runs"),
    [("wazero", ("core",)), ("wasmcloud", ("component",)), ("wasmtime", ("core", "component"))],
)
def test_a_host_runs_core_modules_or_components(host_id, runs):
    assert host(host_id).runs == runs
