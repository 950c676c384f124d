"""The specification's own test suite, as modules: nothing is wrongly accepted or refused.

The modules are read from the zip that `WASMLINT_CONFORMANCE` names, or from the folder that is
kept beside the repository.
"""

import json
import os
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from wasmlint.binary.decode import decode
from wasmlint.binary.module import Module
from wasmlint.binary.validate import validate
from wasmlint.core.errors import DecodeError

REPOSITORY = Path(__file__).parents[2]
BESIDE = REPOSITORY.parent / "shared" / "conformance" / "spec-3.0.zip"
# Tags with results, which the stack-switching proposal allows: the validator has it switched on.
KNOWN_ACCEPTS = {("exceptions/tag", 19), ("exceptions/tag", 23)}

Case = tuple[dict[str, str | int], bytes]


@pytest.fixture(scope="module")
def suite() -> list[Case]:
    path = Path(os.environ.get("WASMLINT_CONFORMANCE", BESIDE))
    if not path.is_file():
        pytest.skip(f"no conformance vectors at {path}; set WASMLINT_CONFORMANCE")
    with zipfile.ZipFile(path) as archive:
        lines = archive.read("manifest.jsonl").decode().splitlines()
        return [(case, archive.read(case["module"])) for case in map(json.loads, lines)]


def of(suite: list[Case], verdict: str) -> list[tuple[str, int, bytes]]:
    return [
        (str(case["suite"]), int(case["line"]), data)
        for case, data in suite
        if case["verdict"] == verdict
    ]


def decode_problem(data: bytes) -> str | None:
    try:
        decode(data)
    except DecodeError as error:
        return str(error)
    return None


def test_every_valid_module_decodes_whole_and_validates(suite):
    wrong = []
    for name, line, data in of(suite, "valid"):
        problem = decode_problem(data) or validate(data)
        if problem is not None:
            wrong.append((name, line, problem))
    assert wrong == []


def test_no_valid_module_has_a_note(suite):
    notes = [(name, line, decode(data).notes) for name, line, data in of(suite, "valid")]
    assert [entry for entry in notes if entry[2]] == []


def test_every_malformed_module_is_refused_and_only_bodies_are_left_to_the_validator(suite):
    wrong, refused_by = [], Counter()
    for name, line, data in of(suite, "malformed"):
        if decode_problem(data) is not None:
            refused_by["decoder"] += 1
            continue
        found, invalid = decode(data), validate(data)
        if invalid is None or invalid.offset is None or not in_code(found, invalid.offset):
            wrong.append((name, line, invalid))
        refused_by["validator"] += 1
    assert wrong == []
    assert refused_by == {"decoder": 439, "validator": 14}


def in_code(module: Module, offset: int) -> bool:
    code = next(section for section in module.sections if section.id == 10)
    return code.offset <= offset <= code.end


def test_every_invalid_module_decodes_and_is_refused_by_the_validator(suite):
    undecoded, accepted = [], set()
    for name, line, data in of(suite, "invalid"):
        problem = decode_problem(data)
        if problem is not None:
            undecoded.append((name, line, problem))
        elif validate(data) is None:
            accepted.add((name, line))
    assert undecoded == []
    assert accepted == KNOWN_ACCEPTS
