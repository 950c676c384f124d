"""Folders become a pack: what is read, in which order, and what of two rules cannot be."""

import errno
import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from wasmlint.core.errors import RuleErrors, UsageError
from wasmlint.rulepack.load import builtin_folder, load_pack
from wasmlint.rulepack.yaml import MAX_CHARS


def rule_text(text, rule_id, name):
    return text.replace("ACME001", rule_id).replace("name: oversized-function", f"name: {name}")


def write(folder, text, rule_id, name, at="pack/size"):
    return folder.write(f"{at}/{rule_id}-{name}.yaml", rule_text(text, rule_id, name))


def problems(folder, *folders):
    with pytest.raises(RuleErrors) as caught:
        folder.load(*folders)
    return list(caught.value.problems)


def test_rules_come_by_id_whatever_their_folders(folder, text):
    write(folder, text, "ACME003", "third", "pack/a")
    write(folder, text, "ACME001", "first", "pack/b/c")
    write(folder, text, "ACME002", "second", "other")
    pack = folder.load("pack", "other")
    assert [(rule.info.id, rule.info.family, rule.source.path) for rule in pack.rules] == [
        ("ACME001", "c", "pack/b/c/ACME001-first.yaml"),
        ("ACME002", "other", "other/ACME002-second.yaml"),
        ("ACME003", "a", "pack/a/ACME003-third.yaml"),
    ]


def test_one_file_may_stand_for_a_folder(folder, text):
    write(folder, text, "ACME001", "first")
    write(folder, text, "ACME002", "second")
    pack = folder.load("pack/size/ACME002-second.yaml")
    assert [rule.info.id for rule in pack.rules] == ["ACME002"]


def test_an_absolute_path_below_the_working_folder_is_shown_relative(folder, text):
    write(folder, text, "ACME001", "first")
    (rule,) = folder.load(str(folder.root / "pack")).rules
    assert rule.source.path == "pack/size/ACME001-first.yaml"


def test_the_working_folder_itself_may_be_the_pack(folder, text, monkeypatch):
    write(folder, text, "ACME001", "first", at="size")
    (rule,) = folder.load(".").rules
    assert (rule.source.path, rule.info.family) == ("size/ACME001-first.yaml", "size")


def test_problems_of_all_files_come_together_in_order(folder, text):
    write(folder, text.replace("warning", "bad"), "ACME002", "second", "pack/b")
    write(folder, text.replace("warning", "bad"), "ACME001", "first", "pack/a")
    write(folder, text.replace("high", "bad"), "ACME003", "third", "other")
    assert [problem.split(" ")[0] for problem in problems(folder, "pack", "other")] == [
        "pack/a/ACME001-first.yaml:4:11:",
        "pack/b/ACME002-second.yaml:4:11:",
        "other/ACME003-third.yaml:5:13:",
    ]


def test_two_rules_cannot_share_an_id_a_name_or_an_alias(folder, text):
    write(folder, text, "ACME001", "first", "pack")
    write(folder, text, "ACME001", "second", "other")
    write(folder, text, "ACME002", "first", "other")
    aliased = text.replace("since:", "aliases: [first]\nsince:")
    write(folder, aliased, "ACME003", "third", "other")
    assert problems(folder, "pack", "other") == [
        "other/ACME001-second.yaml:1:5: `ACME001` is taken by pack/ACME001-first.yaml:1",
        "other/ACME002-first.yaml:2:7: `first` is taken by pack/ACME001-first.yaml:2",
        "other/ACME003-third.yaml:6:11: `first` is taken by pack/ACME001-first.yaml:2",
    ]


def test_a_folder_that_is_not_there_is_a_wrong_call(folder):
    with pytest.raises(UsageError, match="there is no folder `nowhere` to read rules from"):
        folder.load("nowhere")


def test_a_folder_without_rules_is_a_problem(folder):
    folder.write("pack/readme.md", "no rules")
    assert problems(folder) == ["pack: holds no rule files (`*.yaml`)"]


def test_a_rule_file_of_another_suffix_is_not_passed_over(folder):
    folder.write("pack/ACME001-first.yml", "id: ACME001")
    assert problems(folder) == ["pack/ACME001-first.yml: the name of a rule file ends in `.yaml`"]


def test_hidden_files_and_folders_are_no_rules(folder, text):
    write(folder, text, "ACME001", "first")
    folder.write("pack/.git/config.yaml", "[")
    folder.write("pack/size/._ACME001-first.yaml", "[")
    assert len(folder.load().rules) == 1


def test_a_file_beside_a_rule_must_be_named_by_a_case(folder, text):
    write(folder, text, "ACME001", "first")
    folder.write("pack/size/ACME001-first/big.wasm", b"")
    assert problems(folder) == ["pack/size/ACME001-first/big.wasm: no case names this file"]


def test_a_folder_of_files_must_have_its_rule(folder, text):
    write(folder, text, "ACME001", "first")
    folder.write("pack/size/ACME002-gone/big.wasm", b"")
    assert problems(folder) == ["pack/size/ACME002-gone: the rule `ACME002-gone.yaml` is not there"]


