"""Real modules and components, as wasm-tools and wabt see them."""

from pathlib import Path

import pytest

from tests.binary.oracles import wabt, wasm_tools, wasm_tools_dump
from tests.binary.oracles.tool import NotInstalledError, RefusedError
from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Component, Module

CORPUS = Path(__file__).parents[2] / "corpus" / "modules"
NAMES = sorted(path.name for path in CORPUS.glob("*"))
OF_MODULES = (wasm_tools.SECTIONS, wasm_tools_dump.CONTENTS, *wabt.QUESTIONS)
OF_COMPONENTS = (wasm_tools.SECTIONS, wasm_tools.EXTERNS)
# Text of a million instructions and more takes tools and tests some seconds.
LARGE_BYTES = 1 << 20


def load(name):
    return decode(unwrap(name, (CORPUS / name).read_bytes(), 1 << 30))


def named(layer):
    found = ((name, load(name)) for name in NAMES)
    return [
        pytest.param(name, marks=[pytest.mark.slow] if len(decoded.data) > LARGE_BYTES else [])
        for name, decoded in found
        if isinstance(decoded, layer)
    ]


def modules_in(component):
    for nested in component.nested:
        yield from [nested] if isinstance(nested, Module) else modules_in(nested)


def asked(question, decoded, folder):
    """What the tool answers of that module or component alone."""
    path = folder / "module.wasm"
    path.write_bytes(decoded.data[decoded.span.start : decoded.span.end])
    try:
        return question.theirs(path)
    except (NotInstalledError, RefusedError) as reason:
        pytest.skip(str(reason))


def title(question):
    return f"{question.tool}: {', '.join(question.subjects)}"


@pytest.mark.parametrize("question", OF_MODULES, ids=title)
@pytest.mark.parametrize("name", named(Module))
def test_a_module_is_as_other_tools_see_it(name, question, tmp_path):
    module = load(name)
    assert question.ours(module) == asked(question, module, tmp_path)


@pytest.mark.parametrize("question", OF_COMPONENTS, ids=title)
@pytest.mark.parametrize("name", named(Component))
def test_a_component_is_as_wasm_tools_sees_it(name, question, tmp_path):
    component = load(name)
    assert question.ours(component) == asked(question, component, tmp_path)


@pytest.mark.parametrize("question", OF_MODULES, ids=title)
@pytest.mark.parametrize("name", named(Component))
def test_the_modules_of_a_component_are_as_other_tools_see_them_alone(name, question, tmp_path):
    for module in modules_in(load(name)):
        assert question.ours(module) == asked(question, module, tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_no_real_module_has_a_note(name):
    assert load(name).notes == ()
