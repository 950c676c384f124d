import json
import sys
from types import ModuleType

import pytest

from wasmlint.provenance.apart import answers_of

PROGRAM = """
import os, sys, time
from wasmlint.provenance.apart import answer, bound_memory

def main():
    for line in sys.stdin.buffer:
        match line.strip():
            case b"die":
                os.abort()
            case b"fail":
                raise ValueError
            case b"hang":
                time.sleep(60)
            case b"eat":
                bound_memory(256 * 1024 * 1024)
                answer(str(len(bytes(1024 * 1024 * 1024))).encode())
            case b"half":
                sys.stdout.buffer.write(b"ha")
            case other:
                answer(other)
"""


@pytest.fixture
def program(tmp_path):
    """A module that can run apart, and the library that makes it found there."""
    folder = tmp_path / "library"
    folder.mkdir()
    (folder / "__init__.py").touch()
    (tmp_path / "program_of_this_test.py").write_text(PROGRAM)
    module = ModuleType("library")
    module.__file__ = str(folder / "__init__.py")
    return lambda request, seconds=30.0: answers_of(
        "program_of_this_test", [module], request, seconds
    )


@pytest.mark.parametrize(
    ("request_lines", "answers", "is_done"),
    [
        ("one two", ["one", "two"], True),
        ("", [], True),
        ("one die two", ["one"], False),
        ("one fail two", ["one"], False),
        ("one half", ["one"], True),
        ("one half die", ["one"], False),
    ],
)
def test_what_was_answered_counts_whatever_comes_after(program, request_lines, answers, is_done):
    found = program("\n".join(request_lines.split()).encode())
    assert found == ([answer.encode() for answer in answers], is_done)


def test_a_program_that_hangs_is_stopped_and_its_answers_count(program):
    assert program(b"one\nhang\ntwo", 3.0) == ([b"one"], False)


@pytest.mark.skipif(sys.platform != "linux", reason="other systems set no such limit")
def test_a_program_that_wants_all_memory_gets_none(program):
    assert program(b"one\neat\ntwo") == ([b"one"], False)


def test_what_the_environment_says_has_no_say(program, monkeypatch, tmp_path):
    (tmp_path / "json.py").write_text("raise SystemExit")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    assert json is not None
    assert program(b"one") == ([b"one"], True)
