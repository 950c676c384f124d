"""The toolchain of Go modules of which only the program is left."""

import pytest
from msgspec import structs

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.golang.origin import table_origin
from wasmlint.provenance.toolchain import toolchain

VERSIONS = {
    "page-go1.19": "1.19.8",
    "page-go1.25": "1.25.14",
    "go-wasip1-wordcount": "1.21.13",
    "go-js-prices-stripped": "1.26.8",
    "go-wasip1-tax": "1.27.4",
}


def without_custom_sections(module: Module) -> Module:
    """The module as `wasm-strip` leaves it."""
    kept = [module.data[item.start : item.end] for item in module.sections if item.id != 0]
    stripped = decode(module.data[:8] + b"".join(kept))
    assert isinstance(stripped, Module)
    return stripped


@pytest.mark.parametrize("name", VERSIONS)
def test_without_any_custom_section_the_version_is_that_of_the_program(program, name):
    made = toolchain(without_custom_sections(program(name).module))
    assert (made.name, made.version, made.language) == ("go", VERSIONS[name], "Go")


@pytest.mark.parametrize("name", VERSIONS)
def test_without_go_s_shape_either_its_function_table_shows_it(program, name):
    module = without_custom_sections(program(name).module)
    # Neither registers nor imports as Go's linker makes them.
    made = toolchain(structs.replace(module, globals=(), imports=()))
    assert (made.name, made.version) == ("go", VERSIONS[name])
    assert made.evidence == "function table of Go's linker in data"


def test_what_the_producers_say_needs_no_program(program):
    made = toolchain(program("page-go1.25").module)
    assert (made.version, made.evidence) == ("1.25.14", "producers: Go cmd/compile go1.25.14")


def test_a_module_without_a_table_is_not_go_s(program):
    module = program("page-go1.25").module
    assert table_origin(structs.replace(module, data=bytes(len(module.data)))) is None
