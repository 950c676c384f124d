"""Contents and code of a module as `wasm-tools dump` prints them: all bytes, and what they are."""

import re
from collections import Counter
from pathlib import Path

from tests.binary.oracles import code
from tests.binary.oracles.code import Disassembly, by_function, code_facts
from tests.binary.oracles.question import Facts, Question, by_place
from tests.binary.oracles.tool import parts, stream
from wasmlint.binary.module import Module

# Without a file to write to it writes each line by itself, which takes ten times as long.
_STDOUT = Path("/dev/stdout")
_OPTIONS = ("-o", str(_STDOUT)) if _STDOUT.exists() else ()

_LINE = r"^ *0x[0-9a-f]+ \| [0-9a-f ]+\| "
_SECTION = re.compile(_LINE + r"[a-z ]+ section\n", re.MULTILINE)
_FUNCTION = re.compile(r"^=+ func (\d+) =+\n", re.MULTILINE)
_BODY = re.compile(r"^ *0x([0-9a-f]+) \| [0-9a-f ]+\| \d+ local blocks$", re.MULTILINE)
_END = re.compile(r"0x([0-9a-f]+) \| 0b +\| end\n")
_LOCALS = re.compile(_LINE + r"(\d+) locals of type", re.MULTILINE)
_INSTRUCTION = re.compile(
    _LINE + r"(?!size of function)([a-z]\w*)(?: function_index:(\d+))?", re.MULTILINE
)

# Strings are written as Rust's Debug writes them.
_STRING = r'"((?:[^"\\]|\\.)*)"'
_ESCAPE = re.compile(r"\\(?:u\{([0-9a-f]+)\}|(.))")
_ESCAPED = {"0": "\0", "n": "\n", "r": "\r", "t": "\t"}
_IMPORT = re.compile(rf"\| import \[(\w+) (\d+)\] Import {{ module: {_STRING}, name: {_STRING}, ")
_EXPORT = re.compile(rf"\| export Export {{ name: {_STRING}, kind: (\w+), index: (\d+) }}")
_SEGMENT = re.compile(
    r"\| data (?:passive|memory\[(\d+)\])\n((?:.*\n)*?).*\|-+\| \.\.\. (\d+) bytes of data\n"
    r"(?= *0x([0-9a-f]+)|\Z)"
)
_OPERATOR = re.compile(_LINE + r"(\w+)(?: value:(-?\d+))?", re.MULTILINE)


class _Dump:
    """What the parts of the text say, taken up one after another."""

    def __init__(self, file_bytes: int) -> None:
        self.file_bytes = file_bytes
        self.imports: list[tuple[str, int, str, str]] = []
        self.exports: list[tuple[str, int, str]] = []
        self.segments: list[tuple[int, int, int, int]] = []
        self.body_offsets: dict[int, int] = {}
        self.body_sizes: dict[int, int] = {}
        self.locals: Counter[int] = Counter()
        self.code = Disassembly()

    def add_function(self, function: int, text: str) -> None:
        body, last = _BODY.search(text), _END.search(text, text.rindex("0x"))
        assert body is not None
        assert last is not None
        start = int(body[1], 16)
        self.body_offsets[function] = start
        self.body_sizes[function] = int(last[1], 16) + 1 - start
        if declared := sum(map(int, _LOCALS.findall(text))):
            self.locals[function] = declared
        self.code.add(function, _INSTRUCTION.findall(text))

    def add_sections(self, text: str) -> None:
        self.imports += [
            (_kind(kind), int(index), _unescaped(module), _unescaped(name))
            for kind, index, module, name in _IMPORT.findall(text)
        ]
        self.exports += [
            (_kind(kind), int(index), _unescaped(name))
            for name, kind, index in _EXPORT.findall(text)
        ]
        self.segments += [
            (
                int(memory or -1),
                _address(expression),
                # Its line has the offset of the size or of the bytes, the next line where they end.
                (int(end, 16) if end else self.file_bytes) - int(size),
                int(size),
            )
            for memory, expression, size, end in _SEGMENT.findall(text)
        ]


def _kind(kind: str) -> str:
    return "function" if kind in ("func", "Func") else kind.lower()


def _unescaped(text: str) -> str:
    def character(escape: re.Match[str]) -> str:
        point, letter = escape.groups()
        return chr(int(point, 16)) if point else _ESCAPED.get(letter, letter)

    return _ESCAPE.sub(character, text) if "\\" in text else text


def _address(expression: str) -> int:
    """The address that a constant expression yields, unsigned; -1 where it is not one constant."""
    match _OPERATOR.findall(expression):
        case [("i32_const", value), ("end", _)]:
            return int(value) & 0xFFFFFFFF
        case [("i64_const", value), ("end", _)]:
            return int(value)
    return -1


def _dump(path: Path) -> Facts:
    dump = _Dump(path.stat().st_size)
    for title, text in parts(stream("wasm-tools", "dump", *_OPTIONS, path), _FUNCTION):
        if not title:
            dump.add_sections(text)
        elif " section\n" in text:
            # Behind the last function stand the other sections.
            end = _SECTION.search(text)
            assert end is not None
            dump.add_function(int(title), text[: end.start()])
            dump.add_sections(text[end.start() :])
        else:
            dump.add_function(int(title), text)
    return {
        "imports": by_place(dump.imports),
        "exports": by_place(dump.exports),
        "segments": by_place(dump.segments),
        "body offsets": dump.body_offsets,
        "body sizes": dump.body_sizes,
        code.LOCALS: dump.locals,
        **dump.code.facts(),
    }


def _our_contents(module: Module) -> Facts:
    base, segments = module.span.start, module.segments
    offsets = [offset - base for offset in segments.offsets]
    columns = (segments.memories, segments.addresses, offsets, segments.sizes)
    return {
        "imports": by_place((i.kind, i.index, i.module, i.name) for i in module.imports),
        "exports": by_place((e.kind, e.index, e.name) for e in module.exports),
        "segments": by_place(zip(*columns, strict=True)),
        "body offsets": by_function(module, [at - base for at in module.bodies.offsets]),
        "body sizes": by_function(module, module.bodies.sizes),
        **code_facts(module),
    }


CONTENTS: Question[Module] = Question(
    "wasm-tools",
    ("imports", "exports", "segments", "body offsets", "body sizes", code.LOCALS, *code.SUBJECTS),
    _dump,
    _our_contents,
)
"""All that is in a module but types, globals and elements."""
