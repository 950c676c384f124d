"""What the project aims at in speed and memory, judged by one run of `commands.py`.

An aim is a ratio of two figures of that run, so that it means the same on any machine. None is a
limit: nothing fails where one is missed.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from benchmarks.samples import GO, LARGE_CPP, LARGE_GO, TINY, Sample
from benchmarks.tools import CHECK, PYPI_JSON, TYPER, VALIDATE, VERSION

Subject = tuple[Sample, str]
"""A module, and the name of the tool that ran on it."""


@dataclass(frozen=True)
class Figures:
    """Of one tool on one module: median times, and the highest peak of memory."""

    module_bytes: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int


@dataclass(frozen=True)
class Aim:
    """What `ours` costs is at most `most` times what `theirs` does.

    `unit` says what cost is meant: `s` is wall time, `s/MB` wall time for a megabyte of the module,
    `MB` the peak of memory.
    """

    text: str
    ours: Subject
    theirs: Subject
    most: float
    unit: str = "s"

    def costs(self, found: Mapping[Subject, Figures], *, by_cpu: bool) -> tuple[float, float]:
        """What `ours` and `theirs` cost, in processor time instead of wall time if `by_cpu`."""
        ours, theirs = (self._cost(found[key], by_cpu) for key in (self.ours, self.theirs))
        return ours, theirs

    def _cost(self, figures: Figures, by_cpu: bool) -> float:
        seconds = figures.cpu_seconds if by_cpu else figures.seconds
        costs = {
            "s": seconds,
            "s/MB": seconds / figures.module_bytes * 1e6,
            "MB": figures.peak_bytes / 1e6,
        }
        return costs[self.unit]


def _against_pypi(sample: Sample) -> tuple[Aim, Aim]:
    ours, theirs = (sample, CHECK), (sample, PYPI_JSON)
    text = f"check of {sample.name} takes at most 1/{{}} of the {{}} of PyPI's wasm-tools --json"
    return (
        Aim(text.format(20, "time"), ours, theirs, 1 / 20),
        Aim(text.format(5, "memory"), ours, theirs, 1 / 5, "MB"),
    )


AIMS = (
    Aim(
        "check of large-go takes no longer than wasm-validate",
        (LARGE_GO, CHECK),
        (LARGE_GO, VALIDATE),
        1,
    ),
    *_against_pypi(LARGE_GO),
    *_against_pypi(LARGE_CPP),
    Aim(
        "check takes no longer for a byte of large-cpp than for one of go",
        (LARGE_CPP, CHECK),
        (GO, CHECK),
        1,
        "s/MB",
    ),
    Aim("check of tiny takes less than 3 times `import typer`", (TINY, CHECK), (TINY, TYPER), 3),
    Aim("version takes less than 1.5 times `import typer`", (TINY, VERSION), (TINY, TYPER), 1.5),
)


def verdict(aim: Aim, found: Mapping[Subject, Figures]) -> str:
    """One line: whether the aim is reached, and by what figures.

    Times are judged by wall time; the ratio of processor times, which other work on the machine
    disturbs less, stands beside it.
    """
    if not {aim.ours, aim.theirs} <= found.keys():
        return f"not measured  {aim.text}"
    ours, theirs = aim.costs(found, by_cpu=False)
    ratio = ours / theirs
    said = f"{_short(ours)} to {_short(theirs)} {aim.unit}, ratio {ratio:.3g}"
    if aim.unit != "MB":
        cpu_ours, cpu_theirs = aim.costs(found, by_cpu=True)
        said += f" (of CPU time {cpu_ours / cpu_theirs:.3g})"
    word = "reached" if ratio <= aim.most else "not reached"
    return f"{word:12}  {aim.text}: {said}"


def _short(cost: float) -> str:
    return f"{cost:,.0f}" if cost >= 100 else f"{cost:.3g}"
