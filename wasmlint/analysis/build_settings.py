"""The `build_setting` table: flags, environment and version control of a Go build, as recorded."""

from wasmlint.analysis.base import Analysis, Input
from wasmlint.analysis.goprograms import go_program, memory_span
from wasmlint.core.places import Place
from wasmlint.facts.column import Text, column, table
from wasmlint.facts.rows import Rows


class _BuildSetting:
    """A recorded build flag; Go records them since 1.18."""

    key: Text = column("Its name: a flag (`-ldflags`), a variable (`GOOS`), or `vcs.modified`.")
    value: Text = column("Its value, as text; a flag without one is `true`.")


BUILD_SETTING = table("build_setting", key="key")(_BuildSetting)


def fill(given: Input) -> Rows:
    """One row per setting, in the order on record."""
    program = given.once(go_program)
    build_info = program.build_info if program is not None else None
    settings = build_info.settings if build_info is not None else ()

    def place(row: int) -> Place:
        setting = settings[row]
        span = memory_span(given, setting.address, setting.size)
        return Place(f"build setting {setting.key}", "build setting", span)

    return Rows(
        BUILD_SETTING,
        len(settings),
        place,
        {
            "key": [setting.key for setting in settings],
            "value": [setting.value for setting in settings],
        },
    )


ANALYSIS = Analysis(BUILD_SETTING, fill)