def test_a_file_that_is_no_text_is_a_problem(folder, text):
    folder.write(text=text.encode().replace(b"slow", b"sl\xf6w"))
    assert problems(folder) == [
        "pack/size/ACME001-oversized-function.yaml:8:1: the byte 0xf6 is no UTF-8"
    ]


def test_too_large_a_file_is_a_problem(folder):
    folder.write(text="#" * (4 * MAX_CHARS + 1))
    assert problems(folder) == [
        "pack/size/ACME001-oversized-function.yaml:1:1: the file has more than 1,048,576 bytes"
    ]


def test_a_file_named_twice_is_read_once(folder, text):
    write(folder, text, "ACME001", "first")
    pack = folder.load("pack", "pack/size", "pack/size/ACME001-first.yaml")
    assert [rule.info.id for rule in pack.rules] == ["ACME001"]


def test_a_folder_that_cannot_be_listed_is_not_passed_over(folder, text, monkeypatch):
    write(folder, text, "ACME001", "first")
    scandir = os.scandir

    def refuse(path):
        if Path(path).name == "size":
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    assert problems(folder) == ["pack/size: the folder cannot be read: Permission denied"]


def test_a_file_that_cannot_be_read_is_a_problem(folder):
    (folder.root / "pack").mkdir()
    (folder.root / "pack" / "ACME001-gone.yaml").symlink_to("nowhere")
    assert problems(folder) == [
        "pack/ACME001-gone.yaml:1:1: the file cannot be read: No such file or directory"
    ]


def test_a_hostile_file_name_cannot_break_a_line(folder):
    folder.write("pack/size/x\n::error::\x1b.yaml", "[")
    (problem,) = problems(folder)
    assert "\n" not in problem
    assert "\x1b" not in problem


class TestBuiltInRules:
    @pytest.fixture(autouse=True)
    def builtin(self, folder, monkeypatch):
        monkeypatch.setattr("wasmlint.rulepack.load.builtin_folder", lambda: folder.root / "rules")

    def test_family_and_id_agree(self, folder, text):
        write(folder, text, "WL301", "first", "rules/size")
        (rule,) = folder.load("rules").rules
        assert (rule.info.id, rule.info.family) == ("WL301", "size")

    @pytest.mark.parametrize(
        ("rule_id", "family", "problem"),
        [
            ("WL401", "size", "rules in `size` have ids from `WL300` to `WL399`, not `WL401`"),
            ("WL301", "sizes", "the folder `sizes` is no family of rules; did you mean `size`?"),
            (
                "ACME001",
                "size",
                "`id` must be `WL` and three digits, such as `WL301`, not `ACME001`",
            ),
        ],
    )
    def test_a_rule_in_the_wrong_place_is_a_problem(self, folder, text, rule_id, family, problem):
        write(folder, text, rule_id, "first", f"rules/{family}")
        path = f"rules/{family}/{rule_id}-first.yaml"
        assert problems(folder, "rules") == [f"{path}:1:5: {problem}"]

    def test_a_family_alone_may_be_loaded(self, folder, text):
        write(folder, text, "WL301", "first", "rules/size")
        write(folder, text, "WL101", "second", "rules/wasi")
        (rule,) = folder.load("rules/size").rules
        assert rule.source.path == "rules/size/WL301-first.yaml"

    def test_one_built_in_rule_may_be_loaded(self, folder, text):
        path = write(folder, text, "WL301", "first", "rules/size")
        (rule,) = folder.load(str(path)).rules
        assert rule.source.path == "rules/size/WL301-first.yaml"


def test_the_built_in_rules_lie_in_the_package_or_beside_it():
    assert (builtin_folder() / "wasi" / "WL101-wasi-snapshot-0.yaml").is_file()


TEXT = (Path(__file__).parent / "golden" / "misspelt-key.yaml").read_text()
TEXT = TEXT.replace("sevrity", "severity")
CHARACTERS = [*"\n:-{}[]'|>#!\t`é0x/"]
WORDS = ["  ", "&a", "*a", "params", "cases", "no", "{name}", "and", "any(", "64 KiB", "5%", '"']
PIECES = st.sampled_from(CHARACTERS + WORDS)


@st.composite
def damaged(draw):
    """A rule file with a few pieces replaced by others."""
    text = TEXT
    for _ in range(draw(st.integers(0, 4))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(len(text), start + 6)))
        text = text[:start] + draw(PIECES) + text[end:]
    return text


@given(st.one_of(damaged(), st.text()))
@example(TEXT)
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_file_is_a_rule_or_a_problem(folder, schema, text):
    folder.write(text=text.encode("utf-8", "surrogatepass"))
    ids, problems = load(schema)
    assert ids == ([] if problems else ["ACME001"])
    assert [problem for problem in problems if not problem.startswith("pack/size/ACME001-")] == []


def load(schema):
    """Ids of the rules of the pack, or its problems."""
    try:
        return [rule.info.id for rule in load_pack([Path("pack")], schema).rules], []
    except RuleErrors as errors:
        return [], list(errors.problems)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_not_waited_for(folder, text):
    path = write(folder, text, "ACME001", "first")
    os.mkfifo(path.with_name("ACME002-second.yaml"))
    assert problems(folder, "pack") == ["pack/size/ACME002-second.yaml: this is no regular file"]
