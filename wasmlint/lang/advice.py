"""The next step where two values do not go together."""

from wasmlint.core.units import UNITS, Kind
from wasmlint.lang.checked import Checked
from wasmlint.lang.kinds import NUMBERED


def misfit(left: Checked, right: Checked) -> tuple[Checked, str | None]:
    """The operand to blame where kinds differ, and what to write for it.

    That is the one that is written out, for it can be written otherwise.
    """
    if left.has_one_known_value and not right.has_one_known_value:
        return left, rewritten(left, right.type.kind)
    return right, rewritten(right, left.type.kind)


def rewritten(operand: Checked, wanted: Kind) -> str | None:
    """How to write a known value as one of another kind, `None` where it is not known."""
    if not operand.has_one_known_value or operand.known is None:
        return None
    value = operand.known[0]
    match wanted:
        case Kind.BYTES if operand.type.is_number and isinstance(value, int):
            return f"write a size, such as `{_size(value)}`"
        case Kind.BYTES:
            return "write a size, such as `64 KiB`"
        case Kind.RATIO:
            return "write a percentage, such as `5%`"
        case Kind.TEXT if not isinstance(value, str):
            return f'write a text, such as `"{operand.source}"`'
        case Kind.FLAG:
            return "write `true` or `false`"
        case _ if wanted in NUMBERED:
            return "write a number without a unit, such as `12`"
        case _:
            return None


def as_condition(operand: Checked) -> str | None:
    """How to make a condition of a value that is none."""
    if operand.type.is_list or operand.has_one_known_value:
        return None
    limits = {Kind.TEXT: '== "..."', Kind.BYTES: "> 64 KiB", Kind.RATIO: "> 5%"}
    limit = limits.get(operand.type.kind, "> 0")
    return f"compare it, as in `{operand.source} {limit}`"


def _size(value: int) -> str:
    """A number of bytes with the largest binary unit that states it exactly."""
    for unit in ("GiB", "MiB", "KiB"):
        if value and value % UNITS[unit] == 0:
            return f"{value // UNITS[unit]} {unit}"
    return f"{value} B"
