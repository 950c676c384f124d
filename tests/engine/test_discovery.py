"""The nearest settings file holds, within the repository."""

import pytest

from wasmlint.core.errors import SettingsError
from wasmlint.engine.discovery import find_settings, load_settings


def test_the_nearest_file_up_to_the_root_of_the_repository_holds(tmp_path):
    repository = tmp_path / "repository"
    inner = repository / "apps" / "shop"
    inner.mkdir(parents=True)
    (repository / ".git").mkdir()
    (tmp_path / "wasmlint.toml").write_text("")
    assert find_settings(inner) is None
    (repository / "wasmlint.toml").write_text("")
    find_settings.cache_clear()
    assert find_settings(inner) == repository / "wasmlint.toml"
    (inner / ".wasmlint.toml").write_text("")
    find_settings.cache_clear()
    assert find_settings(inner) == inner / ".wasmlint.toml"


@pytest.mark.parametrize(
    ("text", "is_found"), [("[tool.black]\n", False), ("[tool.wasmlint]\n", True)]
)
def test_pyproject_counts_only_with_its_table(tmp_path, text, is_found):
    (tmp_path / ".git").mkdir()
    (tmp_path / "pyproject.toml").write_text(text)
    assert (find_settings(tmp_path) is not None) == is_found


def test_a_file_extends_another_and_packs_stay_relative_to_the_file_that_names_them(tmp_path):
    (tmp_path / "ours").mkdir()
    (tmp_path / "base.toml").write_text('packs = ["ours"]\nfail-on = "note"\n')
    (tmp_path / "sub").mkdir()
    (tmp_path / "sub" / "wasmlint.toml").write_text('extend = "../base.toml"\nignore = ["WL1"]\n')
    settings = load_settings(tmp_path / "sub" / "wasmlint.toml")
    assert (settings.fail_on, settings.ignore) == ("note", ("WL1",))
    assert settings.packs == (str(tmp_path / "ours"),)


def test_files_that_extend_each_other_in_a_circle_are_refused(tmp_path):
    (tmp_path / "a.toml").write_text('extend = "b.toml"')
    (tmp_path / "b.toml").write_text('extend = "a.toml"')
    with pytest.raises(SettingsError, match="extends itself"):
        load_settings(tmp_path / "a.toml")


def test_extending_a_file_that_is_not_there_is_refused_with_its_line(tmp_path):
    (tmp_path / "a.toml").write_text('\nextend = "b.toml"')
    with pytest.raises(SettingsError, match=r"a.toml:2: `extend` names a file that does not exist"):
        load_settings(tmp_path / "a.toml")
