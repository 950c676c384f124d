"""Settings know the line of every value."""

import pytest

from wasmlint.core.errors import SettingsError
from wasmlint.engine.toml import Source, parse_toml

TEXT = """\
fail-on = "error"

[exports]
required = ["_start"]

[[budget]]
path = "a.wasm"
max-raw = "1 MiB"

[[budget]]
path = "b.wasm"
max-section.data = "3 kB"

[per-file-ignores]
"dist/*.wasm" = ["WL101"]
"""


@pytest.mark.parametrize(
    ("keys", "line"),
    [
        (["fail-on"], 1),
        (["exports"], 3),
        (["exports", "required"], 4),
        (["exports", "required", 0], 4),
        (["budget", 0], 6),
        (["budget", 0, "max-raw"], 8),
        (["budget", 1], 10),
        (["budget", 1, "max-section", "data"], 12),
        (["per-file-ignores", "dist/*.wasm"], 15),
        (["nowhere"], None),
    ],
)
def test_the_line_of_a_value_is_found(keys, line):
    assert Source("wasmlint.toml", TEXT).line(keys) == line


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("fail-on = ", "wasmlint.toml:1:11: this is not TOML: Invalid value"),
        ("a = 1\na = 2\n", "wasmlint.toml:2:6: this is not TOML: Cannot overwrite a value"),
    ],
)
def test_text_that_is_no_toml_is_refused_at_its_place(text, message):
    with pytest.raises(SettingsError) as error:
        parse_toml("wasmlint.toml", text)
    assert str(error.value) == message
