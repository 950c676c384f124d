"""Exit codes, named once. They never depend on the output format."""

from enum import IntEnum


class Exit(IntEnum):
    """What the exit code of every command means."""

    CLEAN = 0  # complete, and nothing at or over the threshold
    FINDINGS = 1  # complete, with findings at or over the threshold
    USAGE = 2  # nothing done: the call or the configuration is wrong
    INCOMPLETE = 3  # some input could not be judged; what could be is reported
    BUG = 4  # wasmlint itself failed
    INTERRUPTED = 130  # 128 + SIGINT, as shells have it
