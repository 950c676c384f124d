"""Times each pass over function bodies, and the tools that also decode every instruction.

    python -m benchmarks.scan FILE...

The passes are timed inside one process, the module read and the patterns compiled beforehand; the
tools as whole processes that write nowhere. All take turns, so that a slow spell of the machine
meets all of them. Speed is bytes of function bodies a second, of the median run.
"""

import argparse
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

from benchmarks.tools import executable
from wasmlint.binary.container import unwrap
from wasmlint.binary.counts import count_branches, count_instructions, count_locals
from wasmlint.binary.decode import decode
from wasmlint.binary.features import features
from wasmlint.binary.module import Module
from wasmlint.binary.scan import scan

TOOLS = {
    "wasm-tools validate": ("wasm-tools", "validate", "--features", "all"),
    "wasm-objdump -d": ("wasm-objdump", "-d"),
}
LARGEST_BYTES = 1 << 30


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each (default: 5)")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for file in given.files:
            data = unwrap(file.name, file.read_bytes(), LARGEST_BYTES)
            module = decode(data)
            if not isinstance(module, Module):
                print(f"{file}: not a core module")
                continue
            path = Path(folder) / "module.wasm"
            path.write_bytes(data)
            show(file.name, module, timed({**passes(module), **tools(path)}, given.runs))


def passes(module: Module) -> dict[str, Callable[[], object]]:
    scanned = scan(module)
    return {
        "scan": lambda: scan(module),
        "count_instructions": lambda: count_instructions(module, scanned),
        "count_branches": lambda: count_branches(module, scanned),
        "count_locals": lambda: count_locals(module),
        "features": lambda: features(module, scanned),
    }


def tools(path: Path) -> dict[str, Callable[[], object]]:
    """Runs of the tools that are installed."""
    found: dict[str, Callable[[], object]] = {}
    for name, (program, *options) in TOOLS.items():
        tool = executable(program)
        if tool:
            command = [tool, *options, str(path)]
            found[name] = partial(
                subprocess.run, command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
            )
    return found


def timed(runs: dict[str, Callable[[], object]], count: int) -> dict[str, float]:
    """Median seconds; the first turn only warms up."""
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    for turn in range(1 + count):
        for name, run in runs.items():
            start = time.perf_counter()
            run()
            if turn:
                seconds[name].append(time.perf_counter() - start)
    return {name: statistics.median(found) for name, found in seconds.items()}


def show(name: str, module: Module, seconds: dict[str, float]) -> None:
    code_bytes = sum(module.bodies.sizes)
    print(f"{name}: {len(module.bodies)} bodies of {code_bytes / 1e6:.1f} MB")
    for run, took in seconds.items():
        ratio = took / seconds["scan"]
        print(f"  {run:20} {took:8.3f} s {code_bytes / 1e6 / took:8.1f} MB/s {ratio:7.2f} x scan")


if __name__ == "__main__":
    main()
