"""Absolute paths of the machine a module was built on: found in text, and cut to what they tell.

A path is cut to a prefix that many share, so that a debug build gives a handful of prefixes and
not thousands of paths.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from msgspec import Struct

# A path begins at the start of a text or behind a sign that cannot be part of one, and has at
# least two parts; `https:/` with one slash occurs in versions of emscripten's clang.
_PATH = re.compile(
    r"(?:^|(?<=[\s\"'(\[<=,;|])|(?<=file://))"
    r"(?P<path>/[\w.+@~-]+(?:/[\w.+@~$-]+)+/?|[A-Za-z]:[\\/][\w.+@~ -]+(?:[\\/][\w.+@~ -]+)+)"
)
# Strings of DWARF end with a zero byte; before one stands another's end, or numbers.
_PATH_IN_BYTES = re.compile(
    rb"(?<![ -~])(?:/[\w.+@~ \x80-\xff-]{1,255}(?:/[\w.+@~$ \x80-\xff-]{1,255})+|"
    rb"[A-Za-z]:[\\/][\w.+@~ \x80-\xff-]{1,255}(?:[\\/][\w.+@~ \x80-\xff-]{1,255})+)(?=\0)"
)

# In data, strings stand side by side with nothing between them (Rust's panic locations) or with a
# zero byte (Go's file table, C's __FILE__), so only what begins like a build folder and ends like a
# source file is taken for a path. Behind a letter, `/build/` is the middle of a relative path.
_BUILD_FOLDER = re.compile(
    rb"/(?:home|Users|root|builds?|github/workspace|__w|workspaces?)/|:[\\/]Users[\\/]"
)
_SOURCE_PATH_IN_DATA = re.compile(
    rb"(?:/(?:home|Users)/[\w.+@~-]{1,64}/|[A-Za-z]:[\\/]Users[\\/][\w.+@~ -]{1,64}[\\/]"
    rb"|(?<![\w.)-])/(?:root|builds?|github/workspace|__w|workspaces?)/)"
    rb"[\w.+@~\\/-]{1,240}?(?:\.rs|\.(?:go|swift|zig|nim|cpp|cxx|cc|hpp|hh|c|h|s|S)(?![\w.-]))"
)

# Accounts of build services, images and emulated systems, which name no person: GitHub Actions,
# CircleCI, Azure Pipelines, Travis CI, Bitrise, Read the Docs, Gitpod, Codespaces, conda-forge,
# Jenkins, cloud images, and emscripten's file system (src/lib/libfs.js).
_SERVICE_ACCOUNTS = frozenset(
    {
        "app",
        "build",
        "build-user",
        "buildbot",
        "builder",
        "circleci",
        "codespace",
        "conda",
        "debian",
        "docs",
        "ec2-user",
        "gitpod",
        "gradle",
        "jenkins",
        "node",
        "public",
        "runner",
        "runneradmin",
        "shared",
        "travis",
        "ubuntu",
        "user",
        "vagrant",
        "vscode",
        "vsts",
        "vsts_azpcontainer",
        "web_user",
        "worker",
    }
)

_HOME = re.compile(
    r"(?P<prefix>(?:/(?:home|Users|var/home|usr/home|mnt/[a-z]/Users|[a-z]/Users)/"
    r"|[A-Za-z]:[\\/]Users[\\/]|[A-Za-z]:[\\/]Documents and Settings[\\/])(?P<user>[^\\/]+))",
    re.IGNORECASE,
)
# Where toolchains and their standard libraries are built or installed.
_TOOLCHAIN = re.compile(
    r"/rustc/[0-9a-f]{7,40}|/rust/deps(?=/|$)"  # rust-lang/rust: the standard library
    r"|/emsdk(?:_portable)?(?=/|$)|/b/s/w/ir(?=/|$)"  # emscripten, and the builders of its releases
    r"|/usr(?:/local)?/(?:lib|share|include|go|libexec|bin|cargo|rustup)(?=/|$)"
    r"|/nix/store/[^/]+|/opt/[^/]+"
    r"|/wasi-sdk(?:-[^/]*)?(?=/|$)|/opt/wasi-sdk(?=/|$)"
    r"|/hostedtoolcache/[^/]+"
    r"|/build/reproducible-path/[^/]+"  # Debian's packages, compilers and C libraries among them
    r"|(?:/root|/home/runner|/Users/runner)?/go/pkg/mod/golang\.org/toolchain@[^/]+"
    r"|/home/build-user/[^/]+"  # the builders of swift.org
)
_BUILD_ROOT = re.compile(
    r"/(?:root|build|builds|builddir|work|workspace|workspaces|src|app|code|tmp|go|github/workspace"
    r"|usr/src|var/[^/]+|private/(?:tmp|var)|home/[^/]+|Users/[^/]+)(?=/|$)"
)


class PathPrefix(Struct, frozen=True):
    """The beginning that paths of a module share.

    `is_personal` says that it holds the name of a user account, `is_toolchain` that the paths are
    those of a toolchain and not of the build.
    """

    text: str
    is_personal: bool
    is_toolchain: bool


def paths_in_text(text: str) -> list[str]:
    """The absolute paths in a text, in order."""
    if "/" not in text and "\\" not in text:
        return []
    return [match["path"] for match in _PATH.finditer(text)]


def paths_in_bytes(data: bytes, start: int, end: int) -> Iterable[tuple[int, str]]:
    """The absolute paths among the strings of a section, each with its file offset."""
    # A slice, since the pattern would look at what stands before `start`.
    for match in _PATH_IN_BYTES.finditer(data[start:end]):
        yield start + match.start(), match[0].decode("utf-8", "replace")


def source_paths_in_segments(
    data: bytes, starts: Sequence[int], sizes: Sequence[int]
) -> Iterable[tuple[int, str]]:
    """The absolute paths of source files in data segments, each with its file offset, in order.

    `starts` and `sizes` say where the segments lie in `data`, one behind the other.
    """
    if not starts:
        return
    # A Go module has 100,000 segments, of which next to none holds a path.
    end = starts[-1] + sizes[-1]
    places = (match.start() for match in _BUILD_FOLDER.finditer(data, starts[0], end))
    for segment in dict.fromkeys(bisect_right(starts, place) - 1 for place in places):
        start = starts[segment]
        for match in _SOURCE_PATH_IN_DATA.finditer(data, start, start + sizes[segment]):
            yield match.start(), match[0].decode("utf-8", "replace")


def path_prefix(path: str) -> PathPrefix:
    """What an absolute path tells of where it was: a home folder, a toolchain's, or its first two.

    `/home/ada/project/main.c` is `/home/ada`, `/rustc/<hash>/library/std/src/io/mod.rs` is
    `/rustc/<hash>`, `/srv/ci/job-7/main.c` is `/srv/ci`.
    """
    toolchain = _TOOLCHAIN.match(path)
    if toolchain:
        return PathPrefix(toolchain[0], is_personal=False, is_toolchain=True)
    home = _HOME.match(path)
    if home:
        is_personal = home["user"].lower() not in _SERVICE_ACCOUNTS
        return PathPrefix(home["prefix"], is_personal, is_toolchain=False)
    root = _BUILD_ROOT.match(path)
    if root:
        return PathPrefix(root[0], is_personal=False, is_toolchain=False)
    parts = re.split(r"([\\/])", path)
    # A separator stands between any two parts: an absolute path begins with an empty one.
    kept = parts[:5] if path.startswith("/") else parts[:3]
    return PathPrefix("".join(kept), is_personal=False, is_toolchain=False)
