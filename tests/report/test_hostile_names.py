"""Names from a module move no cursor, forge no command, make no link, and are not lost."""

import json
import re

import pytest

from wasmlint.core.text import safe

FOR_PEOPLE = ["full", "concise", "github"]
FOR_MACHINES = ["json", "jsonl", "sarif"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("::error::forged", r"\u{3a}:error::forged"),
        ("a ::error::forged", r"a \u{3a}:error::forged"),
        ("std::vec::Vec", "std::vec::Vec"),
        ("##[add-mask]secret", r"\u{23}#[add-mask]secret"),
        ("x##vso[task.complete]", r"x\u{23}#vso[task.complete]"),
        ("a ## b", "a ## b"),
        ("\n::error::x", r"\u{a}::error::x"),
    ],
)
def test_text_that_a_ci_system_would_obey_is_broken(text, shown):
    assert safe(text) == shown


@pytest.mark.parametrize("name", [*FOR_PEOPLE, *FOR_MACHINES])
def test_no_output_drives_a_terminal(render, sample, name):
    text = render(name, sample)
    assert set(
        re.findall(r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]", text)
    ) <= {"\n"}


@pytest.mark.parametrize("name", [*FOR_PEOPLE, *FOR_MACHINES])
def test_no_output_holds_a_command_of_another(render, sample, name):
    own = re.compile(r"::(error|warning|notice) file=services/shop/[^:]*::.*")
    for line in render(name, sample).splitlines():
        assert "##[" not in line
        if line.lstrip().startswith("::"):
            assert name == "github"
            assert own.fullmatch(line)


def test_a_megabyte_of_name_is_cut_for_people_and_kept_for_machines(render, sample):
    assert all(len(render(name, sample)) < 60_000 for name in FOR_PEOPLE)
    assert all("A" * 1024 * 1024 in render(name, sample) for name in FOR_MACHINES)


def test_machines_read_the_true_names(render, sample, hostile_names):
    expected = [name.replace("\ud800", "\ufffd") for name in hostile_names]
    findings = json.loads(render("json", sample))["findings"]
    names = [found["subject"].removeprefix("export ") for found in findings]
    assert [name for name in names if name in expected] == expected
    results = json.loads(render("sarif", sample))["runs"][0]["results"]
    logical = [result["locations"][0]["logicalLocations"][0] for result in results]
    names = [place["fullyQualifiedName"].removeprefix("export ") for place in logical]
    assert [name for name in names if name in expected] == expected


def test_no_name_becomes_a_link_or_a_placeholder_in_a_sarif_message(sarif, sample):
    texts = [result["message"]["text"] for result in sarif(sample)["runs"][0]["results"]]
    assert not any(re.search(r"\]\(|[{}\n]", text) for text in texts)
    assert any(r"[the export]\(1) is an odd name. At byte 0x6b" in text for text in texts)


def test_a_path_that_is_not_utf_8_keeps_its_bytes(render, sample, sarif):
    findings = json.loads(render("json", sample))["findings"]
    paths = {found["path"]: found.get("path_hex") for found in findings}
    assert paths["dist/caf\ufffd.wasm"] == b"dist/caf\xe9.wasm".hex()
    assert paths["dist/app.wasm"] is None
    places = [result["locations"][0] for result in sarif(sample)["runs"][0]["results"]]
    uris = {place["physicalLocation"]["artifactLocation"]["uri"] for place in places}
    assert "services/shop/dist/caf%E9.wasm" in uris
    assert "services/shop/dist/hostile%20%1B%5B31m%20%231%3F.wasm" in uris
