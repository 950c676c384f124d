import pytest

from wasmlint.provenance.unprocessed import TOOLS, unprocessed


@pytest.mark.parametrize(
    ("body", "tool", "evidence"),
    [
        ('(@custom "linking" "")', "wasm-ld", "section linking"),
        ('(@custom "reloc.CODE" "")', "wasm-ld", "section reloc.CODE"),
        (
            '(import "__wbindgen_placeholder__" "__wbindgen_describe" (func))',
            "wasm-bindgen",
            "import __wbindgen_placeholder__.__wbindgen_describe",
        ),
        (
            '(@custom "__wasm_bindgen_unstable" "")',
            "wasm-bindgen",
            "section __wasm_bindgen_unstable",
        ),
        (
            '(import "asyncify" "start_unwind" (func (param i32)))',
            "asyncify",
            "import asyncify.start_unwind",
        ),
        ('(import "weval" "trace.line" (func))', "weval", "import weval.trace.line"),
        ('(func (export "wizer-initialize"))', "wizer", "export wizer-initialize"),
        (
            (
                '(import "wasi:cli/exit@0.2.0" "exit" (func))'
                '(@custom "component-type:wit-bindgen:0.58.0:a:b" "")'
            ),
            "wasm-tools",
            "section component-type:wit-bindgen:0.58.0:a:b",
        ),
        (
            '(import "__main_module__" "cabi_realloc" (func)) (@custom "component-type" "")',
            "wit-component adapter",
            "import __main_module__.cabi_realloc",
        ),
        (
            '(import "cm32p2|wasi:cli/exit@0.2" "exit" (func))',
            "wit-bindgen",
            "import cm32p2|wasi:cli/exit@0.2.exit",
        ),
        ('(import "[export]a:b/c" "f" (func))', "wit-bindgen", "import [export]a:b/c.f"),
    ],
)
def test_a_step_left_out_is_shown_by_what_it_would_have_removed(decoded, body, tool, evidence):
    steps = unprocessed(decoded(f"(module {body})"), is_nested=False)
    assert [(step.tool, step.evidence) for step in steps] == [(tool, evidence)]
    assert tool in TOOLS


@pytest.mark.parametrize(
    "body",
    [
        "",
        # What wasm-bindgen makes for Node.js keeps the placeholder's name.
        '(import "__wbindgen_placeholder__" "__wbg_new_405e22f390576ce2" (func))',
        '(@custom "__wasm_bindgen_unstable" "") (@producers (processed-by "wasm-bindgen" "0.2.1"))',
        '(func (export "asyncify_start_unwind"))',
        '(import "extism:host/env" "alloc" (func))',
        '(import "wasi:logging/logging" "log" (func))',
        '(import "wasm:js-string" "length" (func))',
        '(import "wasi_snapshot_preview1" "fd_write" (func))',
    ],
)
def test_finished_modules_show_nothing(decoded, body):
    assert unprocessed(decoded(f"(module {body})"), is_nested=False) == ()


def test_a_core_module_in_a_component_keeps_the_names_of_its_interfaces(decoded):
    text = '(module (import "wasi:cli/exit@0.2.0" "exit" (func)) (@custom "component-type" ""))'
    assert unprocessed(decoded(text), is_nested=True) == ()


def test_the_preview_1_adapter_is_part_of_the_command_only_where_it_is_needed(decoded):
    section = '(@custom "component-type" "")'
    wasi = '(import "wasi_snapshot_preview1" "fd_write" (func))'
    with_wasi = unprocessed(decoded(f"(module {wasi} {section})"), is_nested=False)
    without = unprocessed(decoded(f"(module {section})"), is_nested=False)
    assert with_wasi[0].next_step.endswith(" --adapt wasi_snapshot_preview1.wasm")
    assert without[0].next_step == "wasm-tools component new FILE -o OUT.wasm"
