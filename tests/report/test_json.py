"""The `json` and `jsonl` formats: described by the schema that the package ships."""

import json
from importlib.resources import files

import jsonschema
import pytest

SCHEMA = json.loads(files("wasmlint.report").joinpath("data/report-1.schema.json").read_text())


def closed(schema):
    """The schema without room for keys that it does not describe."""
    if isinstance(schema, list):
        return [closed(part) for part in schema]
    if not isinstance(schema, dict):
        return schema
    parts = {key: closed(part) for key, part in schema.items()}
    return {**parts, "additionalProperties": False} if "properties" in parts else parts


def test_the_schema_is_one():
    jsonschema.Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize("name", ["sample", "clean"])
def test_a_report_is_as_the_schema_says_and_every_key_is_described(render, request, name):
    document = json.loads(render("json", request.getfixturevalue(name)))
    jsonschema.Draft202012Validator(closed(SCHEMA)).validate(document)


def test_a_key_that_goes_missing_breaks_the_schema(render, sample):
    document = json.loads(render("json", sample))
    del document["findings"][0]["within"]
    errors = jsonschema.Draft202012Validator(SCHEMA).iter_errors(document)
    assert [error.message for error in errors] == ["'within' is a required property"]


def test_a_line_of_jsonl_is_a_finding_of_json(render, sample):
    lines = [json.loads(line) for line in render("jsonl", sample).splitlines()]
    assert lines == json.loads(render("json", sample))["findings"]


def test_counts_are_those_of_the_lists(render, sample):
    document = json.loads(render("json", sample))
    counts = document["counts"]
    for key in ("findings", "suppressed", "skipped", "artifacts", "rules"):
        assert counts[key] == len(document[key])
    assert counts["error"] + counts["warning"] + counts["note"] == counts["findings"]
    assert counts["hidden"] == 2


def test_what_is_not_known_of_a_place_is_null(render, sample):
    export, imported, *_, source = json.loads(render("json", sample))["findings"]
    assert (export["bytes"], export["text"], export["within"]) == (None, None, None)
    assert imported["bytes"] == {"start": 0x1A2F, "end": 0x1A4D}
    assert source["text"] == {"line": 7, "column": 2, "end_line": 9, "end_column": 4}


def test_nothing_found_is_no_line(render, clean):
    assert render("jsonl", clean) == ""
