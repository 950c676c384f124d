"""The `dependency` table: modules that a Go program was built from, as it has them on record."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.goprograms import go_program, memory_span
from wasmlint.core.places import Place
from wasmlint.facts.column import Flag, Text, column, table
from wasmlint.facts.rows import Rows
from wasmlint.provenance.golang.buildinfo import GoModule

# A folder has no version (go.dev/ref/mod#go-mod-file-replace); the second is what is on record.
_OF_A_FOLDER = (None, "(devel)")


class _Dependency:
    """A module that the binary was built from, other than the main one."""

    name: Text = column("Its path: `golang.org/x/text`.")
    version: Text | None = column("The version required; none where none is on record.")
    replaced_by: Text | None = column(
        "What was used in its place: another path, `path@version`, or a local folder; none where"
        " the module itself was used."
    )
    sum: Text | None = column(
        "The `h1:` hash of the files used, those of the replacement if there is one; none where"
        " none is on record."
    )
    is_local: Flag = column("Was replaced by a folder of the machine of the build.")


DEPENDENCY = table("dependency", key="name")(_Dependency)


def fill(given: Input) -> Rows:
    """One row per module, in the order on record, which is that of their paths."""
    program = given.once(go_program)
    build_info = program.build_info if program is not None else None
    modules = build_info.dependencies if build_info is not None else ()

    def place(row: int) -> Place:
        module = modules[row]
        span = memory_span(given, module.address, module.size)
        return Place(f"dependency {module.path}", "dependency", span)

    return Rows(
        DEPENDENCY,
        len(modules),
        place,
        {
            "name": [module.path for module in modules],
            "version": [module.version for module in modules],
            "replaced_by": [_replaced_by(module) for module in modules],
            "sum": [(module.replacement or module).sum for module in modules],
            "is_local": [_is_local(module) for module in modules],
        },
    )


# Go puts the second on record (cmd/go/internal/load/pkg.go, debugModFromModinfo).
_NO_VERSIONS = (None, "(devel)")


def _replaced_by(module: GoModule) -> str | None:
    used = module.replacement
    if used is None:
        return None
    return used.path if used.version in _OF_A_FOLDER else f"{used.path}@{used.version}"


def _is_local(module: GoModule) -> bool:
    return module.replacement is not None and module.replacement.version in _OF_A_FOLDER


ANALYSIS = Analysis(DEPENDENCY, fill)
