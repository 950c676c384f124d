"""A run that loses one of its processes says so."""

import multiprocessing
import os
from datetime import date

import pytest

from wasmlint.core.errors import InputError
from wasmlint.engine import run
from wasmlint.engine.settings import Settings

forks = pytest.mark.skipif(
    multiprocessing.get_start_method() != "fork", reason="a new process would not see the patch"
)


@forks
def test_a_process_that_is_ended_from_outside_is_no_fault_of_ours(tmp_path, monkeypatch):
    paths = [tmp_path / name for name in ("a.wasm", "b.wasm")]
    for path in paths:
        path.write_bytes(b"\0asm\1\0\0\0")
    monkeypatch.setattr(run, "_WORTH_A_PROCESS", 1)
    monkeypatch.setattr(run, "judge", lambda *_: os._exit(9))
    with pytest.raises(InputError, match="for want of memory perhaps; try --jobs 1"):
        run.run(paths, lambda _: Settings(), date(2026, 1, 1), jobs=2)
