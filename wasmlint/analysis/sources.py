"""Where functions are in their source by debug data, found once and shared by the analyses.

Use with `Input.once`: `given.once(debug_lines)`. Go programs have none; their own table tells.
"""

from wasmlint.analysis.base import Input
from wasmlint.provenance.sourcelines import FunctionLines
from wasmlint.provenance.sources import function_sources


def debug_lines(given: Input) -> FunctionLines:
    """Files and lines by function index, from what the module holds and the files beside it."""
    return function_sources(given.module, given.beside)
