import pytest

from wasmlint.analysis.imports import ANALYSIS
from wasmlint.analysis.policy import Policy

P1 = "wasi_snapshot_preview1"
WRITE = "(func (param i32 i32 i32 i32) (result i32))"
SEEK = "(func (param i32 i64 i32 i32) (result i32))"
LEGALISED_SEEK = "(func (param i32 i32 i32 i32 i32) (result i32))"
ACCEPT = "(func (param i32 i32 i32) (result i32))"
WASMEDGE_ACCEPT = "(func (param i32 i32) (result i32))"


def text(*imports):
    """A module with imports, each `module name what`."""
    parts = (line.split(" ", 2) for line in imports)
    return "".join(f'(import "{module}" "{name}" {what})' for module, name, what in parts)


def columns(rows, *names):
    return [tuple(rows.value(name, row) for name in names) for row in range(len(rows))]


def test_every_kind_of_import_has_its_type(given):
    rows = ANALYSIS.fill(
        given(
            f"""(module {
                text(
                    "env f (func (param i32 i64) (result i32))",
                    "env m (memory 1 16)",
                    "env n (memory 1)",
                    "env t (table 10 20 funcref)",
                    "env g (global (mut i32))",
                    "env h (global f64)",
                    "env e (tag (param i32))",
                )
            })"""
        )
    )
    assert columns(rows, "module", "name", "kind", "signature") == [
        ("env", "f", "function", "(i32 i64) -> (i32)"),
        ("env", "m", "memory", "memory 1..16"),
        ("env", "n", "memory", "memory 1.."),
        ("env", "t", "table", "table 10..20 funcref"),
        ("env", "g", "global", "global mut i32"),
        ("env", "h", "global", "global f64"),
        ("env", "e", "tag", "tag (i32) -> ()"),
    ]
    assert rows.place(0).subject == "import env.f"
    assert rows.place(0).span is not None


def test_only_direct_calls_count_and_only_of_functions(given):
    rows = ANALYSIS.fill(
        given(
            """(module
            (import "env" "a" (func $a))
            (import "env" "b" (func $b))
            (import "env" "m" (memory 1))
            (table funcref (elem $b))
            (func (export "f") (call $a) (call $a) (call_indirect (i32.const 0)))
            (func (export "g") (return_call $a)))"""
        )
    )
    assert columns(rows, "name", "call_count") == [("a", 3), ("b", 0), ("m", None)]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{P1} random_get (func (param i32 i32) (result i32))", ("preview1", "random")),
        (f"wasi_unstable fd_write {WRITE}", ("snapshot0", "io-write")),
        ("wasi:http/outgoing-handler@0.2.0 handle (func)", ("0.2", "http")),
        ("wasi:io/streams@0.2.3 read (func)", ("0.2", "io-read, io-write")),
        (f"{P1} fd_close (func (param i32) (result i32))", ("preview1", None)),
        ("env random_get (func (param i32 i32) (result i32))", (None, None)),
    ],
)
def test_wasi_is_told_by_generation_and_capability(given, line, expected):
    rows = ANALYSIS.fill(given(f"(module {text(line)})"))
    assert columns(rows, "generation", "capability") == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"wasi_unstable fd_write {WRITE}", f"{P1}.fd_write"),
        (f"{P1} proc_exit (func (param i32))", "wasi:cli/exit@0.2#exit"),
        (f"{P1} proc_raise (func (param i32) (result i32))", None),
        (f"env fd_write {WRITE}", None),
    ],
)
def test_a_replacement_is_of_the_next_generation(given, line, expected):
    rows = ANALYSIS.fill(given(f"(module {text(line)})"))
    assert columns(rows, "replacement") == [(expected,)]


def test_wasi_0_3_replaces_functions_of_every_older_generation(given):
    lines = [f"{generation} proc_exit (func (param i32))" for generation in ("wasi_unstable", P1)]
    rows = ANALYSIS.fill(given(f"(module {text(*lines)})"))
    assert columns(rows, "replacement_0_3") == [("wasi:cli/exit@0.3#exit",)] * 2


