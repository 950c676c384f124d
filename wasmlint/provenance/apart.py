"""Work done in a process of its own, which may die, hang or want all memory without harm.

For libraries that hostile bytes can bring to that. What runs there are modules of this package that
import little; their `main` reads a request from standard input and writes answers line by line.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from types import ModuleType

_START = (
    "import sys; sys.path += sys.argv[2:]; import importlib;"
    " importlib.import_module(sys.argv[1]).main()"
)
_PACKAGE_FOLDER = Path(__file__).parent.parent.parent


def answers_of(
    module: str, libraries: Sequence[ModuleType], request: bytes, seconds: float
) -> tuple[list[bytes], bool]:
    """The whole lines that `main` of `module` wrote, and whether it came to its own end.

    It may import `libraries`, and is stopped after so many seconds.
    """
    files = [library.__file__ for library in libraries]
    folders = {str(_PACKAGE_FOLDER), *(str(Path(file).parent.parent) for file in files if file)}
    import subprocess

    # Isolated and without `site`: nothing of the user's environment decides what runs.
    command = [sys.executable, "-I", "-S", "-c", _START, module, *sorted(folders)]
    is_done = False
    try:
        process = subprocess.run(  # noqa: S603 - this very Python and a module of this package
            command,
            input=request,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            timeout=max(seconds, 0.0),
            check=False,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        output, is_done = process.stdout, process.returncode == 0
    except subprocess.TimeoutExpired as stopped:
        output = stopped.stdout or b""
    except OSError:
        return [], False
    return output.split(b"\n")[:-1], is_done


def bound_memory(most_bytes: int) -> None:
    """Limits this process where the system can; where it cannot, the time limit must do."""
    try:
        import resource
    except ImportError:
        return
    for limit, value in ((resource.RLIMIT_AS, most_bytes), (resource.RLIMIT_CORE, 0)):
        try:
            resource.setrlimit(limit, (value, value))
        except (OSError, ValueError):
            continue


def answer(line: bytes) -> None:
    """Writes a line, which is out before anything that follows can end the process."""
    sys.stdout.buffer.write(line + b"\n")
    sys.stdout.buffer.flush()
