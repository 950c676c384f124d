"""Files in the folder of a module, where its debug data may lie."""

from collections.abc import Callable
from pathlib import Path

from wasmlint.core.errors import InputError
from wasmlint.engine.reading import read_file

Beside = Callable[[str], bytes | None]
"""The bytes of the file of that name, `None` where there is none that can be read."""


def beside(path: Path, limit_bytes: int) -> Beside:
    """What reads the files in the folder of the module at `path`.

    A link that leads out of the folder is no file of it.
    """

    def read(name: str) -> bytes | None:
        file = path.parent / name
        try:
            is_inside = file.resolve(strict=True).parent == path.parent.resolve(strict=True)
            return read_file(file, limit_bytes) if is_inside else None
        except (InputError, OSError, ValueError, RuntimeError):
            return None

    return read
