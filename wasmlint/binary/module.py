"""Records of a decoded module or component: what the bytes say, nothing that is inferred.

Integers that come by the thousand are kept in `array`s; bodies and segments are spans of the file
that are read on demand. All offsets are offsets in the file, also in modules nested in components.
Names follow the WebAssembly core specification 3.0.
"""

from array import array
from collections.abc import Mapping

from msgspec import Struct, field

from wasmlint.core.places import ByteSpan


class Section(Struct, frozen=True):
    """One section; `offset` and `bytes` are those of its payload, after id and size.

    `start` is the offset of the id byte. `name` is the specification's (`code`), or the custom
    section's own. `payload_offset` is `offset`, except in a custom section, where it is the first
    byte after the name. `count` is the number of entries its vector states, `None` where the
    section has none (custom, start); of a datacount section it is the number that it holds.
    """

    id: int
    name: str
    start: int
    offset: int
    bytes: int
    count: int | None
    payload_offset: int

    @property
    def end(self) -> int:
        """Offset behind the last byte."""
        return self.offset + self.bytes


class FuncType(Struct, frozen=True):
    """A function type; value types in text format: `i32`, `(ref null $3)`, `externref`."""

    params: tuple[str, ...]
    results: tuple[str, ...]

    def __str__(self) -> str:
        return f"({' '.join(self.params)}) -> ({' '.join(self.results)})"


class FieldType(Struct, frozen=True):
    """A field of a struct or the element of an array; `storage` may be `i8` or `i16`."""

    storage: str
    is_mutable: bool


class StructType(Struct, frozen=True):
    """A struct type."""

    fields: tuple[FieldType, ...]


class ArrayType(Struct, frozen=True):
    """An array type."""

    element: FieldType


class ContType(Struct, frozen=True):
    """A continuation type (stack switching): the index of its function type."""

    type_index: int


class SubType(Struct, frozen=True):
    """A defined type with its place in the subtype hierarchy.

    `group` is the index of its recursion group's first type. `is_explicit` tells a type written
    with `rec` or `sub` (which only GC modules have) from a plain one. `describes` and `descriptor`
    are the indices of the types that the custom-descriptors proposal links it with.
    """

    composite: FuncType | StructType | ArrayType | ContType
    supertypes: tuple[int, ...] = ()
    is_final: bool = True
    group: int = 0
    is_explicit: bool = False
    is_shared: bool = False
    describes: int | None = None
    descriptor: int | None = None


class Limits(Struct, frozen=True):
    """Size limits of a memory (in pages) or a table (in entries).

    `page_bytes` is the page size of a memory (65536 unless it states another), 0 for tables.
    """

    minimum: int
    maximum: int | None
    is_shared: bool = False
    is_64: bool = False
    page_bytes: int = 65536


class ConstExpr(Struct, frozen=True):
    """A constant expression: its bytes, and its value where it is one integer constant.

    `global_index` is set where it is a single `global.get`, `functions` lists the operands of
    its `ref.func`s, `operators` names its instructions in order, without the final `end`.
    """

    span: ByteSpan
    value: int | None = None
    global_index: int | None = None
    functions: tuple[int, ...] = ()
    operators: tuple[str, ...] = ()


class Table(Struct, frozen=True):
    """A table; `initial` is its initialiser, if it has one."""

    element_type: str
    limits: Limits
    initial: ConstExpr | None
    span: ByteSpan


class Memory(Struct, frozen=True):
    """A linear memory."""

    limits: Limits
    span: ByteSpan


class Global(Struct, frozen=True):
    """A global; `initial` is `None` for an imported one."""

    value_type: str
    is_mutable: bool
    initial: ConstExpr | None
    span: ByteSpan
    is_shared: bool = False


class Tag(Struct, frozen=True):
    """An exception tag: the index of its function type."""

    type_index: int
    span: ByteSpan


class Import(Struct, frozen=True):
    """One import. `kind` is `function`, `table`, `memory`, `global` or `tag`.

    `index` is its place in the index space of that kind. `description` is the imported entity:
    a type index for a function, else the record. `span` covers the entry in the import section.
    `is_exact` marks a function of exactly its type (custom descriptors), `is_compact` an entry that
    shares its module name with others (compact import section); its span begins at its own name.
    """

    module: str
    name: str
    kind: str
    index: int
    description: int | Table | Memory | Global | Tag
    span: ByteSpan
    is_exact: bool = False
    is_compact: bool = False


class Export(Struct, frozen=True):
    """One export: `index` is a place in the index space of `kind`."""

    name: str
    kind: str
    index: int
    span: ByteSpan


