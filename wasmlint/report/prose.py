"""Sentences of a report: messages, first sentences, counts."""

import re

from wasmlint.core.finding import Finding
from wasmlint.core.places import ByteSpan, TextSpan
from wasmlint.core.text import safe
from wasmlint.report.where import position, subject

MESSAGE_LIMIT = 500
"""Characters of a message that people are shown; a name in it can be a megabyte long."""

# A sentence ends where a capital, a digit or a quotation follows; `e.g.` and `i.e.` end none.
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z0-9`\"'(\[])")


def message(finding: Finding) -> str:
    """The finding's message, safe to print."""
    return safe(finding.message, MESSAGE_LIMIT)


def first_sentence(text: str) -> str:
    """The first sentence of a paragraph, on one line and safe to print; empty for no text."""
    sentence = _SENTENCE_END.split(" ".join(text.split()), maxsplit=1)[0]
    return safe(sentence, MESSAGE_LIMIT)


def sentence(text: str) -> str:
    """`text` without blanks around it and with a period at its end; empty for no text."""
    text = text.strip()
    return text if not text or text.endswith(".") else f"{text}."


def told(finding: Finding) -> str:
    """All there is to say where only one text is shown: message, place in the file, what to do."""
    match finding.place.span:
        case ByteSpan():
            place = f"At byte {position(finding)}: {subject(finding)}."
        case TextSpan():
            place = ""
        case None:
            place = f"Subject: {subject(finding)}."
    hint = f"Fix: {safe(finding.hint, MESSAGE_LIMIT)}" if finding.hint.strip() else ""
    return " ".join(part for part in (sentence(message(finding)), place, sentence(hint)) if part)


def counted(count: int, noun: str) -> str:
    """A number with its noun: `1 error`, `12,345 files`."""
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"


def listed(parts: list[str]) -> str:
    """Parts as a list in a sentence: `a`, `a and b`, `a, b and c`."""
    return " and ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)
