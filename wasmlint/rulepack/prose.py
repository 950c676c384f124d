"""Sentences in the texts of a rule."""

import re

# A sentence ends where the next one begins, so that `e.g.` and version numbers end none.
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?])\s+(?=[A-Z`\[(\"])")
_BLOCK_MARKUP = re.compile(r"[-*+#>|]|```|~~~|[0-9]+[.)]\s|\s{4}")


def sentences(paragraph: str) -> list[str]:
    """The sentences of one paragraph, each on one line."""
    return [" ".join(part.split()) for part in _BETWEEN_SENTENCES.split(paragraph.strip())]


def first_sentence(markdown: str) -> str | None:
    """The sentence that a Markdown text begins with, on one line, without its period.

    `None` where it begins with something else: a list, a heading, a block of code.
    """
    paragraph = markdown.strip("\n").split("\n\n")[0]
    if _BLOCK_MARKUP.match(paragraph):
        return None
    sentence = sentences(paragraph)[0]
    return sentence.removesuffix(".") if sentence.endswith((".", "!", "?")) else None
