"""One function body as lines of text: for a person who wants to see what is there."""

from collections.abc import Iterator, Mapping

from msgspec import Struct

from wasmlint.binary.instructions import Instruction, instructions
from wasmlint.binary.locals import local_groups
from wasmlint.binary.module import Module
from wasmlint.binary.operands import operands

# A module may nest a block in every second byte; nobody reads lines that begin that far right.
_DEEPEST = 100


class Line(Struct, frozen=True):
    """One instruction or group of locals.

    `offset` is a file offset, `hex` the bytes from there, `depth` the number of blocks around it.
    `text` is the instruction in the text format, with numbers for indices. `comment` names what the
    indices mean, as the module does: it may be any text, and is empty where there are no names.
    """

    offset: int
    hex: str
    depth: int
    text: str
    comment: str


def disassemble(module: Module, body: int) -> Iterator[Line]:
    """The lines of the function at place `body` of the code section: its locals, then its code.

    Raises `DecodeError` where the body does not decode, after the lines before that place.
    """
    data, start = module.data, module.bodies.offsets[body]
    end = start + module.bodies.sizes[body]
    names = _names(module, body)
    groups, code_offset = local_groups(data, start, end)
    first = _parameter_count(module, body)
    ends = [*(group.offset for group in groups[1:]), code_offset]
    for group, group_end in zip(groups, ends, strict=False):  # no group has no end
        last = first + group.count - 1
        comment = f"local {first}" if group.count == 1 else f"locals {first} to {last}"
        raw = data[group.offset : group_end].hex(" ")
        text = f"(local {group.value_type.replace('$', '')})"
        yield Line(group.offset, raw, 0, text, comment if group.count else "")
        first += group.count
    depth = 0
    for instruction in instructions(data, code_offset, end):
        block = instruction.opcode.block
        if block in ("middle", "close"):
            depth = max(depth - 1, 0)
        yield _line(data, instruction, min(depth, _DEEPEST), names)
        if block in ("open", "middle"):
            depth += 1


def _line(
    data: bytes, instruction: Instruction, depth: int, names: Mapping[str, Mapping[int, str]]
) -> Line:
    opcode = instruction.opcode
    found = [
        names[kind][value]
        for kind, value in zip(opcode.immediates, instruction.immediates, strict=True)
        if kind in names and isinstance(value, int) and value in names[kind]
    ]
    return Line(
        instruction.offset,
        data[instruction.offset : instruction.end].hex(" "),
        depth,
        " ".join([opcode.name, *operands(instruction)]),
        ", ".join(found),
    )


def _parameter_count(module: Module, body: int) -> int:
    index = module.functions[body]
    composite = module.types[index].composite if index < len(module.types) else None
    return len(getattr(composite, "params", ()))


def _names(module: Module, body: int) -> Mapping[str, Mapping[int, str]]:
    """Names by kind of immediate and index; imported things without one by what they import."""
    names = module.names
    function = len(module.imported("function")) + body
    return {
        "funcidx": {**_imported(module, "function"), **names.functions},
        "globalidx": {**_imported(module, "global"), **names.globals},
        "tagidx": {**_imported(module, "tag"), **names.tags},
        "tableidx": names.tables,
        "memidx": names.memories,
        "typeidx": names.types,
        "elemidx": names.elements,
        "dataidx": names.segments,
        "localidx": names.locals.get(function, {}),
    }


def _imported(module: Module, kind: str) -> Mapping[int, str]:
    return {item.index: f"{item.module}.{item.name}" for item in module.imported(kind)}
