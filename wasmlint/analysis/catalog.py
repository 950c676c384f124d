"""The one list of analyses, the schema they make, and the facts of one input."""

from functools import cache, partial

from wasmlint.analysis import (
    budgets,
    build_settings,
    calls,
    deadcode,
    dependencies,
    duplicates,
    elements,
    exports,
    faults,
    features,
    functions,
    generations,
    imports,
    instantiations,
    interfaces,
    js_globals,
    limits,
    memories,
    modules,
    namespaces,
    packages,
    requirements,
    sections,
    segments,
    tables,
    texts,
    toolchain_faults,
    unprocessed,
    validation,
)
from wasmlint.analysis import globals as global_variables
from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.scanning import code_error
from wasmlint.analysis.suppressions import SUPPRESSION
from wasmlint.binary.module import Module
from wasmlint.facts.rows import Facts, Rows
from wasmlint.facts.schema import Schema

ANALYSES: tuple[Analysis, ...] = (
    modules.ANALYSIS,
    sections.ANALYSIS,
    imports.ANALYSIS,
    exports.ANALYSIS,
    functions.ANALYSIS,
    calls.ANALYSIS,
    duplicates.ANALYSIS,
    instantiations.ANALYSIS,
    deadcode.ANALYSIS,
    memories.ANALYSIS,
    tables.ANALYSIS,
    global_variables.ANALYSIS,
    elements.ANALYSIS,
    segments.ANALYSIS,
    texts.ANALYSIS,
    features.ANALYSIS,
    packages.ANALYSIS,
    dependencies.ANALYSIS,
    build_settings.ANALYSIS,
    js_globals.ANALYSIS,
    budgets.ANALYSIS,
    requirements.ANALYSIS,
    interfaces.ANALYSIS,
    namespaces.ANALYSIS,
    generations.ANALYSIS,
    unprocessed.ANALYSIS,
    limits.ANALYSIS,
    toolchain_faults.ANALYSIS,
    faults.ANALYSIS,
    validation.ANALYSIS,
)


@cache
def schema() -> Schema:
    """The schema of all tables: those of `ANALYSES`, and what the engine says of the settings."""
    return Schema((*(analysis.schema for analysis in ANALYSES), SUPPRESSION))


def facts(given: Input) -> Facts:
    """The tables of `given`, none of them filled yet.

    A core module of which a function body does not decode has no more tables than a file that does
    not decode at all.
    """
    is_sound = given.decoded is not None and code_error(given) is None
    makers = {}
    for analysis in ANALYSES:
        is_applicable = analysis.applies_to == "anything" or (
            is_sound and (analysis.applies_to == "decoded" or isinstance(given.decoded, Module))
        )
        if is_applicable:
            makers[analysis.schema.name] = partial(analysis.fill, given)
        elif is_sound:
            makers[analysis.schema.name] = partial(Rows.empty, analysis.schema)
    reason = "" if is_sound else "the file does not decode"
    return Facts(schema(), makers, reason, given.within)
