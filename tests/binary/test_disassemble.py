"""A function body as text."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import wasmtime
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from wasmlint.binary.decode import decode
from wasmlint.binary.disassemble import Line, disassemble
from wasmlint.binary.floats import float_text
from wasmlint.binary.instructions import decode_instruction
from wasmlint.binary.module import Module
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.operands import operands
from wasmlint.core.errors import DecodeError

SCRIPTS = Path(sys.executable).parent

NAMED = """
(module
  (type $pair (func (param i32 i64) (result i32)))
  (import "env" "log" (func $log (param i32)))
  (import "env" "base" (global i32))
  (global $top (mut i32) (i32.const 0))
  (func $run (type $pair) (local $x i32) (local i32 f64)
    block $out (result i32)
      local.get $x
      local.get 0
      br_if 0
      if global.get 0 call $log else i32.const 7 global.set $top end
      i32.const 1
    end))
"""
LINES = [
    (0, "02 7f", "(local i32)", "locals 2 to 3"),
    (0, "01 7c", "(local f64)", "local 4"),
    (0, "02 7f", "block (result i32)", ""),
    (1, "20 02", "local.get 2", "x"),
    (1, "20 00", "local.get 0", ""),
    (1, "0d 00", "br_if 0", ""),
    (1, "04 40", "if", ""),
    (2, "23 00", "global.get 0", "env.base"),
    (2, "10 00", "call 0", "log"),
    (1, "05", "else", ""),
    (2, "41 07", "i32.const 7", ""),
    (2, "24 01", "global.set 1", "top"),
    (1, "0b", "end", ""),
    (1, "41 01", "i32.const 1", ""),
    (0, "0b", "end", ""),
    (0, "0b", "end", ""),
]

TEXTS = [
    ("02 00", "block (type 0)"),
    ("02 63 05", "block (result (ref null 5))"),
    ("0e 02 01 02 00", "br_table 1 2 0"),
    ("11 03 00", "call_indirect (type 3)"),
    ("11 03 02", "call_indirect 2 (type 3)"),
    ("1c 02 7f 6f", "select (result i32 externref)"),
    ("28 02 10", "i32.load offset=16"),
    ("28 40 01 00", "i32.load 1 align=1"),
    ("3f 00", "memory.size"),
    ("44 00 00 00 00 00 00 f8 3f", "f64.const 1.5"),
    ("d0 6e", "ref.null any"),
    ("1f 40 02 01 05 06 02 07", "try_table (catch_ref 5 6) (catch_all 7)"),
    ("e3 01 02 00 02 03 01 04", "resume 1 (on 2 3) (on 4 switch)"),
    ("fb 14 05", "ref.test (ref 5)"),
    ("fb 17 6b", "ref.cast (ref null struct)"),
    ("fb 18 01 00 6e 6b", "br_on_cast 0 (ref null any) (ref struct)"),
    ("fc 08 01 02", "memory.init 2 1"),
    ("fc 0a 00 00", "memory.copy"),
    ("fc 0a 01 00", "memory.copy 1 0"),
    ("fd 0c" + " 01 00 00 00" * 4, "v128.const i32x4" + " 0x00000001" * 4),
    ("fd 54 00 03 05", "v128.load8_lane offset=3 5"),
    ("fe 03 00", "atomic.fence"),
    ("fe 4f 01 07", "global.atomic.get acqrel 7"),
]
FLOATS = [
    ("0000c03f", "1.5"),
    ("00000080", "-0.0"),
    ("cdcccc3d", "0.1"),
    ("01000000", "1e-45"),
    ("ffff7f7f", "3.4028235e+38"),
    ("0000807f", "inf"),
    ("000080ff", "-inf"),
    ("0000c07f", "nan"),
    ("0000c0ff", "-nan"),
    ("0100a07f", "nan:0x200001"),
    ("9a9999999999b93f", "0.1"),
    ("0100000000000000", "5e-324"),
    ("ffffffffffffef7f", "1.7976931348623157e+308"),
    ("000000000000f8ff", "-nan"),
]


def test_a_body_is_lines_of_locals_and_instructions_with_names():
    module = decode(bytes(wasmtime.wat2wasm(NAMED)))
    assert isinstance(module, Module)
    lines = list(disassemble(module, 0))
    assert [(line.depth, line.hex, line.text, line.comment) for line in lines] == LINES
    assert all(module.data[line.offset :].startswith(bytes.fromhex(line.hex)) for line in lines)


@pytest.mark.parametrize(("encoded", "text"), TEXTS)
def test_an_instruction_is_written_as_in_the_text_format(encoded, text):
    data = bytes.fromhex(encoded)
    found = decode_instruction(data, 0, len(data))
    assert " ".join([found.opcode.name, *operands(found)]) == text


@pytest.mark.parametrize(("encoded", "text"), FLOATS)
def test_a_float_is_the_shortest_text_that_means_it(encoded, text):
    assert float_text(bytes.fromhex(encoded)) == text


def test_depth_never_falls_below_zero_nor_grows_without_bound(module_of):
    module = module_of("00 0b 0b 05" + " 02 40" * 300 + " 0b" * 300)
    depths = [line.depth for line in disassemble(module, 0)]
    assert depths[:4] == [0, 0, 0, 1]
    assert max(depths) == 100


def test_a_malformed_body_shows_what_comes_before_the_fault(module_of):
    module = module_of("00 01 27 0b")
    lines = disassemble(module, 0)
    assert next(lines) == Line(module.bodies.offsets[0] + 1, "01", 0, "nop", "")
    with pytest.raises(DecodeError, match="0x27 is no known opcode"):
        next(lines)


# The assembler refuses types that name a type beyond the first million.
NAMES_TYPES = {"heaptype", "valtypes"}


@settings(max_examples=8, deadline=None, phases=[Phase.generate])
@given(st.data())
def test_wasm_tools_assembles_the_text_to_the_same_instructions(encodings, data):
    assembler = shutil.which("wasm-tools", path=str(SCRIPTS)) or shutil.which("wasm-tools")
    if assembler is None:
        pytest.skip("wasm-tools is not installed")
    known = [found for found in opcodes().values() if found.block is None]
    texts = []
    for opcode in data.draw(st.lists(st.sampled_from(known), min_size=40, max_size=80)):
        encoded = data.draw(encodings(opcode))
        found = decode_instruction(encoded, 0, len(encoded))
        text = " ".join([opcode.name, *operands(found)])
        if NAMES_TYPES.isdisjoint(opcode.immediates) or not re.search(r"\d{7}", text):
            texts.append(text)
    source = "(module (func\n" + "\n".join(texts) + "))"
    done = subprocess.run(
        [assembler, "parse", "-"], input=source.encode(), capture_output=True, check=False
    )
    assert done.stderr.decode() == ""
    module = decode(done.stdout)
    assert isinstance(module, Module)
    assert [line.text for line in disassemble(module, 0)] == [*texts, "end"]
