"""What a command costs: wall time, processor time and the peak memory of all its processes.

Needs `wait4`, so any system but Windows. Linux counts every process of a command at once; elsewhere
its memory is that of its largest process.
"""

import os
import re
import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

_PROC = Path("/proc")
_BETWEEN_LOOKS_SECONDS = 0.001
_STARTING_SECONDS = 0.05
"""For so long a process is looked at without a rest: many end before that."""
_LEAST_BYTES = 1_000_000
"""Less is what a process has before its program begins: it ended before it was looked at again."""
# Linux counts kibibytes, macOS bytes: getrusage(2) of each.
_RSS_UNIT = 1 if sys.platform == "darwin" else 1024
_RESIDENT = re.compile(r"^Vm(HWM|RSS):\s+(\d+) kB$", re.MULTILINE)


@dataclass(frozen=True)
class Run:
    """One run of a command; all but `seconds` is about all its processes together.

    `peak_bytes` is the most memory that they had resident. If it `is_seen`, it was looked at
    from outside, and may be too little for a process of a few milliseconds; 0 is unknown.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    is_seen: bool
    exit_code: int


def run(command: Sequence[str], *, watch: bool = False) -> Run:
    """A run of `command` that reads and prints nothing.

    The system reports the peak of its largest process, if that is more than the peak of this
    script, with which every process that it starts begins (Linux's `exec_mmap`). `watch` also
    looks, every millisecond or more often, at what all its processes have resident; pages that they
    share count for each. The run may be a little slower then.
    """
    floor = _own_peak_bytes()
    nothing = subprocess.DEVNULL
    started = time.perf_counter()
    process = subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=nothing)
    seen = _watch(process.pid) if watch and _PROC.is_dir() else 0
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    reported = usage.ru_maxrss * _RSS_UNIT
    if reported <= floor:
        reported = 0
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu_seconds, max(seen, reported), not reported, process.returncode)


def _watch(pid: int) -> int:
    peak = 0
    rests_from = time.perf_counter() + _STARTING_SECONDS
    while os.waitid(os.P_PID, pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        peak = max(peak, _resident_bytes(pid))
        if time.perf_counter() > rests_from:
            time.sleep(_BETWEEN_LOOKS_SECONDS)
    return peak if peak > _LEAST_BYTES else 0


def _own_peak_bytes() -> int:
    if _PROC.is_dir():  # what getrusage says includes the peak of what started this script
        return _resident(os.getpid())["HWM"]
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * _RSS_UNIT


def _resident_bytes(pid: int) -> int:
    """What the processes below `pid` have now, or the most that one of them ever had."""
    found = [_resident(member) for member in _tree(pid)]
    return max(sum(each["RSS"] for each in found), *(each["HWM"] for each in found))


def _resident(pid: int) -> dict[str, int]:
    """Bytes that a process has now (`RSS`) and had at most (`HWM`); 0 once it has ended."""
    try:
        status = (_PROC / str(pid) / "status").read_text()
    except (FileNotFoundError, ProcessLookupError):
        status = ""
    found = {name: int(kibibytes) * 1024 for name, kibibytes in _RESIDENT.findall(status)}
    return {"RSS": 0, "HWM": 0, **found}


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        threads = list((_PROC / str(pid) / "task").iterdir())
        texts = [(thread / "children").read_text() for thread in threads]
    except (FileNotFoundError, ProcessLookupError):
        return
    for child in " ".join(texts).split():
        yield from _tree(int(child))
