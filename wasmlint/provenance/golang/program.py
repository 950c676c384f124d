"""A Go program as its module shows it: the one door to what Go's linker left in memory."""

from array import array
from collections.abc import Container, Mapping
from functools import cached_property

from msgspec import Struct

from wasmlint.binary.module import Module
from wasmlint.provenance.golang.buildinfo import BuildInfo, find_build_info
from wasmlint.provenance.golang.image import Image, build_image
from wasmlint.provenance.golang.inlining import InlineTrees, inline_trees
from wasmlint.provenance.golang.lines import Lines
from wasmlint.provenance.golang.moduledata import ModuleData, find_moduledata
from wasmlint.provenance.golang.names import package_of
from wasmlint.provenance.golang.pclntab import (
    FUNCTION_VALUE_OFFSET,
    Pclntab,
    find_pclntabs,
    may_have_pclntab,
)
from wasmlint.provenance.golang.valuetables import ValueTables
from wasmlint.provenance.golang.version import find_versions, release_of, used_in

_READER_OF_VERSION = "runtime.schedinit"


class GoProgram(Struct, frozen=True, eq=False, dict=True):
    """What a module of Go's compiler holds; all but the table of functions is read when asked for.

    A function is known by three numbers: its position in `pclntab`, its PC_F
    (`pclntab.entries[position]`), which is its place in the module's table, and its index.
    """

    module: Module
    image: Image
    pclntab: Pclntab

    @cached_property
    def moduledata(self) -> ModuleData | None:
        """Where the sections lie; `None` where the linker's record of it is not found."""
        return find_moduledata(self.image, self.pclntab)

    @cached_property
    def build_info(self) -> BuildInfo | None:
        """What the go command put on record; `None` where it built no module."""
        moduledata = self.moduledata
        variables = (moduledata.data, moduledata.edata) if moduledata is not None else (0, 0)
        return find_build_info(self.image.data, variables)

    @cached_property
    def version(self) -> str | None:
        """The version of Go, such as `1.27.4`, as the program reports it; `None` if not found."""
        moduledata = self.moduledata
        versions = find_versions(self.image, moduledata) if moduledata is not None else ()
        if not versions:
            return None
        chosen = versions[0]
        if len(versions) > 1:
            chosen = used_in(self.code_of(_READER_OF_VERSION), versions) or chosen
        return release_of(chosen.text)

    def code_of(self, name: str) -> bytes:
        """The body of the first function of that name; empty where there is none."""
        names, module = self.pclntab.names, self.module
        index = self.indices[names.index(name)] if name in names else -1
        body = index - len(module.imported("function"))
        if not 0 <= body < len(module.bodies):
            return b""
        start = module.bodies.offsets[body]
        return module.data[start : start + module.bodies.sizes[body]]

    @cached_property
    def packages(self) -> tuple[str | None, ...]:
        """The import path of each position's package; `None` where nothing tells.

        Where the name does not, as of assembly, the folder of the file does.
        """
        packages = [package_of(name) for name in self.pclntab.names]
        known = {package for package in packages if package is not None}
        for position, package in enumerate(packages):
            if package is None:
                packages[position] = self._package_by_folder(position, known)
        return tuple(packages)

    def _package_by_folder(self, position: int, known: Container[str]) -> str | None:
        place = self.lines.declaration(position)
        folder = place.file.rpartition("/")[0] if place is not None else ""
        while folder and folder not in known:
            folder = folder.partition("/")[2]
        return folder or None

    @cached_property
    def trees(self) -> InlineTrees:
        """The calls inlined into each position."""
        return inline_trees(self.pclntab, self._tables, self.moduledata, self.version)

    @cached_property
    def lines(self) -> Lines:
        """Files and lines of each position."""
        return Lines(self.pclntab, self._tables, self.trees)

    @cached_property
    def _tables(self) -> ValueTables:
        return ValueTables(self.pclntab.data, self.pclntab.value_table)

    @cached_property
    def indices(self) -> "array[int]":
        """The function index of each position, -1 where no function of the module is it.

        Optimisers merge equal functions, so one index may stand at several positions.
        """
        by_value = _function_table(self.module)
        first = len(self.module.imported("function"))
        count = first + len(self.module.functions)
        if by_value:
            found = [by_value.get(entry, -1) for entry in self.pclntab.entries]
        else:
            found = [first + entry - FUNCTION_VALUE_OFFSET for entry in self.pclntab.entries]
        return array("q", [index if 0 <= index < count else -1 for index in found])

    @cached_property
    def positions(self) -> Mapping[int, int]:
        """The position of each function index that has one; the first where several were merged."""
        indices = self.indices
        found = dict(zip(reversed(indices), range(len(indices) - 1, -1, -1), strict=True))
        found.pop(-1, None)
        return found

    @cached_property
    def position_of_entry(self) -> Mapping[int, int]:
        """Positions by PC_F."""
        return {entry: position for position, entry in enumerate(self.pclntab.entries)}


def read_program(module: Module) -> GoProgram | None:
    """The Go program that the module is; `None` where it has no table of functions in its data.

    Of several tables, that of the program is the one that its own record of sections points to.
    """
    image = build_image(module) if may_have_pclntab(module) else None
    if image is None:
        return None
    programs = [GoProgram(module, image, pclntab) for pclntab in find_pclntabs(image)]
    return next(
        (program for program in programs if program.moduledata is not None),
        programs[0] if programs else None,
    )


def _function_table(module: Module) -> Mapping[int, int]:
    """Function indices by their place in the first table, as the active segments fill it."""
    found: dict[int, int] = {}
    for segment in module.elements:
        offset = segment.offset.value if segment.offset is not None else None
        if segment.mode == "active" and segment.table_index == 0 and offset is not None:
            found.update(enumerate(segment.functions, offset & 0xFFFFFFFF))
    return found