@pytest.mark.parametrize(
    ("host", "support", "note"),
    [
        (None, "never", "wazero: ENOSYS stub: signals were removed from WASI"),
        ("wasmtime", "never", "wasmtime: ENOTSUP"),
        ("extism", "never", "preview1-adapter: traps"),
    ],
)
def test_what_no_host_implements_is_never_supported(given, host, support, note):
    line = f"{P1} proc_raise (func (param i32) (result i32))"
    rows = ANALYSIS.fill(given(f"(module {text(line)})", Policy(host=host)))
    assert rows.value("support", 0) == support
    assert note in rows.value("support_note", 0)


@pytest.mark.parametrize(
    ("host", "support"), [(None, "poor"), ("wazero", "ok"), ("wasmtime", "never")]
)
def test_support_is_that_of_the_chosen_host_where_it_is_known(given, host, support):
    line = f"{P1} sock_shutdown (func (param i32 i32) (result i32))"
    rows = ANALYSIS.fill(given(f"(module {text(line)})", Policy(host=host)))
    assert columns(rows, "support") == [(support,)]


def test_what_snapshot_0_means_differently_is_noted(given):
    rows = ANALYSIS.fill(given(f"(module {text(f'wasi_unstable fd_seek {SEEK}')})"))
    assert "whence" in rows.value("support_note", 0)


@pytest.mark.parametrize(
    ("line", "host", "expected"),
    [
        (f"{P1} fd_write {WRITE}", None, (None, "specified")),
        (f"{P1} fd_seek {SEEK}", None, (None, "specified")),
        (f"{P1} fd_seek {LEGALISED_SEEK}", None, (None, "legalised-i64")),
        (f"{P1} fd_seek {LEGALISED_SEEK}", "browser", (None, "legalised-i64")),
        (
            f"{P1} fd_seek {LEGALISED_SEEK}",
            "wasmtime",
            ("(i32 i64 i32 i32) -> (i32)", "legalised-i64"),
        ),
        (f"{P1} fd_write (func)", None, ("(i32 i32 i32 i32) -> (i32)", "other")),
        (f"{P1} fd_write (global i32)", None, ("(i32 i32 i32 i32) -> (i32)", "other")),
        (f"{P1} sock_accept {ACCEPT}", None, (None, "specified")),
        (f"{P1} sock_accept {ACCEPT}", "wasmedge", ("(i32 i32) -> (i32)", "specified")),
        (f"{P1} sock_accept {WASMEDGE_ACCEPT}", None, ("(i32 i32 i32) -> (i32)", "wasmedge")),
        (f"{P1} sock_accept {WASMEDGE_ACCEPT}", "wasmedge", (None, "wasmedge")),
        ("wapc __host_error (func (param i32))", None, (None, "specified")),
        ("wapc __host_error (func)", None, ("(i32) -> ()", "other")),
        ("gojs debug (func (param i32))", None, (None, "specified")),
        ("gojs runtime.ticks (func (result f64))", None, (None, None)),
        ("env fd_write (func)", None, (None, None)),
    ],
)
def test_a_known_function_has_one_signature_and_its_legal_variants(given, line, host, expected):
    rows = ANALYSIS.fill(given(f"(module {text(line)})", Policy(host=host)))
    assert columns(rows, "expected_signature", "signature_form") == [expected]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (f"{P1} fd_write {WRITE}", True),
        (f"{P1} fd_write (func)", True),
        (f"{P1} sock_open {ACCEPT}", False),
        (f"wasi_unstable sock_accept {ACCEPT}", False),
        (f"{P1} reset_adapter_state (func)", True),
        (f"env sock_open {ACCEPT}", True),
        ("wasix_32v1 anything (func)", True),
        ("wasi:cli/run@0.2.0 anything (func)", True),
    ],
)
def test_only_wasi_modules_can_lack_a_function(given, line, expected):
    assert columns(ANALYSIS.fill(given(f"(module {text(line)})")), "is_standard") == [(expected,)]