class ElementSegment(Struct, frozen=True):
    """An element segment. `mode` is `active`, `passive` or `declarative`.

    `functions` holds a function index for each element, -1 for an element that is a null or
    anything but one `ref.func`.
    """

    mode: str
    table_index: int
    offset: ConstExpr | None
    element_type: str
    functions: "array[int]"
    span: ByteSpan


class Segments(Struct, frozen=True):
    """All data segments, as arrays of equal length.

    `offsets` and `sizes` are the file offset and size of each segment's bytes; `memories` the
    memory index, -1 for a passive one; `addresses` the address, -1 where it is passive or not a
    constant.
    """

    offsets: "array[int]"
    sizes: "array[int]"
    memories: "array[int]"
    addresses: "array[int]"

    def __len__(self) -> int:
        return len(self.offsets)


class Bodies(Struct, frozen=True):
    """All function bodies of the code section, as arrays in order.

    `offsets` is the file offset of each body's first byte (its vector of locals), `sizes` the size
    that its entry states.
    """

    offsets: "array[int]"
    sizes: "array[int]"

    def __len__(self) -> int:
        return len(self.offsets)


NameMap = Mapping[int, str]
IndirectNameMap = Mapping[int, NameMap]


class Names(Struct, frozen=True):
    """The name section, by index; missing indices are unnamed.

    Source: core specification, appendix "Custom Sections", and the extended-name-section proposal.
    """

    module: str | None = None
    functions: NameMap = field(default_factory=dict)
    locals: IndirectNameMap = field(default_factory=dict)
    labels: IndirectNameMap = field(default_factory=dict)
    types: NameMap = field(default_factory=dict)
    tables: NameMap = field(default_factory=dict)
    memories: NameMap = field(default_factory=dict)
    globals: NameMap = field(default_factory=dict)
    elements: NameMap = field(default_factory=dict)
    segments: NameMap = field(default_factory=dict)
    fields: IndirectNameMap = field(default_factory=dict)
    tags: NameMap = field(default_factory=dict)


class Note(Struct, frozen=True):
    """A fault that does not make the module malformed: a broken custom section, mostly."""

    offset: int
    section: str
    problem: str


class Module(Struct, frozen=True, eq=False):
    """A decoded core module.

    `data` is the whole file, `span` the module's bytes in it (the whole file unless nested).
    `functions`, `tables`, `memories`, `globals` and `tags` hold the defined ones; in each index
    space the imported ones come first. `functions` holds a type index for each body.
    `data_count` is what the data count section states.
    An invalid module decodes too: any index in these records may lie outside its index space.
    """

    data: bytes
    span: ByteSpan
    sections: tuple[Section, ...]
    types: tuple[SubType, ...]
    imports: tuple[Import, ...]
    functions: "array[int]"
    tables: tuple[Table, ...]
    memories: tuple[Memory, ...]
    tags: tuple[Tag, ...]
    globals: tuple[Global, ...]
    exports: tuple[Export, ...]
    start: int | None
    elements: tuple[ElementSegment, ...]
    data_count: int | None
    bodies: Bodies
    segments: Segments
    names: Names
    notes: tuple[Note, ...]

    def custom_sections(self, name: str) -> tuple[Section, ...]:
        """The custom sections of that name, in file order."""
        return tuple(s for s in self.sections if s.id == 0 and s.name == name)

    def imported(self, kind: str) -> tuple[Import, ...]:
        """The imports of one kind, which take the first places of its index space."""
        return tuple(item for item in self.imports if item.kind == kind)

    def payload(self, section: Section) -> bytes:
        """The bytes of a section; of a custom one those after its name."""
        return self.data[section.payload_offset : section.end]


class ComponentExtern(Struct, frozen=True):
    """An import or export of a component.

    `name` is the whole name, such as `wasi:cli/environment@0.2.0`; `kind` is the component
    model's sort: `func`, `value`, `type`, `component`, `instance`, `core module`. `implements` is
    the interface that an attribute states for a plain name, `version_suffix` the rest of a version
    that the name gives in part.
    """

    name: str
    kind: str
    span: ByteSpan
    implements: str | None = None
    version_suffix: str | None = None


class Component(Struct, frozen=True, eq=False):
    """A decoded component: its layer, its own sections, and what is nested in it, in file order."""

    data: bytes
    span: ByteSpan
    sections: tuple[Section, ...]
    imports: tuple[ComponentExtern, ...]
    exports: tuple[ComponentExtern, ...]
    nested: tuple["Module | Component", ...]
    notes: tuple[Note, ...]
    name: str | None = None

    def custom_sections(self, name: str) -> tuple[Section, ...]:
        """The custom sections of that name, in file order."""
        return tuple(s for s in self.sections if s.id == 0 and s.name == name)

    def payload(self, section: Section) -> bytes:
        """The bytes of a section; of a custom one those after its name."""
        return self.data[section.payload_offset : section.end]
