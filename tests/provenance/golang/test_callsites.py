"""Calls are told apart by the address that they push."""

from collections import Counter

import pytest

from wasmlint.provenance.golang.callsites import call_sites, site_of

NAMES = ["page-go1.19", "go-wasip1-wordcount", "page-go1.25", "go-wasip1-tax"]


@pytest.mark.parametrize("name", NAMES)
def test_a_call_is_in_the_function_that_makes_it(program, scanned, name):
    found, calls = program(name), scanned(name).calls
    sites = call_sites(found, scanned(name).constants, calls.offsets)
    for caller, site in zip(calls.sources, sites, strict=True):
        assert site is None or found.indices[site.position] == caller


@pytest.mark.parametrize("name", NAMES)
def test_only_calls_of_and_by_assembly_push_nothing(program, scanned, name):
    found, calls = program(name), scanned(name).calls
    sites = call_sites(found, scanned(name).constants, calls.offsets)
    unknown = Counter(
        found.pclntab.names[found.positions[callee]]
        for caller, callee, site in zip(calls.sources, calls.targets, sites, strict=True)
        if site is None
        and callee in found.positions
        and not any(is_assembly(found, end) for end in (caller, callee))
    )
    assert not unknown


def is_assembly(program, index: int) -> bool:
    place = program.lines.declaration(program.positions[index])
    return place is None or place.file.endswith(".s")


@pytest.mark.parametrize("name", NAMES)
def test_indirect_calls_push_one_too(program, scanned, name):
    found, calls = program(name), scanned(name).indirect_calls
    sites = list(call_sites(found, scanned(name).constants, calls.offsets))
    for caller, site in zip(calls.sources, sites, strict=True):
        assert site is None or found.indices[site.position] == caller
    assert sites.count(None) <= 3  # assembly: systemstack, and the loop that runs the program


def test_an_offset_that_is_no_call_is_none(program, scanned):
    found, constants = program("page-go1.25"), scanned("page-go1.25").constants
    assert list(call_sites(found, constants, [0, constants.offsets[100], 1 << 40])) == [None] * 3


@pytest.mark.parametrize(
    ("address", "site"), [(0x1003 << 16 | 5, (3, 4)), (0x1003 << 16, (3, 0)), (5, None), (-1, None)]
)
def test_a_return_address_is_one_point_behind_its_call(program, address, site):
    assert site_of(program("page-go1.25"), address) == site
