"""A limit on the time that one file may take."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from wasmlint.core.errors import InputError


@contextmanager
def deadline(seconds: int) -> Iterator[None]:
    """Raises `InputError` inside its block when that has run for `seconds`.

    Without effect where the system has no alarm signal (Windows) or outside the main thread.
    """
    if not hasattr(signal, "SIGALRM") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise InputError(f"judging it took longer than {seconds} s; raise `timeout` to allow more")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
