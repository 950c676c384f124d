"""Size reports as JSON: written by `size show -f json`, read wherever a module is."""

import json

import msgspec

from wasmlint.core.errors import InputError
from wasmlint.core.sizes import SCHEMA_VERSION, SizeDifference, SizeReport


def to_json(report: SizeReport) -> str:
    """The report as JSON that `schema` describes, with a line break at its end."""
    return json.dumps(msgspec.to_builtins(report), indent=1, ensure_ascii=True) + "\n"


def is_saved(raw: bytes) -> bool:
    """Whether the bytes look like a saved report and not like a module."""
    return raw.lstrip()[:1] == b"{"


def from_json(raw: bytes) -> SizeReport:
    """The report that was saved.

    Raises `InputError` where the bytes are not one, or one of a later version.
    """
    try:
        report = msgspec.json.decode(raw, type=SizeReport)
    except msgspec.DecodeError as error:
        raise InputError(
            f"this is no size report of wasmlint: {error}; `wasmlint size show FILE -f json` "
            "writes one"
        ) from None
    if report.schema_version > SCHEMA_VERSION:
        raise InputError(
            f"the size report has version {report.schema_version} and this wasmlint reads "
            f"{SCHEMA_VERSION}; use a newer wasmlint"
        )
    return report


def difference_json(found: SizeDifference) -> str:
    """A difference as JSON: sizes and names of both files, then all changes."""
    content = msgspec.to_builtins(found)
    for side in ("old", "new"):
        report = content[side]
        content[side] = {
            key: report[key] for key in ("path", "bytes", "toolchain", "toolchain_version")
        }
    growth = {"schema_version": SCHEMA_VERSION, "growth_bytes": found.growth_bytes}
    return json.dumps(growth | content, indent=1, ensure_ascii=True) + "\n"


def schema() -> dict[str, object]:
    """The JSON Schema of a saved report."""
    return msgspec.json.schema(SizeReport)
