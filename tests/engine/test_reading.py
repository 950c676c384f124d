"""A file is read whole or not at all, whatever it turns out to be."""

import os
from pathlib import Path

import pytest

from wasmlint.core.errors import InputError
from wasmlint.engine.reading import read_file


def test_a_file_at_the_limit_is_read_and_one_over_it_is_refused(tmp_path):
    path = tmp_path / "a.wasm"
    path.write_bytes(b"1234")
    assert read_file(path, 4) == b"1234"
    with pytest.raises(InputError, match="the file has 4 B, over the limit of 3 B; raise"):
        read_file(path, 3)


@pytest.mark.skipif(not os.path.exists("/proc/self/status"), reason="has no /proc")  # noqa: PTH110
def test_a_file_with_more_bytes_than_it_states_is_refused_too(tmp_path):
    path = Path("/proc/self/status")
    assert path.stat().st_size == 0
    with pytest.raises(InputError, match="over the limit of 8 B"):
        read_file(path, 8)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_without_a_writer_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "p")
    with pytest.raises(InputError, match="no regular file"):
        read_file(tmp_path / "p", 100)


def test_a_folder_cannot_be_read(tmp_path):
    with pytest.raises(InputError, match="the file cannot be read: "):
        read_file(tmp_path, 100)
