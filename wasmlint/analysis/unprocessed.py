"""The `unprocessed` table: build steps that were left out, so that the module is no final one."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.binary.module import Export, Import
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.unprocessed import TOOLS, Unprocessed, unprocessed


class _Unprocessed:
    """A tool that should have worked on the module and has not."""

    tool: Text = column("The tool.", values=TOOLS)
    evidence: Text = column("What shows it: `section linking`.")
    next_step: Text = column("The command that does it, or what else to do.")


UNPROCESSED = table("unprocessed")(_Unprocessed)


def fill(given: Input) -> Rows:
    """One row per tool, at the first import, export or section that shows it."""
    steps = unprocessed(given.module, is_nested=given.within is not None)
    return Rows(
        UNPROCESSED,
        len(steps),
        lambda row: _place(steps[row]),
        {
            "tool": [step.tool for step in steps],
            "evidence": [step.evidence for step in steps],
            "next_step": [_of_file(given, step.next_step) for step in steps],
        },
    )


def _of_file(given: Input, next_step: str) -> str:
    """The step with the file's own name; a nested module has no file."""
    return next_step if given.within is not None else next_step.replace("FILE", given.path)


def _place(step: Unprocessed) -> Place:
    subject = f"unprocessed {step.tool}"
    match step.trace:
        case Import(span=span):
            return Place(subject, "import", span)
        case Export(span=span):
            return Place(subject, "export", span)
        case section:
            return Place(subject, "section", ByteSpan(section.start, section.end))


ANALYSIS = Analysis(UNPROCESSED, fill)
