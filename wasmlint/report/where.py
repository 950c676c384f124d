"""How the place of a finding is written for people."""

from wasmlint.core.finding import Finding
from wasmlint.core.places import ByteSpan, TextSpan
from wasmlint.core.text import safe

PATH_LIMIT = 4096
"""Characters of a path that are shown: those a path can have on Linux, so none is ever cut."""


def shown_path(path: str) -> str:
    """`path`, safe to print."""
    return safe(path, PATH_LIMIT)


def position(finding: Finding) -> str:
    """Where in its file: `0x1a2f`, `12:5`, or nothing where the place has no bytes of its own."""
    match finding.place.span:
        case ByteSpan(start=start):
            return f"{start:#x}"
        case TextSpan(line=line, column=column):
            return f"{line}:{column}"
        case None:
            return ""


def subject(finding: Finding) -> str:
    """What it is about: `import env.f`, and `import env.f in module[1]` in a nested module."""
    if finding.within is None:
        return safe(finding.place.subject)
    return f"{safe(finding.place.subject)} in {safe(finding.within)}"
