"""What a benchmark says of a command: its exit code, and the memory of all its processes."""

import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.measure import Run

ROOT = Path(__file__).parents[2]
MIB = 1 << 20
HOLDS = 48 * MIB
HOLDING = f"""
import sys
kept = b"x" * {HOLDS}
print(flush=True)
sys.stdin.read()
"""
# Both children hold their memory at the same time, long enough to be looked at many times.
TWO_CHILDREN = f"""
import subprocess, sys, time
command = [sys.executable, "-c", {HOLDING!r}]
pipe = subprocess.PIPE
children = [subprocess.Popen(command, stdin=pipe, stdout=pipe) for _ in range(2)]
for child in children:
    child.stdout.readline()
time.sleep(0.2)
for child in children:
    child.communicate()
"""


def measured(program: str, *, watch: bool = False) -> Run:
    """A Python program's run, measured by a small process: this one may be larger than it."""
    command = [sys.executable, "-c", program]
    code = f"from benchmarks.measure import run; print(run({command!r}, watch={watch}))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return eval(done.stdout, {"Run": Run})


def test_the_exit_code_is_that_of_the_command():
    assert measured("raise SystemExit(3)").exit_code == 3


def test_the_peak_stays_after_the_memory_is_given_back():
    done = measured(f"b'x' * {4 * HOLDS}")
    assert 4 * HOLDS < done.peak_bytes < 5 * HOLDS
    assert not done.is_seen


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="has no /proc as Linux has")
def test_all_processes_of_a_watched_command_count():
    assert 2 * HOLDS < measured(TWO_CHILDREN, watch=True).peak_bytes < 3 * HOLDS
    assert HOLDS < measured(TWO_CHILDREN).peak_bytes < 2 * HOLDS
