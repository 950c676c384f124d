"""The scan of all function bodies, made once and shared by the analyses that look at code."""

from wasmlint.analysis.base import Input
from wasmlint.binary.module import Module
from wasmlint.binary.scan import Scan, scan
from wasmlint.core.errors import DecodeError


def scanned(given: Input) -> Scan:
    """Calls and function references of a core module's bodies.

    Raises `DecodeError` where a body does not decode; that is a row of `fault` too.
    """
    found = given.once(_scan_or_error)
    if isinstance(found, DecodeError):
        raise found
    return found


def code_error(given: Input) -> DecodeError | None:
    """What is wrong with the first function body that does not decode; `None` for what has none."""
    if not isinstance(given.decoded, Module):
        return None
    found = given.once(_scan_or_error)
    return found if isinstance(found, DecodeError) else None


def _scan_or_error(given: Input) -> Scan | DecodeError:
    try:
        return scan(given.module)
    except DecodeError as error:
        return error
