"""Times the commands of wasmlint beside other tools that read modules, start-up included.

    python -m benchmarks.commands --install FOLDER --pypi-wasm-tools PROGRAM

Tools take turns, so that a slow spell of the machine meets all of them. There is no limit to pass.
"""

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from benchmarks.aims import AIMS, Figures, Subject, verdict
from benchmarks.measure import Run, run
from benchmarks.samples import SAMPLES, TINY, Sample, file_of, unpacked
from benchmarks.tools import CHECK, Tool, is_editable, start_up, tools

SLOW_CPU_SECONDS = 10
"""What takes more than this is run once, without a run before it that warms up."""


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument(
        "files", nargs="*", type=Path, metavar="FILE", help="modules to run on instead of the usual"
    )
    parser.add_argument("--runs", type=int, default=5, help="timed runs of each (default: 5)")
    parser.add_argument(
        "--install",
        type=Path,
        metavar="FOLDER",
        help="put the large modules there with npm, unless there already, and run on them too",
    )
    parser.add_argument(
        "--pypi-wasm-tools",
        metavar="PROGRAM",
        help="the wasm-tools of the PyPI package of that name, in an environment of its own",
    )
    given = parser.parse_args()
    if given.runs < 1:
        parser.error("--runs must be at least 1")
    print(
        f"Python {platform.python_version()}, {platform.system()} {platform.machine()},"
        f" {os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start"
    )
    if is_editable():
        print("wasmlint is installed editable, so it starts more slowly than where it is used")
    found: dict[Subject, Figures] = {}
    with tempfile.TemporaryDirectory() as folder:
        for sample, module in chosen(given.files, given.install, Path(folder)):
            contestants = tools(given.pypi_wasm_tools) + (start_up() if sample == TINY else [])
            results = in_turns(contestants, module, given.runs)
            size = module.stat().st_size
            print(f"\n{sample.name}: {sample.about}, {size / 1e6:.3f} MB")
            print("\n".join(table(results)), flush=True)
            for result in results:
                if result.exit_codes == {0}:
                    found[sample, result.name] = Figures(
                        size, result.seconds, result.cpu_seconds, result.peak_bytes
                    )
    if not given.files:
        print("\naims, by the medians above")
        print("\n".join(f"  {verdict(aim, found)}" for aim in AIMS))
    return 0


def chosen(files: list[Path], install: Path | None, scratch: Path) -> Iterator[tuple[Sample, Path]]:
    """What to run on, with the file of each."""
    for file in files:
        yield Sample(file.name, "given", str(file)), unpacked(file, scratch)
    for sample in () if files else SAMPLES:
        module = file_of(sample, install, scratch)
        if module:
            yield sample, module
        else:
            print(f"\n{sample.name} ({sample.about}): left out, --install FOLDER gets it")


class Result:
    """The runs of one tool on one module; the first one watched the memory."""

    def __init__(self, tool: Tool, module: Path) -> None:
        self.name = tool.name
        self._command = tool.on(module)
        self._first = run(self._command, watch=True)
        self._others: list[Run] = []

    def again(self) -> None:
        """Runs it once more, unless that would take long."""
        if self._first.cpu_seconds <= SLOW_CPU_SECONDS:
            self._others.append(run(self._command))

    @property
    def counted(self) -> list[Run]:
        """The runs whose time counts: the first one only warms the caches, if there are others."""
        return self._others or [self._first]

    @property
    def seconds(self) -> float:
        return median(run.seconds for run in self.counted)

    @property
    def cpu_seconds(self) -> float:
        return median(run.cpu_seconds for run in self.counted)

    @property
    def peak_bytes(self) -> int:
        return max(run.peak_bytes for run in (self._first, *self._others))

    @property
    def is_peak_seen(self) -> bool:
        return all(run.is_seen for run in (self._first, *self._others))

    @property
    def exit_codes(self) -> set[int]:
        return {run.exit_code for run in self.counted}


def in_turns(contestants: list[Tool], module: Path, count: int) -> list[Result]:
    """A result for each tool, after one run that warms up and `count` more."""
    results = [Result(tool, module) for tool in contestants]
    for _ in range(count):
        for result in results:
            result.again()
    return results


def table(results: list[Result]) -> Iterator[str]:
    """Lines with times in seconds, memory in MB, and both as multiples of those of `check`."""
    base = next(result for result in results if result.name == CHECK)
    yield (
        f"  {'':31} {'runs':>4} {'wall s':>8} {'min':>8} ..{'max':>8} {'x check':>8}"
        f" {'CPU s':>8} {'peak MB':>8} {'x check':>8}"
    )
    for result in results:
        seconds = [run.seconds for run in result.counted]
        about = "~" if result.is_peak_seen else ""
        peak = f"{about}{result.peak_bytes / 1e6:.1f}" if result.peak_bytes else "-"
        codes = ", ".join(map(str, sorted(result.exit_codes)))
        yield (
            f"  {result.name:31} {len(seconds):4} {result.seconds:8.3f}"
            f" {min(seconds):8.3f} ..{max(seconds):8.3f} {times(result.seconds, base.seconds):>8}"
            f" {result.cpu_seconds:8.3f} {peak:>8} {times(result.peak_bytes, base.peak_bytes):>8}"
            + (f"  exit code {codes}" if codes != "0" else "")
        )
    if any(result.is_peak_seen for result in results):
        yield "  ~ seen from outside while it ran; the peak may be higher"


def times(value: float, base: float) -> str:
    return f"{value / base:.2f}" if value and base else "-"


if __name__ == "__main__":
    sys.exit(main())
