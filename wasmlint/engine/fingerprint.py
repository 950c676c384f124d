"""Fingerprints: what makes a finding the same finding in the next build."""

import hashlib
from collections.abc import Iterable

from msgspec.structs import replace

from wasmlint.core.finding import Finding


def fingerprinted(findings: Iterable[Finding]) -> list[Finding]:
    """The findings of one artifact, each with its fingerprint, in the order given.

    A fingerprint is the first 16 hexadecimal digits of the SHA-256 of the rule id, the subject (or
    the place's identity, where its subject has no stable name) and the number of the occurrence,
    then `:1`, the form that GitHub code scanning expects. It holds no offset, index, size or path,
    so it survives a rebuild.
    """
    seen: dict[tuple[str, str], int] = {}
    marked = []
    for finding in findings:
        subject = finding.place.identity or finding.place.subject
        occurrence = seen.setdefault((finding.rule, subject), 0)
        seen[finding.rule, subject] += 1
        text = "\0".join((finding.rule, subject, str(occurrence)))
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
        marked.append(replace(finding, fingerprint=f"{digest[:16]}:1"))
    return marked
