"""Every key of the settings is read, and what is wrong is refused with its line."""

from datetime import date

import pytest

from wasmlint.core.errors import SettingsError
from wasmlint.engine.settings import Budget, IgnoredFinding, Settings, read_settings
from wasmlint.engine.toml import parse_toml


def read(text, base=None):
    return read_settings(parse_toml("wasmlint.toml", text), base or Settings())


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ('select = ["WL1", "size"]', "select", ("WL1", "size")),
        ('fail-on = "never"', "fail_on", "never"),
        ('max-file-size = "1 MiB"', "max_file_size", 1048576),
        ("timeout = 5", "timeout", 5),
        ('targets = ["safari>=17", "wazero"]', "targets", ("safari>=17", "wazero")),
        ('host = "wazero"', "host", "wazero"),
        ('[exports]\nrequired = ["run"]', "required_exports", ("run",)),
        ("[imports]\nallow = []", "allowed_imports", ()),
        ('[severity]\nWL301 = "note"', "severities", (("WL301", "note"),)),
        ('[params.WL302]\nlimit = "1 MiB"', "params", (("WL302", (("limit", "1 MiB"),)),)),
        (
            '[[budget]]\npath = "a"\nmax-gzip = "1 kB"\nmax-section.code = 5',
            "budgets",
            (Budget("a", (("gzip", None, 1000), ("section", "code", 5)), "wasmlint.toml:1"),),
        ),
        (
            '[[ignore-finding]]\nrule = "WL1"\nreason = "r"\nexpires = 2027-03-31',
            "ignored",
            (IgnoredFinding("WL1", "**", "*", "r", date(2027, 3, 31), "wasmlint.toml", 1),),
        ),
    ],
)
def test_a_key_is_read(text, name, value):
    assert getattr(read(text), name) == value


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            '\nfail_on = "error"',
            "wasmlint.toml:2: `fail_on` is not a known key (did you mean `fail-on`?)",
        ),
        (
            'fail-on = "eror"',
            "`fail-on` is `eror`; use one of error, warning, note, never (did you mean `error`?)",
        ),
        ("select = 3", "`select` must be a list"),
        ("select = [3]", "`select[0]` must be a non-empty string"),
        ('max-file-size = "1 M"', "`max-file-size` is wrong: `M` is not a unit of size"),
        ("timeout = 0", "`timeout` must be a whole number from 1 to 86400"),
        ("timeout = true", "`timeout` must be a whole number"),
        ('targets = ["netscape>=4"]', "wasmlint.toml:1: `targets[0]` is wrong: "),
        ('host = "wazro"', "did you mean `wazero`?"),
        ("[[budget]]\nmax-raw = 1", "wasmlint.toml:1: `budget[0]` lacks `path`"),
        ('[[budget]]\npath = "a"', "`budget[0]` states no limit"),
        ('[[ignore-finding]]\nrule = "WL1"', "`ignore-finding[0]` lacks `reason`"),
        (
            '[[ignore-finding]]\nrule = "WL1"\nreason = " "',
            "`ignore-finding[0].reason` must be a non-empty",
        ),
        ('required-version = ">=99.1"', "asks for wasmlint 99.1 or newer; this is "),
        ('required-version = "newest"', "must be a lowest version"),
    ],
)
def test_a_wrong_value_is_refused_at_its_place(text, message):
    with pytest.raises(SettingsError) as error:
        read(text)
    assert message in str(error.value)


def test_tables_add_to_those_of_the_extended_file_and_other_keys_replace_them():
    base = read('select = ["WL1"]\nhost = "wazero"\n[severity]\nWL101 = "note"\n')
    settings = read('select = ["WL2"]\n[severity]\nWL102 = "error"\n', base)
    assert settings.select == ("WL2",)
    assert settings.host == "wazero"
    assert settings.severities == (("WL101", "note"), ("WL102", "error"))
