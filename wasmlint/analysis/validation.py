"""The `validation` table: one row where a core module decodes and is invalid all the same."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.binary.validate import validate
from wasmlint.core.places import ByteSpan, Place
from wasmlint.facts.column import Offset, Text, column, table
from wasmlint.facts.rows import Rows


class _Validation:
    """Why a core module is invalid: no engine will run it."""

    problem: Text = column("The first error, in the validator's words.")
    offset: Offset | None = column("File offset that the validator names.")


VALIDATION = table("validation")(_Validation)


def fill(given: Input) -> Rows:
    """One row if the module is invalid; core modules nested in a component have their own table."""
    module = given.module
    invalid = validate(module.data, module.span)
    if invalid is None:
        return Rows.empty(VALIDATION)
    offset = invalid.offset
    span = module.span if offset is None else ByteSpan(offset, min(offset + 1, module.span.end))
    place = Place("module", "module", span)
    return Rows(
        VALIDATION, 1, lambda _: place, {"problem": (invalid.problem,), "offset": (offset,)}
    )


ANALYSIS = Analysis(VALIDATION, fill)
