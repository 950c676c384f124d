from pathlib import Path

import pytest
import wasmtime

from wasmlint.binary.container import unwrap
from wasmlint.binary.decode import decode
from wasmlint.binary.footprints import code_entries, function_footprints

CORPUS = Path(__file__).parents[2] / "corpus" / "modules"


def test_a_function_takes_its_entries_and_its_name():
    module = decode(
        bytes(
            wasmtime.wat2wasm("""(module
      (import "env" "log" (func $log))
      (table 2 funcref) (elem (i32.const 0) func $run $run)
      (func $run nop) (func))""")
        )
    )
    name = 1 + 1 + 3
    # Both names, the kind and the type; then type, size, locals, nop, end and two elements.
    assert list(function_footprints(module)) == [(1 + 3) + (1 + 3) + 2 + name, 1 + 4 + 2 + name, 4]


def test_a_size_of_more_bytes_than_needed_is_part_of_the_entry(module_of):
    # Sizes in these modules have five bytes.
    assert list(code_entries(module_of("00 0b", "00 01 0b"))) == [5 + 2, 5 + 3]


@pytest.mark.parametrize("name", ["c-wasi-wordcount", "go-js-parcels", "rust-wasip1-wordcount"])
def test_entries_of_real_modules_fill_the_code_section(name):
    path = next(CORPUS.glob(f"{name}.wasm*"))
    module = decode(unwrap(path.name, path.read_bytes(), 1 << 30))
    code = next(section for section in module.sections if section.id == 10)
    count_bytes = 1 if len(module.bodies) < 128 else 2
    assert count_bytes + sum(code_entries(module)) == code.bytes


def test_names_and_elements_of_functions_that_are_not_there_are_passed_by():
    # An element of function 7, and a name for function 9.
    elements = bytes([9, 7, 1, 0, 0x41, 0, 0x0B, 1, 7])
    names = bytes([0, 11, 4]) + b"name" + bytes([1, 4, 1, 9, 1, 0x78])
    module = decode(b"\0asm\x01\0\0\0" + elements + names)
    assert list(function_footprints(module)) == []
