"""Comparing with other tools: text is taken in piece by piece, and no difference is missed."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from wasmtime import wat2wasm

from benchmarks.compare import Answer, ask, main
from tests.binary.oracles.question import Question
from tests.binary.oracles.tool import NotInstalledError, RefusedError, find, parts
from wasmlint.core.errors import DecodeError

HEADER = re.compile(r"^=+ func (\d+) =+\n", re.MULTILINE)
LINE = st.sampled_from(["== func 1 ==", "== func 23 ==", " 0x1 | 0b | end", "", "== func x =="])


@given(st.lists(LINE, max_size=8), st.lists(st.integers(1, 20), min_size=1, max_size=3))
def test_parts_are_the_same_wherever_the_text_was_cut(lines, sizes):
    text = "".join(f"{line}\n" for line in lines)
    pieces, at = [], 0
    while at < len(text):
        size = sizes[len(pieces) % len(sizes)]
        pieces.append(text[at : at + size])
        at += size
    whole = HEADER.split(text)
    expected = list(zip(["", *whole[1::2]], whole[::2], strict=True))
    assert list(parts(pieces, HEADER)) == expected


def question(theirs, ours):
    def answer(said):
        def tell(_):
            if isinstance(said, Exception):
                raise said
            return {"sizes": said}

        return tell

    return Question("tool", ("sizes",), answer(theirs), answer(ours))


@pytest.mark.parametrize(
    ("theirs", "ours", "answer"),
    [
        ({1: 5, 2: 6}, {1: 5, 2: 6}, Answer("tool", "sizes", 2)),
        (
            {1: 5, 2: 6},
            {1: 5, 2: 7},
            Answer("tool", "sizes", 2, "1 of 2 differ; 2: wasmlint 7, tool 6"),
        ),
        ({1: 5}, {}, Answer("tool", "sizes", 1, "1 of 1 differ; 1: wasmlint None, tool 5")),
        ({}, {1: 5}, Answer("tool", "sizes", 0, "1 of 1 differ; 1: wasmlint 5, tool None")),
        (RefusedError("no"), {1: 5}, Answer("tool", "sizes", refusal="no")),
        (
            {1: 5},
            DecodeError(7, "integer is cut short"),
            Answer("tool", "sizes", 0, "wasmlint refuses it: integer is cut short, at byte 0x7"),
        ),
    ],
    ids=["equal", "another value", "one missing", "one more", "refused", "refused by wasmlint"],
)
def test_answers_are_equal_different_or_refused(theirs, ours, answer, tmp_path):
    assert list(ask(question(theirs, ours), None, tmp_path)) == [answer]


@pytest.fixture
def _tools_are_installed():
    try:
        find("wasm-tools")
        find("wasm-objdump")
    except NotInstalledError as reason:
        pytest.skip(str(reason))


@pytest.mark.usefixtures("_tools_are_installed")
def test_files_are_found_by_what_they_are_and_compared_once(tmp_path, capsys):
    module = wat2wasm('(module (import "env" "f" (func)) (func (export "run") (call 0)))')
    tmp_path.joinpath("a.so").write_bytes(module)
    tmp_path.joinpath("b.wasm").write_bytes(module)
    tmp_path.joinpath("c.wasm").write_bytes(b"no module")
    assert main([str(tmp_path)]) == 0
    table = capsys.readouterr().out
    assert "| - | a.so |" in table
    assert "the same as a.so" in table
    assert "c.wasm" not in table
    assert "| wasm-tools | call edges | 1 | 0 | 0 | 1 |" in table
    assert "| wasm-objdump | imports | 1 | 0 | 0 | 1 |" in table


@pytest.mark.usefixtures("_tools_are_installed")
def test_a_module_that_wasmlint_refuses_is_a_difference(tmp_path, capsys):
    tmp_path.joinpath("a.wasm").write_bytes(wat2wasm("(module (func))")[:-1])
    assert main([str(tmp_path)]) == 1
    assert "decoding: refused:" in capsys.readouterr().out


@pytest.mark.usefixtures("_tools_are_installed")
def test_nothing_to_compare_is_not_green(tmp_path):
    assert main([str(tmp_path)]) == 2
