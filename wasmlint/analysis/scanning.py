"""The scan of all function bodies, made once and shared by the analyses that look at code."""

from wasmlint.analysis.base import Input
from wasmlint.analysis.origins import made_by
from wasmlint.binary.module import Module
from wasmlint.binary.scan import Scan, scan
from wasmlint.core.errors import DecodeError


def scanned(given: Input) -> Scan:
    """Calls and function references of a core module's bodies, and constants of those of Go.

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
    # Addresses of code and data in Go's code are constants, and so are its return addresses.
    is_go = given.once(made_by).name == "go"
    try:
        return scan(given.module, constants=is_go)
    except DecodeError as error:
        return error
