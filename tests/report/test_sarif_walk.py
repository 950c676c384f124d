"""The walk over sarif-om objects, against the sarif-om that is installed."""

import math
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import attr
import pytest
import sarif_om

from wasmlint.report.json_text import json_text
from wasmlint.report.sarif_objects import Suppression, suppression
from wasmlint.report.sarif_walk import to_json


class Level(StrEnum):
    ERROR = "error"


def test_properties_have_the_names_of_the_standard():
    location = sarif_om.ArtifactLocation(uri="a.wasm", uri_base_id="%SRCROOT%")
    assert to_json(location) == {"uri": "a.wasm", "uriBaseId": "%SRCROOT%"}
    log = sarif_om.SarifLog(runs=[], version="2.1.0", schema_uri="https://example.com/s.json")
    assert to_json(log)["$schema"] == "https://example.com/s.json"


def test_a_level_is_written_although_it_is_the_default():
    result = sarif_om.Result(message=sarif_om.Message(text="a."), level="warning")
    assert to_json(result) == {"message": {"text": "a."}, "level": "warning"}
    assert to_json(sarif_om.ReportingConfiguration(level="warning")) == {"level": "warning"}


def test_other_defaults_are_left_out_and_empty_lists_are_not():
    run = sarif_om.Run(tool=sarif_om.Tool(driver=sarif_om.ToolComponent(name="x")), results=[])
    assert to_json(run) == {"tool": {"driver": {"name": "x"}}, "results": []}


def test_nothing_is_written_as_null():
    assert to_json({"a": None, "b": [{"c": None}]}) == {"b": [{}]}


def test_a_lone_surrogate_is_replaced_in_values_and_keys():
    assert to_json({"a\ud800": "b\udfff"}) == {"a\ufffd": "b\ufffd"}


@pytest.mark.parametrize(
    "value",
    [
        None,
        [None],
        Path("a b"),
        Level.ERROR,
        datetime(2026, 1, 1, tzinfo=UTC),
        b"bytes",
        {1, 2},
        {1: "number"},
        object(),
    ],
)
def test_what_has_no_place_in_sarif_is_refused(value):
    with pytest.raises(TypeError):
        to_json(value)


def test_not_a_number_is_refused():
    with pytest.raises(ValueError, match="JSON"):
        json_text({"rank": math.nan})


def test_an_attribute_that_was_set_later_is_refused():
    region = sarif_om.Region(start_line=1)
    region.start_lien = 2
    with pytest.raises(TypeError, match="Region has no property `start_lien`"):
        to_json(region)


def test_a_suppression_has_a_status():
    assert to_json(suppression("known")) == {
        "kind": "external",
        "status": "accepted",
        "justification": "known",
    }


def test_sarif_om_still_lacks_the_status_that_we_add():
    # Once it has one, `Suppression` in sarif_objects can go.
    assert "status" not in {field.name for field in attr.fields(sarif_om.Suppression)}
    names = [field.metadata["schema_property_name"] for field in attr.fields(Suppression)]
    assert names.count("status") == 1


def test_every_property_of_sarif_om_has_a_name():
    classes = [item for item in vars(sarif_om).values() if attr.has(item)]
    assert len(classes) > 40
    for kind in classes:
        assert all("schema_property_name" in field.metadata for field in attr.fields(kind))
