from pathlib import Path

import brotli
import pytest

from wasmlint.analysis.base import Input
from wasmlint.analysis.symbols import function_names, function_subject, function_symbols
from wasmlint.binary.decode import decode

MODULES = Path(__file__).parents[2] / "corpus" / "modules"


@pytest.mark.parametrize(
    ("text", "symbols"),
    [
        ('(import "env" "_ZN1N1fEi" (func))', ["env.N::f(int)"]),
        ('(import "env" "_ZN1N1fEi" (func $_Z1gv))', ["g()"]),
        ('(import "env" "malloc" (func))', ["env.malloc"]),
        ('(func (export "_ZN1N1fEi"))', ["N::f(int)"]),
        ('(func $_RNvC6_123foo3bar (export "bar"))', ["123foo::bar"]),
        ("(func)", [None]),
        ("(func $main.run) (func $_ZZ)", ["main.run", "_ZZ"]),
    ],
)
def test_a_function_is_called_by_its_best_name_demangled(given, text, symbols):
    assert given(f"(module {text})").once(function_symbols) == symbols


def test_the_name_as_it_stands_is_kept_apart(given):
    found = given('(module (import "env" "_ZN1N1fEi" (func)) (func $_Z1gv))')
    assert found.once(function_names) == ["env._ZN1N1fEi", "_Z1gv"]
    assert function_subject(found, 1) == "function g()"


def test_functions_of_a_go_program_are_called_as_its_table_calls_them():
    data = brotli.decompress((MODULES / "go-js-prices.wasm.br").read_bytes())
    stripped = brotli.decompress((MODULES / "go-js-prices-stripped.wasm.br").read_bytes())
    symbols = Input("prices.wasm", data, decode(data)).once(function_symbols)
    # The name section has `bytes.__Buffer_.Write`, and a stripped module has none.
    assert "bytes.(*Buffer).Write" in symbols
    assert Input("prices.wasm", stripped, decode(stripped)).once(function_symbols) == symbols
