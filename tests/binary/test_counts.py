"""Numbers of instructions, branches and locals; the runs of code they are counted in."""

import wasmtime
from hypothesis import given
from hypothesis import strategies as st

from wasmlint.binary import runs as runs_module
from wasmlint.binary.counts import count_branches, count_instructions, count_locals
from wasmlint.binary.decode import decode
from wasmlint.binary.opcodes import opcodes
from wasmlint.binary.runs import Run, runs
from wasmlint.binary.scan import scan

BRANCHES = """
(module
  (func)
  (func (param i32) (local i32 i64 i64)
    (block (br_if 0 (local.get 0)) (br 0))
    (if (local.get 0) (then (nop)) (else (return)))
    (block (block (br_table 0 1 0 (local.get 0)))))
  (func (param anyref)
    (drop (block (result anyref) (br_on_cast 0 anyref i31ref (local.get 0))))
    (block (br_on_null 0 (local.get 0)) drop)))
"""


def test_every_instruction_counts_and_so_does_the_final_end():
    module = decode(bytes(wasmtime.wat2wasm(BRANCHES)))
    assert list(count_instructions(module, scan(module))) == [1, 18, 11]


def test_branches_are_the_instructions_that_choose():
    module = decode(bytes(wasmtime.wat2wasm(BRANCHES)))
    assert list(count_branches(module, scan(module))) == [0, 3, 2]


def test_locals_are_those_that_the_body_declares():
    module = decode(bytes(wasmtime.wat2wasm(BRANCHES)))
    assert list(count_locals(module)) == [0, 3, 0]


def test_long_vectors_count_once(module_of):
    module = module_of("00 41 00 0e 80 01" + " 00" * 129 + " 0b", "00 1c 05 7f 7f 7f 7f 7f 0b")
    scanned = scan(module)
    assert list(count_instructions(module, scanned)) == [3, 2]
    assert list(count_branches(module, scanned)) == [1, 0]


@given(st.data())
def test_instructions_add_up_whatever_they_are(encodings, module_of, data):
    known = list(opcodes().values())
    chosen = data.draw(st.lists(st.sampled_from(known), max_size=25))
    code = b"".join(data.draw(encodings(opcode)) for opcode in chosen)
    module = module_of((b"\0" + code + b"\x0b").hex())
    scanned = scan(module)
    assert list(count_instructions(module, scanned)) == [len(chosen) + 1]
    expected = sum(
        opcode.name in ("if", "br_if", "br_table") or opcode.name.startswith("br_on_")
        for opcode in chosen
    )
    assert list(count_branches(module, scanned)) == [expected]


def test_runs_leave_out_the_stops(module_of):
    table = "0e 80 01" + " 00" * 129
    module = module_of("00 0b", f"00 {table} {table} 01 0b")
    first, second = module.bodies.offsets
    assert list(runs(module, scan(module))) == [
        Run(0, first + 1, first + 2),
        Run(1, second + 265, second + 267),
    ]


def test_a_long_run_is_cut_between_instructions(module_of, monkeypatch):
    monkeypatch.setattr(runs_module, "_WHOLE_BYTES", 1 << 16)
    module = module_of("00" + "4100" * 100_000 + "0b")
    start, end = module.bodies.offsets[0] + 1, module.bodies.offsets[0] + module.bodies.sizes[0]
    found = list(runs(module, scan(module)))
    assert [run.start for run in found] == [start, start + 2 * 65536]
    assert [run.end for run in found] == [start + 2 * 65536, end]
    assert list(count_instructions(module, scan(module))) == [100_001]
