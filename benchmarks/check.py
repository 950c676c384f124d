"""Times `wasmlint check` beside other tools that read modules; prints medians and ratios.

    python benchmarks/check.py FILE...

Whole processes are timed, start-up included, one after another in turns, so that a slow spell of
the machine meets all of them. Peak memory is that of the process. There is no limit to pass.
"""

import argparse
import gzip
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

WASMLINT = (sys.executable, "-m", "wasmlint", "check", "--isolated", "--exit-zero", "--quiet")
PEERS = {
    "wasm-tools validate": ("wasm-tools", "validate", "--features", "all"),
    "wasm-validate": ("wasm-validate", "--enable-all"),
    "wasm-objdump -d": ("wasm-objdump", "-d"),
}


@dataclass(frozen=True)
class Run:
    seconds: float
    peak_bytes: int
    exit_code: int


@dataclass
class Contestant:
    """A tool; `command` is what precedes the file."""

    name: str
    command: tuple[str, ...]
    runs: list[Run] = field(default_factory=list)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each (default: 5)")
    parser.add_argument(
        "--pypi-wasm-tools",
        metavar="PROGRAM",
        help="the wasm-tools of the PyPI package of that name, in an environment of its own",
    )
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for file in given.files:
            module = unpacked(file, Path(folder))
            contestants = at_hand(given.pypi_wasm_tools)
            for _ in range(1 + given.runs):
                for contestant in contestants:
                    contestant.runs.append(timed((*contestant.command, str(module))))
            show(file.name, module.stat().st_size, contestants)
    return 0


def at_hand(pypi_wasm_tools: str | None) -> list[Contestant]:
    """wasmlint, then the other tools that are installed."""
    found = [Contestant("wasmlint check", WASMLINT)]
    for name, (program, *options) in PEERS.items():
        # Beside this Python first: the packages of the extra `test` bring these tools.
        path = shutil.which(program, path=str(Path(sys.executable).parent)) or shutil.which(program)
        if path:
            found.append(Contestant(name, (path, *options)))
    if pypi_wasm_tools:
        found.append(Contestant("wasm-tools (PyPI) --headers", (pypi_wasm_tools, "--headers")))
    return found


def unpacked(file: Path, folder: Path) -> Path:
    """The module itself, for tools that read nothing else."""
    if file.suffix == ".wasm":
        return file
    if file.suffix == ".gz":
        data = gzip.decompress(file.read_bytes())
    elif file.suffix == ".br":
        import brotli

        data = brotli.decompress(file.read_bytes())
    else:
        raise SystemExit(f"{file}: not a .wasm, .wasm.gz or .wasm.br")
    module = folder / file.stem
    module.write_bytes(data)
    return module


def timed(command: tuple[str, ...]) -> Run:
    started = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    # Linux counts kibibytes, macOS bytes: getrusage(2) of each.
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_maxrss * unit, process.returncode)


def show(name: str, module_bytes: int, contestants: list[Contestant]) -> None:
    """The first run of each only warms the caches and is not counted."""
    base = statistics.median(run.seconds for run in contestants[0].runs[1:])
    print(f"\n{name}: {module_bytes / 1e6:.2f} MB, median of {len(contestants[0].runs) - 1} runs")
    for contestant in contestants:
        counted = contestant.runs[1:]
        seconds = statistics.median(run.seconds for run in counted)
        peak = max(run.peak_bytes for run in counted) / 1e6
        codes = sorted({run.exit_code for run in counted})
        failed = f"  exit code {', '.join(map(str, codes))}" if codes != [0] else ""
        print(
            f"  {contestant.name:<28} {seconds:8.3f} s  {seconds / base:6.2f} x"
            f"  {module_bytes / 1e6 / seconds:8.1f} MB/s  {peak:7.0f} MB{failed}"
        )


if __name__ == "__main__":
    sys.exit(main())
