"""The version that a program reports of itself."""

import pytest
from msgspec import structs

from wasmlint.provenance.golang.image import Image
from wasmlint.provenance.golang.version import VersionVariable, find_versions, release_of, used_in

VERSIONS = {
    "page-go1.19": "1.19.8",
    "go-wasip1-wordcount": "1.21.13",
    "go-js-parcels": "1.24.13",
    "page-go1.25": "1.25.14",
    "go-js-prices-stripped": "1.26.8",
    "go-wasip1-tax": "1.27.4",
}


@pytest.mark.parametrize("name", VERSIONS)
def test_every_program_reports_its_release(program, name):
    assert program(name).version == VERSIONS[name]


@pytest.mark.parametrize(
    ("text", "release"),
    [
        ("go1.27", "1.27"),
        ("go1.28rc1", "1.28rc1"),
        ("go1.21.0 X:arenas,rangefunc", "1.21.0"),
        ("go1.26.8-X:nojsonv2", "1.26.8"),
        ("go1.22.9 (Red Hat 1.22.9-2.el9_5)", "1.22.9"),
        ("devel go1.28-0f3c1a2b9d Mon May 4 10:00:00 2026 +0000", "1.28"),
        ("devel +0f3c1a2b9d Mon May 4 10:00:00 2020 +0000", None),
        ("go1.27.4something", None),
        ("1.27.4", None),
    ],
)
def test_a_version_has_a_number(text, release):
    assert release_of(text) == release


def with_text(program, address: int, text: bytes):
    """The image of a program with other bytes at an address."""
    data = program.image.data
    return Image(program.module, data[:address] + text + data[address + len(text) :])


def test_a_variable_of_the_program_itself_does_not_mislead(program):
    found = program("page-go1.25")
    moduledata = found.moduledata
    text = found.image.data.index(b"go1.25.14")
    # The first word of the section becomes a string of its own: "go1.2".
    lie = text.to_bytes(8, "little") + (5).to_bytes(8, "little")
    misleading = with_text(found, moduledata.data, lie)
    variables = find_versions(misleading, moduledata)
    assert [variable.text for variable in variables] == ["go1.2", "go1.25.14"]
    assert structs.replace(found, image=misleading).version == "1.25.14"


def test_code_names_the_variable_or_its_length():
    variables = (VersionVariable("go1.2", 0x12345), VersionVariable("go1.3", 0x54321))
    assert used_in(b"\x41\xa1\x86\x15\x0b", variables) == variables[1]
    assert used_in(b"\x41\xcd\xc6\x04\x0b", variables) == variables[0]  # eight bytes on
    assert used_in(b"\x41\x00\x0b", variables) is None
