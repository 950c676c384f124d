"""Known custom sections: their contents, and that their faults are notes."""

import pytest

from wasmlint.binary import customs
from wasmlint.binary.customs import TargetFeature
from wasmlint.binary.decode import decode
from wasmlint.binary.dylink import Dylink
from wasmlint.binary.module import Module

PREAMBLE = b"\0asm\x01\0\0\0"


def module(name: str, payload: bytes) -> Module:
    content = bytes([len(name)]) + name.encode() + payload
    assert len(content) < 128
    found = decode(PREAMBLE + bytes([0, len(content)]) + content)
    assert isinstance(found, Module)
    return found


PRODUCERS = b"\x02\x08language\x01\x01C\x03C17\x03sdk\x02\x01a\x00\x01b\x011"
FEATURES = b"\x02+\x07simd128-\x01x"
GO_BUILD_ID = b'\xff Go build ID: "ab/cd"\n \xff'


def test_producers_are_listed_by_field():
    assert customs.producers(module("producers", PRODUCERS)) == {
        "language": (("C", "C17"),),
        "sdk": (("a", ""), ("b", "1")),
    }


def test_target_features_have_a_prefix():
    assert customs.target_features(module("target_features", FEATURES)) == (
        TargetFeature("+", "simd128"),
        TargetFeature("-", "x"),
    )


@pytest.mark.parametrize(
    ("name", "payload", "read", "value"),
    [
        ("sourceMappingURL", b"\x05a.map", customs.source_map_url, "a.map"),
        ("external_debug_info", b"\x03d.w", customs.external_debug_url, "d.w"),
        ("build_id", b"\x02\xde\xad", customs.build_id, b"\xde\xad"),
        ("go:buildid", GO_BUILD_ID, customs.go_build_id, "ab/cd"),
        ("linking", b"\x02", customs.is_relocatable, True),
    ],
)
def test_a_section_of_one_value_is_that_value(name, payload, read, value):
    found = module(name, payload)
    assert (read(found), found.notes) == (value, ())


def test_a_shared_library_says_what_its_loader_needs():
    found = module("dylink.0", bytes.fromhex("01 04 10 02 03 00") + b"\x02\x08\x01\x06libc.a")
    assert customs.dylink(found) == Dylink(16, 2, 3, 0, ("libc.a",), {}, {}, ())


def test_later_subsections_of_a_shared_library_are_read_too():
    exports, imports = b"\x03\x04\x01\x01f\x02", b"\x04\x08\x01\x03env\x01g\x01"
    paths, unknown = b"\x05\x04\x01\x02/l", b"\x09\x01\xff"
    found = module("dylink.0", exports + imports + paths + unknown)
    assert customs.dylink(found) == Dylink(0, 0, 0, 0, (), {"f": 2}, {("env", "g"): 1}, ("/l",))


@pytest.mark.parametrize(
    ("name", "payload", "problem"),
    [
        ("producers", b"\x01\x01a\x01\x01b", "length of version is cut short"),
        ("producers", b"\x02\x01a\x00\x01a\x00", "a field occurs twice"),
        ("producers", b"\x00\x00", "section does not end with its content"),
        ("target_features", b"\x01*\x01x", "0x2a is no prefix of a feature"),
        ("target_features", b"\x01+\x01\xff", "feature is not UTF-8"),
        ("sourceMappingURL", b"\x09a", "URL states a size of 9 and reaches beyond the end"),
        ("build_id", b"\x01", "build id states a size of 1 and reaches beyond the end"),
        ("go:buildid", b"ab/cd", "the section does not hold a Go build id"),
        ("dylink.0", b"\x01\x01", "subsection states a size of 1 and reaches beyond the end"),
        ("dylink.0", b"\x01\x01\x00", "integer is cut short"),
    ],
)
def test_a_broken_section_is_noted_and_has_no_value(name, payload, problem):
    found = module(name, payload)
    assert [(note.section, note.problem) for note in found.notes] == [(name, problem)]
    readers = (
        *(customs.producers, customs.target_features, customs.source_map_url),
        *(customs.build_id, customs.go_build_id, customs.dylink),
    )
    assert not any(read(found) for read in readers)


def test_a_missing_section_has_no_value():
    found = decode(PREAMBLE)
    assert (customs.producers(found), customs.target_features(found)) == ({}, ())
    assert (customs.dylink(found), customs.is_relocatable(found)) == (None, False)


def test_a_second_section_of_a_kind_is_noted():
    content = b"\x08build_id\x00"
    found = decode(PREAMBLE + (bytes([0, len(content)]) + content) * 2)
    assert [note.problem for note in found.notes] == ["section header occurs a second time"]


def test_what_is_in_an_unknown_section_is_nobodys_business():
    assert module("mystery", b"\xff\xff").notes == ()
