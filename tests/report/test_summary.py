"""The summary: counts, and what was not checked and why."""

from msgspec.structs import replace

from wasmlint.core.finding import Artifact, Report, Skipped
from wasmlint.report.formats import summary


def test_a_clean_run_says_what_it_looked_at(clean):
    assert summary(clean) == "0 findings in 5 files by 6 rules."


def test_one_of_each_is_counted_in_the_singular(sample):
    report = Report(sample.artifacts[:1], sample.rules[:1], sample.findings[1:2])
    assert summary(report) == "1 finding (1 error) in 1 file by 1 rule."


def test_an_incomplete_run_is_called_so(clean):
    report = replace(clean, skipped=(Skipped("a.wasm", "the file", "it is too large", True),))
    assert summary(report).splitlines()[1:] == [
        "Not checked: the file (a.wasm): it is too large.",
        "The run is incomplete: what could not be checked may hold findings.",
    ]


def test_one_reason_for_many_files_is_told_once():
    skipped = tuple(Skipped(f"{n}.wasm", "functions", "there are none") for n in range(1200))
    report = Report(tuple(Artifact(f"{n}.wasm", 8, "") for n in range(1200)), (), (), (), skipped)
    assert summary(report).splitlines() == [
        "0 findings in 1,200 files by 0 rules.",
        "Not checked: functions (0.wasm and 1,199 more files): there are none.",
    ]
