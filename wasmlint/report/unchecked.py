"""What was not checked, gathered: one reason often holds for many files."""

from collections.abc import Iterable

from msgspec import Struct

from wasmlint.core.finding import Skipped
from wasmlint.core.text import safe
from wasmlint.report.prose import MESSAGE_LIMIT, counted, sentence
from wasmlint.report.where import shown_path


class Unchecked(Struct, frozen=True):
    """The same thing left unchecked for the same reason in each of `paths`, in report order.

    `paths` is empty for what concerns no file.
    """

    what: str
    reason: str
    is_incomplete: bool
    paths: tuple[str, ...]

    def __str__(self) -> str:
        """One sentence, safe to print: `Not checked: the file (app.wasm): it is too large.`."""
        match self.paths:
            case ():
                where = ""
            case (path,):
                where = f" ({shown_path(path)})"
            case (first, *others):
                where = f" ({shown_path(first)} and {counted(len(others), 'more file')})"
        what, reason = safe(self.what, MESSAGE_LIMIT), safe(self.reason, MESSAGE_LIMIT)
        return sentence(f"Not checked: {what}{where}: {reason}")


def unchecked(skipped: Iterable[Skipped]) -> list[Unchecked]:
    """All that was not checked, what makes the run incomplete first, else in report order."""
    paths: dict[tuple[bool, str, str], list[str]] = {}
    for skip in skipped:
        found = paths.setdefault((not skip.is_incomplete, skip.what, skip.reason), [])
        if skip.path is not None:
            found.append(skip.path)
    return [
        Unchecked(what, reason, not is_complete, tuple(paths[is_complete, what, reason]))
        for is_complete, what, reason in sorted(paths, key=lambda key: key[0])
    ]
