"""Paths: how they are shown, which match a glob, and which inputs a command line names."""

import glob
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from wasmlint.core.errors import UsageError
from wasmlint.core.text import safe

SUFFIXES = (".wasm", ".wasm.gz", ".wasm.br", ".wat")
_NEVER_ENTERED = frozenset({".git", ".hg", ".svn", "node_modules", "__pycache__", ".venv"})


def resolved(path: Path) -> Path:
    """`path` from the root of the file system, symbolic links followed as far as they lead.

    Unlike `Path.resolve` of older Pythons it does not fail at links that go in a circle.
    """
    return Path(os.path.realpath(path))


def shown(path: Path) -> str:
    """`path` relative to the working directory, with `/` between its parts.

    Symbolic links are resolved, so that two spellings of one file are shown alike.
    """
    try:
        relative = os.path.relpath(resolved(path))
    except ValueError:  # on another drive
        relative = str(path)
    return Path(relative).as_posix()


def matches(path: Path, pattern: str, folder: str) -> bool:
    """Whether `path` matches the glob `pattern`, which is relative to `folder`.

    `**` crosses folders; a pattern that names a folder matches all that is in it.
    """
    from wcmatch import glob as wildcard

    try:
        relative = Path(os.path.relpath(resolved(path), resolved(Path(folder)))).as_posix()
    except ValueError:
        return False
    flags = wildcard.GLOBSTAR | wildcard.DOTMATCH | wildcard.FORCEUNIX | wildcard.BRACE
    pattern = pattern.rstrip("/")
    return wildcard.globmatch(relative, [pattern, f"{pattern}/**"], flags=flags)


def expand(arguments: Sequence[str]) -> list[tuple[Path, bool]]:
    """The files that `arguments` name: (path, whether it was named itself), sorted, each once.

    An argument is a file, a folder (all modules below it), or a glob where no such file exists.
    Raises `UsageError` for one that names nothing, and for Go source, which is not checked yet.
    """
    found: dict[Path, bool] = {}
    for argument in arguments:
        for path in _named(argument):
            if path.is_dir():
                for below in _walk(path):
                    found.setdefault(resolved(below), False)
            else:
                if path.suffix == ".go":
                    raise UsageError(
                        f"{safe(argument)}: Go source is not checked yet; "
                        "give the .wasm file that `go build` makes of it"
                    )
                found[resolved(path)] = True
    return sorted(found.items(), key=lambda item: os.fsencode(shown(item[0])))


def _named(argument: str) -> Iterable[Path]:
    if not argument:
        raise UsageError("an empty path names nothing; write `.` for the working directory")
    path = Path(argument)
    if path.is_file() or path.is_dir():
        return [path]
    if path.exists():
        raise UsageError(irregular(argument))
    if path.is_symlink():
        raise UsageError(f"{safe(argument)}: the symbolic link leads to no file")
    if any(char in argument for char in "*?["):
        hits = sorted(glob.glob(argument, recursive=True))  # noqa: PTH207  absolute patterns too
        if hits:
            return [Path(hit) for hit in hits]
        raise UsageError(f"{safe(argument)}: no file matches this pattern")
    raise UsageError(f"{safe(argument)}: there is no such file or folder")


def irregular(name: str) -> str:
    """What to say of a device, a named pipe or a socket that was given as a file."""
    return (
        f"{safe(name)}: this is no regular file but a device, a pipe or a socket; "
        "`wasmlint check -` reads standard input"
    )


def _walk(folder: Path) -> Iterator[Path]:
    # Symbolic links to folders are not followed: they may lead out of the tree or in circles.
    for parent, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name not in _NEVER_ENTERED)
        for name in sorted(files):
            if name.lower().endswith(SUFFIXES):
                yield Path(parent, name)


def root_prefix(root: Path | None) -> str:
    """What leads from the root of the repository to the working directory: `` or `sub/folder/`.

    `root` is that root; where it is `None`, the nearest parent with a `.git`, else the working
    directory itself. GitHub takes relative paths from the root of the repository.
    Raises `UsageError` where `root` is no folder, or none that the working directory is in.
    """
    here = resolved(Path.cwd())
    if root is not None and not root.is_dir():
        raise UsageError(f"--sarif-root {safe(str(root))}: there is no such folder")
    if root is not None and not here.is_relative_to(resolved(root)):
        raise UsageError(
            f"--sarif-root {safe(str(root))}: this is neither the working directory nor above it; "
            "run wasmlint inside of that folder"
        )
    if root is None:
        parents = (here, *here.parents)
        root = next((folder for folder in parents if (folder / ".git").exists()), here)
    relative = os.path.relpath(here, resolved(root))
    return "" if relative == "." else f"{Path(relative).as_posix()}/"
