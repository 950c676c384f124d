"""The packages of `packages.toml`: fetched into a folder, and the modules found in a folder.

npm and pip do the fetching.
"""

import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

_LIST = Path(__file__).with_name("packages.toml")
_MAGIC = b"\0asm"


@dataclass(frozen=True)
class Package:
    """A package at one version; `registry` is `npm` or `pypi`."""

    registry: str
    name: str
    version: str

    def __str__(self) -> str:
        return f"{self.name} {self.version}"

    @property
    def folder(self) -> Path:
        """Where it lies below the folder of all packages."""
        return Path(self.registry, self.name)


def listed_packages() -> tuple[Package, ...]:
    """The packages of the list, in its order."""
    registries = tomllib.loads(_LIST.read_text(encoding="utf-8"))
    return tuple(
        Package(registry, name, version)
        for registry, packages in registries.items()
        for name, version in packages.items()
    )


def install(folder: Path) -> None:
    """Fetches the packages that are not in `folder` yet.

    Raises `CalledProcessError` where npm or pip fails.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for package in listed_packages():
        target = folder / package.folder
        if target.exists():
            continue
        print(f"fetching {package}", file=sys.stderr)
        with tempfile.TemporaryDirectory(dir=folder) as scratch:
            found = _from_npm if package.registry == "npm" else _from_pypi
            fetched = found(package, Path(scratch))
            # Only what has arrived whole appears under its name.
            target.parent.mkdir(parents=True, exist_ok=True)
            fetched.rename(target)


def _from_npm(package: Package, scratch: Path) -> Path:
    # The name of the command is `npm.cmd` on Windows, which only a search finds.
    npm = shutil.which("npm") or "npm"
    spec = f"{package.name}@{package.version}"
    command = [npm, "pack", "--silent", "--ignore-scripts", spec]
    subprocess.run(command, cwd=scratch, check=True, stdout=subprocess.DEVNULL)
    (tarball,) = scratch.glob("*.tgz")
    with tarfile.open(tarball) as archive:
        archive.extractall(scratch, filter="data")
    # The folder in the archive is mostly called `package`, but need not be.
    (unpacked,) = (path for path in scratch.iterdir() if path.is_dir())
    return unpacked


def _from_pypi(package: Package, scratch: Path) -> Path:
    unpacked = scratch / "package"
    options = ("--quiet", "--no-deps", "--no-compile", "--only-binary", ":all:")
    spec = f"{package.name}=={package.version}"
    pip = [sys.executable, "-m", "pip", "install", *options, "--target", str(unpacked), spec]
    subprocess.run(pip, check=True)
    return unpacked


def find_modules(folder: Path) -> Iterator[tuple[str, Path]]:
    """The files below `folder` that begin as modules do, whatever they are called, by path.

    Each with the package that it belongs to, `-` where that is none of the list.
    """
    packages = {folder / package.folder: str(package) for package in listed_packages()}
    for path in sorted(folder.rglob("*")):
        if path.is_file() and _begins_as_module(path):
            owner = next((parent for parent in path.parents if parent in packages), None)
            yield packages[owner] if owner else "-", path


def _begins_as_module(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(_MAGIC)) == _MAGIC
