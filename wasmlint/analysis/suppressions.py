"""The `suppression` table: findings that the settings leave out, and whether that still holds.

Filled by the engine after the files are judged, since only then is it known what was left out.
"""

from collections.abc import Sequence

from msgspec import Struct

from wasmlint.core.places import Place, TextSpan
from wasmlint.facts.column import Flag, Text, column, table
from wasmlint.facts.rows import Rows


class _Suppression:
    """One `[[ignore-finding]]` of the settings."""

    rule: Text = column("Selector of the rules whose findings are left out.")
    path: Text = column("Glob of the files it is about.")
    subject: Text = column("Glob of the subjects it is about.")
    reason: Text = column("Why, in the words of whoever wrote it.")
    expires: Text | None = column("Last day on which it holds, as YYYY-MM-DD.")
    is_expired: Flag = column("Whether that day is over; it then leaves nothing out.")
    is_used: Flag = column("Whether it left a finding out, or could not because it is expired.")


SUPPRESSION = table("suppression")(_Suppression)


class Suppression(Struct, frozen=True):
    """One row: the columns of the table, and the line of the settings that states it."""

    rule: str
    path: str
    subject: str
    reason: str
    expires: str | None
    is_expired: bool
    is_used: bool
    line: int


def suppression_rows(entries: Sequence[Suppression]) -> Rows:
    """The table for these entries, in the order given."""

    def place(row: int) -> Place:
        entry = entries[row]
        return Place(f"suppression of {entry.rule}", "text", TextSpan(entry.line))

    columns = {
        column.name: [getattr(entry, column.name) for entry in entries]
        for column in SUPPRESSION.columns
    }
    return Rows(SUPPRESSION, len(entries), place, columns)