@pytest.mark.parametrize(
    ("allowed", "denied", "expected"),
    [
        (None, (), (True, None)),
        (("env.*",), (), (True, None)),
        (("env.f", "env.g"), (), (True, None)),
        (("wasi_*",), (), (False, "matches nothing in imports.allow")),
        ((), (), (False, "matches nothing in imports.allow")),
        (None, ("*.f",), (False, "matches `*.f` of imports.deny")),
        (("env.*",), ("env.f",), (False, "matches `env.f` of imports.deny")),
        (None, ("ENV.*",), (True, None)),
    ],
)
def test_the_settings_allow_and_deny_by_glob(given, allowed, denied, expected):
    policy = Policy(allowed_imports=allowed, denied_imports=denied)
    rows = ANALYSIS.fill(given(f"(module {text('env f (func)')})", policy))
    assert columns(rows, "is_allowed", "policy_reason") == [expected]


def test_what_modules_of_a_component_import_is_nobodys_choice(given):
    policy = Policy(host="wazero", allowed_imports=())
    rows = ANALYSIS.fill(given(f"(module {text('gojs f (func)')})", policy, within="module[0]"))
    assert columns(rows, "is_allowed", "is_provided_by_host") == [(True, None)]


@pytest.mark.parametrize(
    ("line", "host", "expected"),
    [
        (f"{P1} fd_write {WRITE}", None, None),
        (f"{P1} fd_write {WRITE}", "wazero", True),
        (f"wasi_unstable fd_write {WRITE}", "wazero", False),
        (f"{P1} sock_open {ACCEPT}", "wazero", False),
        (f"{P1} sock_open {ACCEPT}", "wasmedge", True),
        ("gojs debug (func (param i32))", "wazero", False),
        ("env mine (func)", "wazero", None),
        ("mine f (func)", "wazero", None),
        ("mine f (func)", "go-js", None),
        (f"{P1} fd_write {WRITE}", "go-js", False),
        ("go debug (func (param i32))", "go-js", False),
        ("mine f (func)", "browser", None),
        ("wbg __wbg_new (func)", "browser", None),
        (f"{P1} sock_accept {ACCEPT}", "cloudflare-workers", False),
        (f"{P1} fd_write {WRITE}", "browser", None),
        ("wasi:cli/exit@0.2.0 exit (func)", "wasmtime", False),
        (f"{P1} proc_raise (func (param i32) (result i32))", "redpanda", False),
    ],
)
def test_a_host_provides_lacks_or_leaves_open(given, line, host, expected):
    rows = ANALYSIS.fill(given(f"(module {text(line)})", Policy(host=host)))
    assert columns(rows, "is_provided_by_host") == [(expected,)]


def test_the_same_import_twice_is_two_like_rows(given):
    lines = [f"{P1} fd_write {WRITE}"] * 2
    rows = ANALYSIS.fill(given(f"(module {text(*lines)})"))
    assert rows.record(0) == rows.record(1)
    assert rows.place(0).subject == rows.place(1).subject
    assert rows.place(0).span != rows.place(1).span


def test_an_import_of_a_type_that_is_not_there_has_no_signature(given):
    # Import section with one entry: "m" "f", a function of type 7.
    data = b"\0asm\x01\0\0\0" + bytes([2, 7, 1, 1, ord("m"), 1, ord("f"), 0, 7])
    assert columns(ANALYSIS.fill(given(data)), "signature") == [(None,)]


@pytest.mark.parametrize(
    ("rest", "expected"),
    [
        ("", False),
        ("(func (call $f))", True),
        ("(table funcref (elem $f))", True),
        ('(export "g" (func $f))', True),
        ("(start $f)", True),
    ],
)
def test_an_import_is_used_where_it_can_run(given, rest, expected):
    text = f'(module (import "env" "f" (func $f)) (import "env" "m" (memory 1)) {rest})'
    assert columns(ANALYSIS.fill(given(text)), "is_used") == [(expected,), (None,)]
