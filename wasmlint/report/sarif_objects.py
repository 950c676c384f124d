"""Typed factories for the sarif-om objects in use; imported only when SARIF is written.

sarif-om checks neither types nor ranges, and an attribute set after construction goes into the file
under whatever name it has. So objects are built here, at once, and never changed.
"""

from collections.abc import Sequence
from typing import Any

import attr
import sarif_om as om

ROOT = "%SRCROOT%"
"""The base of all paths: the root of the repository, wherever it is checked out."""


# SARIF calls `status` what sarif-om 1.0.4 calls `state`.
Suppression: Any = attr.make_class(
    "Suppression",
    {"status": attr.ib(default=None, metadata={"schema_property_name": "status"})},
    bases=(om.Suppression,),
)


def message(text: str) -> om.Message:
    """A message without placeholders."""
    return om.Message(text=text)


def texts(text: str, markdown: str | None = None) -> om.MultiformatMessageString:
    """A text and, where there is one, its form in Markdown."""
    return om.MultiformatMessageString(text=text, markdown=markdown)


def file(uri: str, index: int | None = None) -> om.ArtifactLocation:
    """A file of the repository; `index` is its place among the run's artifacts."""
    if index is None:
        return om.ArtifactLocation(uri=uri, uri_base_id=ROOT)
    return om.ArtifactLocation(uri=uri, uri_base_id=ROOT, index=index)


def region(line: int, column: int, end_line: int, end_column: int) -> om.Region:
    """Characters of a text file; numbers count from 1, the end column is exclusive."""
    return om.Region(start_line=line, start_column=column, end_line=end_line, end_column=end_column)


def address(offset: int, length: int, kind: str, name: str) -> om.Address:
    """Bytes of a binary file."""
    return om.Address(absolute_address=offset, length=length, kind=kind, name=name)


def location(
    artifact: om.ArtifactLocation,
    region: om.Region,
    address: om.Address | None,
    logical: str,
    kind: str,
) -> om.Location:
    """A place in a file, with the qualified name and the kind of what lies there."""
    return om.Location(
        physical_location=om.PhysicalLocation(
            artifact_location=artifact, region=region, address=address
        ),
        logical_locations=[om.LogicalLocation(fully_qualified_name=logical, kind=kind)],
    )


def suppression(reason: str) -> om.Suppression:
    """A suppression by the settings, which lie outside of the file that is judged."""
    return Suppression(kind="external", status="accepted", justification=reason)


def notification(
    text: str, level: str, files: Sequence[om.ArtifactLocation] = ()
) -> om.Notification:
    """Something to say about the run, and the files it concerns."""
    locations = [
        om.Location(physical_location=om.PhysicalLocation(artifact_location=file)) for file in files
    ]
    return om.Notification(message=message(text), level=level, locations=locations or None)


def artifact(location: om.ArtifactLocation, size_bytes: int, sha256: str) -> om.Artifact:
    """A file that was looked at."""
    return om.Artifact(
        location=location, length=size_bytes, hashes={"sha-256": sha256}, roles=["analysisTarget"]
    )


def invocation(*, is_successful: bool, notifications: Sequence[om.Notification]) -> om.Invocation:
    """The run as a process, without anything that differs from machine to machine."""
    return om.Invocation(
        execution_successful=is_successful,
        tool_execution_notifications=list(notifications),
    )
