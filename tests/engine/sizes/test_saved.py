"""Size reports come back from JSON as they were, and nothing else is taken for one."""

import json

import pytest
from jsonschema import validate

from wasmlint.core.errors import InputError
from wasmlint.core.sizes import FunctionSize, Interface, PackageSize, SectionSize, SizeReport
from wasmlint.engine.sizes.saved import from_json, is_saved, schema, to_json

REPORT = SizeReport(
    path="app.wasm",
    bytes=100,
    toolchain="go",
    toolchain_version="1.27.3",
    sections=(SectionSize("code", 60), SectionSize("data", 40)),
    packages=(PackageSize("main", "main", 2, 50, 10, 60), PackageSize("", "other", 0, 0, 40, 40)),
    functions=(FunctionSize("main.\ud7ff\n", "main", 50, 2),),
    imports=(Interface("env.f", "function", "() -> ()"),),
    exports=(Interface("mem", "memory"),),
    gzip_bytes=30,
)


def test_a_report_comes_back_as_it_was():
    assert from_json(to_json(REPORT).encode()) == REPORT


def test_what_is_written_fits_the_schema():

    validate(json.loads(to_json(REPORT)), schema())


@pytest.mark.parametrize(
    ("raw", "problem"),
    [
        (b"{", "no size report"),
        (b"{}", "missing required field `path`"),
        (to_json(REPORT).replace('"bytes": 100', '"bytes": "100"').encode(), r"\$\.bytes"),
        (to_json(REPORT).replace('_version": 1', '_version": 2').encode(), "has version 2"),
    ],
)
def test_anything_else_is_refused_with_the_reason(raw, problem):
    with pytest.raises(InputError, match=problem):
        from_json(raw)


def test_a_module_is_no_saved_report():
    assert not is_saved(b"\0asm\x01\0\0\0")
    assert is_saved(b' {"path": 1}')
