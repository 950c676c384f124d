"""What the declarations of settings say of a key is what happens with it."""

import tomllib

import pytest
from msgspec.structs import fields

from wasmlint.core.errors import SettingsError
from wasmlint.engine.keys import flattened
from wasmlint.engine.known import KEYS
from wasmlint.engine.settings import Settings, read_settings
from wasmlint.engine.toml import parse_toml

NAMED = dict(flattened(KEYS))


def read(text):
    return read_settings(parse_toml("wasmlint.toml", text), Settings())


def test_each_field_of_the_settings_has_one_key():
    declared = [key.field for key in NAMED.values() if key.field]
    told_by_the_engine = {"path", "folder", "places"}
    assert sorted(declared) == sorted(
        {field.name for field in fields(Settings)} - told_by_the_engine
    )


@pytest.mark.parametrize("name", [name for name, key in NAMED.items() if key.example])
def test_an_example_sets_its_key_and_no_other(name):
    key = NAMED[name]
    content = tomllib.loads(key.example)
    assert len(content) == 1
    for part in name.split("."):
        content = content[part]
    settings = read(key.example)
    changed = {
        field.name
        for field in fields(Settings)
        if getattr(settings, field.name) != getattr(Settings(), field.name)
    }
    assert changed - {"places"} == ({key.field} if key.field else set())


def test_every_key_has_an_example_or_is_in_one():
    for name, key in NAMED.items():
        parent = NAMED.get(name.rpartition(".")[0])
        assert key.example or key.keys or (parent is not None and parent.example), name


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("timeout = 0", "timeout"),
        ("brotli-quality = 12", "brotli-quality"),
        ('fail-on = "worst"', "fail-on"),
        ('min-severity = "worst"', "min-severity"),
        ("max-file-size = []", "max-file-size"),
        ('[[budget]]\npath = "a"\nmax-raw = []', "budget.max-raw"),
        ('required-version = "new"', "required-version"),
        (
            '[[ignore-finding]]\nrule = "ALL"\nreason = "r"\nexpires = "soon"',
            "ignore-finding.expires",
        ),
    ],
)
def test_what_a_key_takes_is_what_the_message_about_a_wrong_value_asks_for(text, name):
    with pytest.raises(SettingsError) as error:
        read(text)
    assert NAMED[name].form.words in str(error.value)


def test_every_host_and_engine_named_is_taken():
    for host in NAMED["host"].form.options():
        assert read(f'host = "{host}"').host == host
    for engine in NAMED["targets"].form.options():
        assert read(f'targets = ["{engine}"]').targets == (engine,)
