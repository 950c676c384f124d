"""The entry point: runs the command line and maps every outcome to an exit code."""

import gc
import os
import sys
import traceback
from io import TextIOWrapper

from wasmlint import __version__
from wasmlint.cli.exits import Exit
from wasmlint.core.errors import InputError, WasmlintError
from wasmlint.core.text import safe


def main() -> int:
    """The exit code of the command line in `sys.argv`; prints what it has to say."""
    _prepare_streams()
    # Most of what a run makes lives until its end, so there is little garbage to look for.
    gc.set_threshold(150_000)
    if sys.argv[1:] in (["--version"], ["-V"], ["version"]):  # must not pay for the rest
        print(f"wasmlint {__version__}")
        return Exit.CLEAN
    import typer
    from typer.exceptions import TyperException

    try:
        from wasmlint.cli.app import app

        outcome = app(standalone_mode=False, prog_name="wasmlint")
        return int(outcome) if isinstance(outcome, int) else Exit.CLEAN
    except typer.Exit as error:
        return error.exit_code
    except TyperException as error:
        context = getattr(error, "ctx", None)
        command = context.command_path if context else "wasmlint"
        _say(f"wasmlint: error: {error.format_message()}\nTry `{command} --help`.")
        return Exit.USAGE
    except (typer.Abort, KeyboardInterrupt):
        return Exit.INTERRUPTED
    except WasmlintError as error:
        _say(f"wasmlint: error: {error}")
        return Exit.INCOMPLETE if isinstance(error, InputError) else Exit.USAGE
    except SystemExit as error:
        # How typer answers a reader that went away; the shell's own code for that is 128 + SIGPIPE.
        return 141 if isinstance(error.__context__, BrokenPipeError) else Exit.BUG
    except Exception as error:  # noqa: BLE001  the one place that keeps tracebacks from users
        _say(f"wasmlint: bug: {type(error).__name__}: {safe(str(error), 500)}")
        _say(f"This is a fault of wasmlint {__version__}, not of your input. Please report it.")
        if os.environ.get("WASMLINT_TRACEBACK"):
            traceback.print_exc()
        else:
            _say("Set WASMLINT_TRACEBACK=1 to see where it happened.")
        return Exit.BUG


def _prepare_streams() -> None:
    # Windows consoles may not be UTF-8, and a name that cannot be encoded must not end the run.
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _say(text: str) -> None:
    print("\n".join(safe(line, 2000) for line in text.splitlines()), file=sys.stderr)
