import pytest

from wasmlint.analysis.namespaces import ANALYSIS
from wasmlint.analysis.policy import Policy

GOJS = '(import "gojs" "debug" (func)) ' + " ".join(
    f'(import "gojs" "f{number}" (func))' for number in range(6)
)


@pytest.mark.parametrize(
    ("host", "expected"),
    [
        (None, (7, None, None)),
        ("go-js", (7, 6, "f0, f1, f2, f3, f4 and 1 more")),
        ("wazero", (7, 7, "debug, f0, f1, f2, f3 and 2 more")),
    ],
)
def test_what_a_host_lacks_is_told_for_all_imports_of_a_module_at_once(given, host, expected):
    rows = ANALYSIS.fill(given(f"(module {GOJS})", Policy(host=host)))
    names = ("import_count", "missing_count", "missing")
    assert [tuple(rows.value(name, row) for name in names) for row in range(len(rows))] == [
        expected
    ]


def test_a_host_that_has_everything_lacks_nothing(given):
    text = '(module (import "wasi_snapshot_preview1" "sched_yield" (func (result i32))))'
    rows = ANALYSIS.fill(given(text, Policy(host="wazero")))
    assert (rows.value("missing_count", 0), rows.value("missing", 0)) == (0, None)
