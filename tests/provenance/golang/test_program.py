"""Positions, values and indices of functions, also after an optimiser renumbered them."""

from array import array
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs
from wasmtime import wat2wasm

from tests.provenance.golang.conftest import program_of
from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.provenance.golang.image import Image
from wasmlint.provenance.golang.pclntab import find_pclntabs
from wasmlint.provenance.golang.program import GoProgram, read_program


def optimised(program: GoProgram, functions: "array[int]") -> GoProgram:
    """The program with another content of its table, as an optimiser leaves it."""
    (element,) = program.module.elements
    elements = (structs.replace(element, functions=functions),)
    return structs.replace(program, module=structs.replace(program.module, elements=elements))


@pytest.mark.parametrize("name", ["page-go1.19", "page-go1.25", "go-wasip1-tax"])
def test_functions_are_in_the_order_of_the_linker(program, name):
    found = program(name)
    imported = len(found.module.imported("function"))
    assert list(found.indices) == list(range(imported, imported + len(found.pclntab)))
    assert found.positions[imported + 7] == 7
    assert found.position_of_entry[0x1007] == 7


def test_after_an_optimiser_the_table_says_which_function_is_which(program):
    found = program("page-go1.25")
    (element,) = found.module.elements
    moved = array("q", reversed(element.functions))
    again = optimised(found, moved)
    assert list(again.indices) == list(moved)
    assert again.positions[moved[3]] == 3


def test_merged_functions_go_by_the_first_of_them(program):
    found = program("page-go1.25")
    (element,) = found.module.elements
    merged = array("q", element.functions)
    merged[5] = merged[9] = merged[7]
    again = optimised(found, merged)
    assert [again.indices[place] for place in (5, 7, 9)] == [merged[7]] * 3
    assert again.positions[merged[7]] == 5


@pytest.mark.parametrize("index", [-1, 1 << 31])
def test_an_entry_that_is_no_function_has_no_index(program, index):
    found = program("page-go1.25")
    (element,) = found.module.elements
    broken = array("q", element.functions)
    broken[4] = index
    again = optimised(found, broken)
    assert again.indices[4] == -1
    assert -1 not in again.positions


def test_without_a_table_the_order_of_the_linker_holds(program):
    found = program("page-go1.25")
    again = structs.replace(found, module=structs.replace(found.module, elements=()))
    assert list(again.indices) == list(found.indices)


@pytest.mark.parametrize(
    ("name", "function", "package"),
    [
        ("page-go1.25", "memeqbody", "internal/bytealg"),
        ("page-go1.25", "_rt0_wasm_js", "runtime"),
        ("page-go1.19", "memeqbody", "internal/bytealg"),
        ("go-js-parcels", "wasm_export_run", "runtime"),
        ("page-go1.25", "go:buildid", None),
        ("page-go1.25", "example.com/labels.Cut", "example.com/labels"),
    ],
)
def test_assembly_belongs_to_the_package_of_its_folder(program, name, function, package):
    found = program(name)
    assert found.packages[found.pclntab.names.index(function)] == package


def test_every_package_of_a_program_is_a_path(program):
    found = program("go-js-prices")
    packages = {package for package in found.packages if package is not None}
    assert {"main", "runtime", "net/http", "example.com/money"} <= packages
    assert not any(set(package) & set("[](){}*: ") for package in packages)


def test_packages_lie_together(program):
    # The linker lays functions out by package; only generic ones and wrappers lie elsewhere.
    packages = [package for package in program("go-js-prices").packages if package is not None]
    changes = sum(first != second for first, second in pairwise(packages))
    assert changes < 3 * len(set(packages)) < len(packages) / 10


@pytest.mark.parametrize(
    "text",
    [
        "(module)",
        '(module (memory 1) (data (i32.const 0) "nothing of Go"))',
        r'(module (memory 1) (data (i32.const 0) "\f1\ff\ff\ff\00\00\01\08"))',
        r'(module (memory 1) (data "\f1\ff\ff\ff\00\00\01\08"))',
    ],
)
def test_what_is_no_program_is_none(text):
    module = decode(bytes(wat2wasm(text)))
    assert isinstance(module, Module)
    assert read_program(module) is None


REGIONS = ("address", "name_table", "unit_table", "file_table", "value_table")


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from([*REGIONS, "records", "moduledata"]),
            st.integers(0, 3000),
            st.binary(min_size=1, max_size=4),
        ),
        min_size=1,
        max_size=8,
    )
)
def test_a_damaged_program_is_read_or_refused_but_raises_nothing(edits):
    found = program_of("page-go1.19")
    starts = {region: getattr(found.pclntab, region) for region in REGIONS}
    starts["records"] = found.pclntab.record_addresses[0]
    starts["moduledata"] = found.moduledata.address
    data = bytearray(found.image.data)
    for region, offset, content in edits:
        at = starts[region] + offset
        data[at : at + len(content)] = content
    image = Image(found.module, bytes(data))
    for pclntab in find_pclntabs(image):
        damaged = GoProgram(found.module, image, pclntab)
        assert len(damaged.packages) == len(pclntab.names) == len(pclntab)
        for position in range(0, len(pclntab), 7):
            damaged.lines.declaration(position)
            damaged.lines.frames(position, 1)
        assert damaged.version in (None, found.version)
